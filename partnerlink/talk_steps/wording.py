"""A talk in words: its story so far, what was agreed, and the rules of the game."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.talk import FILLED, TAKES_A_PLACE, WAITING_FOR_ANSWER, Side, TalkState
from partnerlink.domain.vocabulary import Leerjaar, Level, Venue
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.phone_numbers import readable_phone
from partnerlink.talk_steps.forms import RATINGS
from partnerlink.words import (
    clock_time,
    labels,
    listing,
    long_date,
    short_date,
    talk_date,
)

Row = tuple[str, str]

LOOKS = {
    TalkState.INVITED: "wait",
    TalkState.APPLIED: "wait",
    TalkState.PLANNED: "good",
    TalkState.RESERVE: "wait",
    TalkState.HELD: "good",
    TalkState.NOT_HELD: "bad",
    TalkState.DECLINED: "bad",
    TalkState.EXPIRED: "",
    TalkState.WITHDRAWN: "",
    TalkState.CANCELLED: "bad",
}
"""How the badge of each state looks."""


@dataclass(frozen=True)
class Moment:
    """One step of the story, as the timeline draws it."""

    title: str
    state: str
    when: str = ""
    note: str = ""


def when(talk: Talk) -> str:
    """Return the day and the time agreed on; empty while there is none."""
    if talk.day is None or talk.starts_at is None or talk.ends_at is None:
        return ""
    begin, end = clock_time(talk.starts_at), clock_time(talk.ends_at)
    return _("%(day)s, %(begin)s tot %(end)s", day=long_date(talk.day), begin=begin, end=end)


def short_when(talk: Talk) -> str:
    """Return in few words when a talk is, or until when it waits for an answer."""
    if talk.day is not None and talk.starts_at is not None:
        return f"{short_date(talk.day)} {clock_time(talk.starts_at)}"
    if talk.state in WAITING_FOR_ANSWER:
        return _("antwoord uiterlijk %(day)s", day=short_date(talk.answer_by))
    return ""


def dates(talk: Talk) -> Row:
    """Return when a talk is; before that, the first proposed date and the others beside it."""
    if talk.day is not None:
        return when(talk), ""
    first, *others = (talk_date(chosen) for chosen in talk.proposed_dates)
    if len(others) == 1:
        return first, _("of %(other)s", other=others[0])
    return first, _("of een van %(n)d andere datums", n=len(others)) if others else ""


def where(talk: Talk) -> Row:
    """Return where the talk is, and what to know about that."""
    school, venue = talk.school, talk.request.venue
    if venue is Venue.ONLINE:
        return _("Online"), _("De school stuurt de link.")
    note = _("Of online, spreek dat samen af.") if _may_be_online(talk) else ""
    return school.address_line, note


def map_address(talk: Talk) -> str:
    """Return the address of a map of the place; empty when the talk is online."""
    if talk.request.venue is Venue.ONLINE:
        return ""
    return f"https://www.openstreetmap.org/search?{urlencode({'query': talk.school.address_line})}"


def request_rows(request: TalkRequest) -> list[Row]:
    """Return for whom a talk is, and what it is for."""
    pupils = ngettext("%(num)d leerling", "%(num)d leerlingen", request.pupils)
    groups = ngettext("%(num)d groep", "%(num)d groepen", request.groups)
    return [
        (_("Wat leerlingen meenemen"), request.takeaway),
        (_("Leerjaar"), listing(labels(request.leerjaren, Leerjaar))),
        (_("Niveau"), listing(labels(request.levels, Level))),
        (_("Hoeveel"), _("%(pupils)s in %(groups)s", pupils=pupils, groups=groups)),
        (_("Ontvangst door"), request.host_teacher),
    ]


def offer_rows(offer: TalkOffer) -> list[Row]:
    """Return what the speaker offered to tell."""
    return [
        (_("Gastles"), offer.subject),
        (_("Wat de spreker vertelt"), offer.description),
        (_("Over de reis"), offer.travel_note),
    ]


def contact_rows(talk: Talk, side: Side) -> list[Row]:
    """Return how to reach the other side; only once a talk is agreed."""
    if talk.state not in TAKES_A_PLACE:
        return []
    person, organisation = talk.contact_at(side.other), talk.organisation_at(side.other)
    return [
        (_("Naam"), person.name),
        (_("Telefoon"), readable_phone(organisation.phone)),
        (_("E-mail"), person.email),
    ]


def rules(talk: Talk) -> list[str]:
    """Return the rules of the game, in plain words."""
    host = talk.request.host_teacher
    stays = (
        _("%(host)s ontvangt de spreker en blijft bij de les.", host=host)
        if host
        else _("Er blijft altijd een docent bij de les.")
    )
    return [
        _("De gastles is gratis."),
        stays,
        _("De spreker is nooit alleen met leerlingen."),
        _("Kunt u niet? Zeg het zo snel mogelijk af. Dan zoeken we een ander."),
    ]


def proposed(talk: Talk) -> str:
    """Return the proposed dates, one a line."""
    return "\n".join(talk_date(chosen) for chosen in talk.proposed_dates)


def answers_of(talk: Talk, side: Side) -> list[Row]:
    """Return what one side said afterwards."""
    said = talk.evaluation_by(side)
    if said is None:
        return []
    return [
        (_("Hoe ging het?"), str(RATINGS[str(said.rating)])),
        (_("Wat bleef hangen?"), said.remark),
        (_("Nog een keer?"), _("Ja") if said.wants_again else _("Nee")),
    ]


def reason(talk: Talk) -> str:
    """Return why a talk ended, in a sentence; empty when nobody said."""
    if talk.reason == FILLED:
        return _("De plek was al bezet. De school heeft een andere spreker.")
    return talk.reason


def moment_of(moment: datetime) -> str:
    """Return a moment as a day and a time in the Netherlands."""
    day = moment.astimezone(AMSTERDAM).date()
    return f"{long_date(day)}, {clock_time(moment)}"


def _may_be_online(talk: Talk) -> bool:
    return talk.request.venue is Venue.EITHER and talk.offer.is_online_possible
