"""A talk as rows of a letter: terms and values in the reader's language."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from partnerlink.domain.talk import Side, answering_side
from partnerlink.domain.vocabulary import DayPart
from partnerlink.mail.occasion import TalkEnd
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.phone_numbers import readable_phone
from partnerlink.talk_words import classes_words
from partnerlink.words import clock_time, distance_words, long_date, talk_date

Row = tuple[str, str]
PARTS = {
    DayPart.MORNING: _l("in de ochtend"),
    DayPart.AFTERNOON: _l("in de middag"),
    DayPart.EVENING: _l("in de avond"),
}
"""A part of a day as a sentence has it."""


def subject_row(talk: Talk) -> Row:
    """Say what the talk is about."""
    return _("Onderwerp"), talk.request.subject


def class_rows(talk: Talk) -> tuple[Row, ...]:
    """Say for whom the talk is, and what they should take away."""
    request = talk.request
    return (
        (_("Wat leerlingen meenemen"), request.takeaway),
        (_("Voor wie"), classes_words(request)),
        amount_row(talk),
    )


def amount_row(talk: Talk) -> Row:
    """Say how many pupils there are, in how many groups."""
    request = talk.request
    pupils = ngettext("%(num)d leerling", "%(num)d leerlingen", request.pupils)
    groups = ngettext("%(num)d groep", "%(num)d groepen", request.groups)
    return _("Hoeveel"), _("%(pupils)s in %(groups)s", pupils=pupils, groups=groups)


def proposed_row(talk: Talk) -> Row:
    """Name the dates to choose from, one a line."""
    return ngettext("Datum", "Datums om uit te kiezen", len(talk.proposed)), _proposed(talk)


def asked_dates_row(talk: Talk) -> Row:
    """Name the dates that were put forward, when there is nothing to choose any more."""
    term = ngettext("Voorgestelde datum", "Voorgestelde datums", len(talk.proposed))
    return term, _proposed(talk)


def agreed_row(talk: Talk) -> Row:
    """Name the day and time agreed on, and that the school has still to choose the hour."""
    return _("Wanneer"), "\n".join(part for part in (agreed_time(talk), hour_to_come(talk)) if part)


def hour_to_come(talk: Talk) -> str:
    """Say that the lesson hour is not known yet; empty once it is."""
    return _("De school kiest nog het lesuur.") if talk.lacks_time else ""


def agreed_day(talk: Talk) -> str:
    """Return the day agreed on, in words.

    Raises ValueError when none is.
    """
    if talk.day is None:
        raise ValueError(f"talk {talk.id} has no date")
    return long_date(talk.day)


def agreed_time(talk: Talk) -> str:
    """Return the day and time agreed on, in words; without an hour yet, the part of the day.

    Raises ValueError when none is.
    """
    if talk.part is None or talk.starts_at is None or talk.ends_at is None:
        raise ValueError(f"talk {talk.id} has no time")
    if not talk.is_time_set:
        return f"{agreed_day(talk)}, {PARTS[talk.part]}"
    return _(
        "%(day)s, van %(start)s tot %(end)s uur",
        day=agreed_day(talk),
        start=clock_time(talk.starts_at),
        end=clock_time(talk.ends_at),
    )


def place(talk: Talk) -> str:
    """Return where the talk is: the school's address, or its link when it is online."""
    if talk.is_online:
        return talk.meeting_link or _("Online")
    address = f"{talk.school.name}, {talk.school.address_line}"
    if answering_side(talk.state) is Side.SCHOOL and len(talk.ways) > 1:
        return _("%(address)s, of online", address=address)
    return address


def place_row(talk: Talk) -> Row:
    """Say where the talk is."""
    if not talk.is_online:
        return _("Waar"), place(talk)
    return _("Waar"), "\n".join((_("Online"), talk.meeting_link or _("De school stuurt de link.")))


def room_row(talk: Talk) -> Row:
    """Say where in the building the speaker is expected; empty for who does not come there."""
    return _("Waar in de school"), "" if talk.is_online else talk.request.room


def distance_row(end: TalkEnd) -> Row:
    """Say how far both ends are apart; empty when that is not known, or nobody travels."""
    if end.talk.is_online:
        return _("Afstand"), ""
    return _("Afstand"), distance_words(end.talk.school, end.talk.partner)


def speaker_row(talk: Talk) -> Row:
    """Say who comes to tell."""
    return _("Spreker"), _from(talk, Side.PARTNER)


def offer_row(end: TalkEnd) -> Row:
    """Name the offer that it is about: a speaker may have several."""
    return (_("Aanbod") if end.is_school else _("Uw aanbod")), end.talk.offer.subject


def school_row(talk: Talk) -> Row:
    """Say who asks."""
    return _("School"), _from(talk, Side.SCHOOL)


def host_row(talk: Talk) -> Row:
    """Say which teacher receives the speaker."""
    term = _("Docent bij de les") if talk.is_online else _("Ontvangst door")
    return term, talk.request.host_teacher


def contact_row(end: TalkEnd) -> Row:
    """Say how to reach the person at the other end."""
    person = end.contact_there
    phone = readable_phone(person.phone or end.there.phone)
    return _("Contact"), "\n".join(part for part in (person.name, person.email, phone) if part)


def spelregels_row(talk: Talk) -> Row:
    """Hand on the school's rules of the game."""
    return _("Spelregels"), talk.request.spelregels


def _proposed(talk: Talk) -> str:
    return "\n".join(talk_date(d) for d in talk.proposed_dates)


def _from(talk: Talk, side: Side) -> str:
    person, organisation = talk.contact_at(side), talk.organisation_at(side)
    place_name = f", {organisation.city}" if organisation.city else ""
    if person.name == organisation.name:
        return f"{person.name}{place_name}"
    return f"{person.name}, {organisation.name}{place_name}"


def introduced(person: Account, organisation: Organisation) -> str:
    """Say who somebody is: "Anna de Vries van Veencollege"; a person of their own is named once."""
    if person.name == organisation.name:
        return person.name
    return _("%(person)s van %(organisation)s", person=person.name, organisation=organisation.name)
