"""Why two match, in words: one short reason after the other, every one of them true."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.matching import Reason, ReasonKind, Tier
from partnerlink.domain.vocabulary import DayPart, Leerjaar, Slot, Weekday
from partnerlink.words import label, labels, listing

MOST_SLOTS_NAMED = 2


def fit_words(tier: Tier) -> str:
    """Return how well two fit."""
    return {
        Tier.VERY_WELL: _("Past heel goed"),
        Tier.WELL: _("Past goed"),
        Tier.SOMEWHAT: _("Past een beetje"),
    }[tier]


def reason_words(reasons: Iterable[Reason], *, leerjaren: Iterable[Leerjaar]) -> list[str]:
    """Return reasons in words, best known first; `leerjaren` are those of the request."""
    years = labels(leerjaren, Leerjaar)
    return [words for reason in reasons for words in _one_reason(reason, years)]


def _one_reason(reason: Reason, leerjaren: list[str]) -> list[str]:
    things = reason.things
    match reason.kind:
        case ReasonKind.SECTORS:
            return [label(thing) for thing in things]
        case ReasonKind.LEVELS:
            levels = listing(map(label, things))
            return [_classes(levels, leerjaren)]
        case ReasonKind.SLOTS:
            return [_slots(things)]
        case ReasonKind.LANGUAGES:
            return [_("in het %(languages)s", languages=listing(map(label, things)))]
        case ReasonKind.NEAR:
            return [_("dichtbij")]
        case ReasonKind.ONLINE:
            return [_("kan online")]
        case ReasonKind.GAP:
            gaps = listing(_short(label(thing)) for thing in things)
            return [_("nieuw dit schooljaar: %(competences)s", competences=gaps)]
        case ReasonKind.NO_TALK_YET:
            return [_("deze school had dit schooljaar nog geen gastles")]
        case ReasonKind.SELDOM_ASKED:
            return [_("dit schooljaar nog niet gevraagd")]


def _classes(levels: str, leerjaren: list[str]) -> str:
    if not leerjaren:
        return levels
    years = listing(leerjaren)
    return ngettext(
        "%(levels)s %(years)s", "%(levels)s %(years)s", len(leerjaren), levels=levels, years=years
    )


def slot_words(slot: Slot) -> str:
    """Return a weekly slot in one word: "dinsdagochtend"."""
    day, part = slot.split("_")
    weekday = next(each for each in Weekday if each.startswith(day))
    return _("%(weekday)s%(part)s", weekday=label(weekday), part=label(DayPart(part)))


def days_words(slots: Iterable[Slot]) -> str:
    """Return the weekdays of slots: "dinsdag en donderdag", or "elke dag"."""
    starts = {slot.split("_")[0] for slot in slots}
    days = [weekday for weekday in Weekday if weekday[:3] in starts]
    return _("elke dag") if len(days) == len(Weekday) else listing(map(label, days))


def _slots(slots: Iterable[StrEnum]) -> str:
    names = [slot_words(Slot(slot)) for slot in slots]
    if len(names) > MOST_SLOTS_NAMED:
        return _("kan op %(count)s momenten in de week", count=len(names))
    return _("kan op %(slots)s", slots=listing(names))


def _short(words: str) -> str:
    # "Werkexploratie: welk werk past bij mij?" is explained where it is chosen.
    return words.partition(":")[0].lower()
