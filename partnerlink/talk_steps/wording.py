"""A talk in words: its story so far, what was agreed, and the rules of the game."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.talk import (
    TAKES_A_PLACE,
    WAITING_FOR_ANSWER,
    AskedAs,
    Ending,
    Side,
    TalkState,
    answering_side,
)
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.phone_numbers import readable_phone
from partnerlink.talk_steps.forms import RATINGS
from partnerlink.words import (
    clock_time,
    distance_words,
    label,
    labels,
    listing,
    long_date,
    short_date,
    talk_date,
)

Row = tuple[str, str]


@dataclass(frozen=True)
class Moment:
    """One step of the story, as the timeline draws it."""

    title: str
    state: str
    when: str = ""
    note: str = ""


def when(talk: Talk) -> str:
    """Return the day and the time agreed on; empty while there is none."""
    if talk.day is None:
        return ""
    return f"{long_date(talk.day)}, {hours(talk)[0]}"


def short_when(talk: Talk) -> str:
    """Return in few words when a talk is, or until when it waits for an answer."""
    if talk.day is not None and talk.part is not None:
        at = clock_time(talk.starts_at) if talk.is_time_set and talk.starts_at else label(talk.part)
        return f"{short_date(talk.day)} {at}"
    if talk.state in WAITING_FOR_ANSWER:
        return _("antwoord uiterlijk %(day)s", day=short_date(talk.answer_by))
    return ""


def hours(talk: Talk) -> Row:
    """Return from when to when a talk is, or the part of the day, and whether the hour follows.

    Both are empty while no date is agreed on.
    """
    if talk.part is None or talk.starts_at is None or talk.ends_at is None:
        return "", ""
    if not talk.is_time_set:
        note = _("De school kiest nog het lesuur.") if talk.lacks_time else ""
        return label(talk.part), note
    begin, end = clock_time(talk.starts_at), clock_time(talk.ends_at)
    return _("%(begin)s tot %(end)s", begin=begin, end=end), ""


def dates(talk: Talk) -> Row:
    """Return the day of a talk; before that, the first proposed date and the others beside it."""
    if talk.day is not None:
        return long_date(talk.day), ""
    first, *others = (talk_date(chosen) for chosen in talk.proposed_dates)
    if len(others) == 1:
        return first, _("of %(other)s", other=others[0])
    return first, _("of een van %(n)d andere datums", n=len(others)) if others else ""


def where(talk: Talk, side: Side) -> Row:
    """Return where the talk is, and what to know about that for `side`."""
    if talk.is_online:
        return _("Online"), "" if talk.meeting_link else _("De school stuurt de link.")
    if answering_side(talk.state) is Side.SCHOOL and len(talk.ways) > 1:
        chooses = _("Of online. Dat kiest de school.")
        if side is Side.SCHOOL:
            chooses = _("Of online. Dat kiest u.")
        return talk.school.address_line, chooses
    room = talk.request.room if talk.state in TAKES_A_PLACE else ""
    return talk.school.address_line, room


def distance(talk: Talk) -> str:
    """Return how far the two are apart; empty when nobody travels."""
    return "" if talk.is_online else distance_words(talk.school, talk.partner)


def meeting_link(talk: Talk) -> str:
    """Return the link of a talk that is online and to come; empty otherwise."""
    return talk.meeting_link if talk.is_online and talk.state is TalkState.PLANNED else ""


def map_address(talk: Talk) -> str:
    """Return the address of a map of the place; empty when the talk is online."""
    if talk.is_online:
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


def contact_rows(talk: Talk, side: Side) -> list[tuple[str, str, str]]:
    """Return how to reach the other side, each with its address; only once a talk is agreed."""
    if talk.state not in TAKES_A_PLACE:
        return []
    person = talk.contact_at(side.other)
    phone = person.phone or talk.organisation_at(side.other).phone
    return [
        (_("Naam"), person.name, ""),
        (_("Telefoon"), readable_phone(phone), f"tel:{phone.replace(' ', '')}"),
        (_("E-mail"), person.email, f"mailto:{quote(person.email, safe='@')}"),
    ]


def rules(talk: Talk) -> list[str]:
    """Return the rules of the game, in plain words."""
    host = talk.request.host_teacher
    stays = _("Er blijft altijd een docent bij de les.")
    if host and talk.is_online:
        stays = _("%(host)s is bij de les.", host=host)
    elif host:
        stays = _("%(host)s ontvangt de spreker en blijft bij de les.", host=host)
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
    match talk.reason:
        case Ending.FILLED:
            return _("De plek was al bezet. De school heeft een andere spreker.")
        case Ending.FULL:
            return _("De spreker zit vol voor dit schooljaar.")
        case Ending.LEFT:
            name = talk.organisation_at(talk.ended_by or talk.first_step.other).name
            return _("%(name)s doet niet meer mee met PartnerLink.", name=name)
        case Ending.CALLED_OFF:
            return _("De school heeft de gastles zelf afgezegd.")
        case Ending.NOT_NEEDED:
            return _("Een reserve was niet meer nodig.")
        case Ending.NO_DATE:
            return _("De andere spreker viel uit. Er was geen datum meer waarop de reserve kon.")
        case said:
            return said


def asked_as(talk: Talk, side: Side) -> str:
    """Return what a question asks, where that is not simply to come; empty otherwise."""
    if talk.state is not TalkState.INVITED or talk.asked_as is AskedAs.SPEAKER:
        return ""
    if talk.asked_as is AskedAs.RESERVE and side is Side.PARTNER:
        return _("De school heeft al een spreker. Valt die uit? Dan vragen we u als eerste.")
    if talk.asked_as is AskedAs.RESERVE:
        return _("U heeft al een spreker. Valt die uit? Dan vragen we deze reserve als eerste.")
    if side is Side.PARTNER:
        return _("U staat reserve. De spreker is uitgevallen. Kunt u komen?")
    return _("Uw spreker is uitgevallen. We vragen nu uw reserve. U kunt ook anderen vragen.")


def recorded_rows(recorded: Mapping[tuple[Leerjaar, Level], int]) -> list[Row]:
    """Return for whom a talk was recorded, a row for each leerjaar and level."""
    return [
        (
            _("Leerjaar %(year)s, %(level)s", year=label(leerjaar), level=label(level)),
            ngettext("%(num)d leerling", "%(num)d leerlingen", pupils),
        )
        for (leerjaar, level), pupils in recorded.items()
    ]


def moment_of(moment: datetime) -> str:
    """Return a moment as a day and a time in the Netherlands."""
    day = moment.astimezone(AMSTERDAM).date()
    return f"{long_date(day)}, {clock_time(moment)}"
