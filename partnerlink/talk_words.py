"""How an offer reads to a school and a request to a partner, as terms with their words."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.talk_dates import TalkDates
from partnerlink.domain.vocabulary import (
    Competence,
    Leerjaar,
    Level,
    Sector,
    TalkLanguage,
    Venue,
)
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.week_words import week_lines
from partnerlink.words import label, labels, listing, long_date, short_date, talk_date

Row = tuple[str, str]
MOST_DATES_NAMED = 3


def offer_rows(offer: TalkOffer) -> list[Row]:
    """Return what a school reads of an offer; the speaker's own story only where shared."""
    first = _("De spreker was de eerste van de familie die ging studeren.")
    rows = [
        (_("Wat de spreker vertelt"), offer.description),
        (_("Werk"), sector_words(offer.sectors)),
        (_("Voor"), named(offer.levels, Level)),
        (_("Kan op"), "\n".join(week_lines(offer.slots))),
        (_("Waar"), _where_offered(offer)),
        (_("Talen"), named(offer.languages, TalkLanguage)),
        (_("Over de reis"), offer.travel_note),
    ]
    if offer.shows_role_model:
        rows.append((_("Hoe de spreker hier kwam"), offer.own_route))
        rows.append((_("Eerste in de familie"), first if offer.is_first_to_study else ""))
    return rows


def request_rows(request: TalkRequest, *, left_at: datetime | None = None) -> list[Row]:
    """Return what a partner reads of a request.

    Dates that are past at `left_at`, on the clock in the Netherlands, are left out.
    """
    dates, first = request.dates, date.min
    if left_at is not None:
        dates, first = dates.left_at(left_at), left_at.date()
    return [
        (_("Wat leerlingen meenemen"), request.takeaway),
        (_("Werk"), sector_words(request.sectors)),
        (_("Voor"), classes_words(request)),
        (_("Hoeveel"), _amount(request)),
        (_("Wanneer"), "\n".join(_date_lines(dates, first))),
        (_("Waar"), _where_asked(request)),
        (_("Competenties"), "\n".join(labels(request.competences, Competence))),
        (_("Taal van de spreker"), named(request.languages, TalkLanguage)),
        (_("Ontvangst door"), request.host_teacher),
        (_("Spelregels"), request.spelregels),
    ]


def when_words(dates: TalkDates, *, left_at: datetime | None = None) -> str:
    """Return in few words when a talk may be, of what is left at a moment in the Netherlands."""
    today = date.min
    if left_at is not None:
        dates, today = dates.left_at(left_at), left_at.date()
    if dates.period is not None:
        first, last = max(dates.period.first_day, today), dates.period.last_day
        return _("%(first)s t/m %(last)s", first=short_date(first), last=short_date(last))
    days = sorted({option.day for option in dates.options})
    named = [short_date(day) for day in days[:MOST_DATES_NAMED]]
    left = len(days) - len(named)
    if left:
        named.append(ngettext("nog %(num)d dag", "nog %(num)d dagen", left))
    return listing(named) if named else ""


def _date_lines(dates: TalkDates, today: date) -> list[str]:
    lines = [talk_date(option) for option in dates.options]
    if dates.period is not None:
        first, last = (
            long_date(max(dates.period.first_day, today)),
            long_date(dates.period.last_day),
        )
        lines.append(_("van %(first)s tot en met %(last)s", first=first, last=last))
        lines += week_lines(dates.period.slots)
    return lines


def _where_offered(offer: TalkOffer) -> str:
    there = _("Op school, tot %(km)d km hemelsbreed", km=offer.radius_km)
    return "\n".join((there, _("Online kan ook"))) if offer.is_online_possible else there


def _where_asked(request: TalkRequest) -> str:
    if request.venue is Venue.ONLINE:
        return label(request.venue)
    reach = _("de spreker komt van hoogstens %(km)d km ver, hemelsbreed", km=request.radius_km)
    return f"{label(request.venue)}, {reach}"


def classes_words(request: TalkRequest) -> str:
    """Return for whom a request is, such as "vmbo basis en vmbo kader, leerjaar 3"."""
    levels = named(request.levels, Level)
    if not request.leerjaren:
        return levels
    years = ngettext(
        "leerjaar %(years)s",
        "leerjaar %(years)s",
        len(request.leerjaren),
        years=named(request.leerjaren, Leerjaar),
    )
    return f"{levels}, {years}" if levels else years


def _amount(request: TalkRequest) -> str:
    groups = ngettext("%(num)d groep", "%(num)d groepen", request.groups)
    pupils = ngettext("%(num)d leerling", "%(num)d leerlingen", request.pupils)
    return f"{groups}, {pupils}"


def sector_words(sectors: Iterable[Sector]) -> str:
    """Return sectors as "Techniek, Bouw en wonen": their own names have an "en" already."""
    return ", ".join(labels(sectors, Sector))


def named(members: Iterable[StrEnum], kind: type[StrEnum]) -> str:
    """Return the words of `members` as a sentence has them; empty for none."""
    chosen = labels(members, kind)
    return listing(chosen) if chosen else ""
