"""A talk as rows of a letter: terms and values in the reader's language."""

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.talk import Side
from partnerlink.domain.vocabulary import Venue
from partnerlink.mail.occasion import TalkEnd
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.phone_numbers import readable_phone
from partnerlink.talk_words import classes_words
from partnerlink.words import clock_time, distance_words, long_date, talk_date

Row = tuple[str, str]


def subject_row(talk: Talk) -> Row:
    """Say what the talk is about."""
    return _("Onderwerp"), talk.request.subject


def class_rows(talk: Talk) -> tuple[Row, ...]:
    """Say for whom the talk is, and what they should take away."""
    request = talk.request
    pupils = ngettext("%(num)d leerling", "%(num)d leerlingen", request.pupils)
    groups = ngettext("%(num)d groep", "%(num)d groepen", request.groups)
    return (
        (_("Wat leerlingen meenemen"), request.takeaway),
        (_("Voor wie"), classes_words(request)),
        (_("Hoeveel"), _("%(pupils)s in %(groups)s", pupils=pupils, groups=groups)),
    )


def proposed_row(talk: Talk) -> Row:
    """Name the dates to choose from, one a line."""
    return ngettext("Datum", "Datums om uit te kiezen", len(talk.proposed)), _proposed(talk)


def asked_dates_row(talk: Talk) -> Row:
    """Name the dates that were put forward, when there is nothing to choose any more."""
    term = ngettext("Voorgestelde datum", "Voorgestelde datums", len(talk.proposed))
    return term, _proposed(talk)


def agreed_row(talk: Talk) -> Row:
    """Name the day and time agreed on."""
    return _("Wanneer"), agreed_time(talk)


def agreed_day(talk: Talk) -> str:
    """Return the day agreed on, in words.

    Raises ValueError when none is.
    """
    if talk.day is None:
        raise ValueError(f"talk {talk.id} has no date")
    return long_date(talk.day)


def agreed_time(talk: Talk) -> str:
    """Return the day and time agreed on, in words.

    Raises ValueError when none is.
    """
    if talk.starts_at is None or talk.ends_at is None:
        raise ValueError(f"talk {talk.id} has no time")
    return _(
        "%(day)s, van %(start)s tot %(end)s uur",
        day=agreed_day(talk),
        start=clock_time(talk.starts_at),
        end=clock_time(talk.ends_at),
    )


def place(talk: Talk) -> str:
    """Return where the talk is: the school's address, or online."""
    school = talk.school
    if talk.request.venue is Venue.ONLINE:
        return _("Online")
    if talk.request.venue is Venue.EITHER and talk.offer.is_online_possible:
        return _("%(address)s, of online", address=f"{school.name}, {school.address_line}")
    return f"{school.name}, {school.address_line}"


def place_row(talk: Talk) -> Row:
    """Say where the talk is."""
    return _("Waar"), place(talk)


def distance_row(end: TalkEnd) -> Row:
    """Say how far both ends are apart; the value is empty when that is not known."""
    if end.talk.request.venue is Venue.ONLINE:
        return _("Afstand"), ""
    return _("Afstand"), distance_words(end.talk.school, end.talk.partner)


def speaker_row(talk: Talk) -> Row:
    """Say who comes to tell."""
    return _("Spreker"), _from(talk, Side.PARTNER)


def offer_row(talk: Talk) -> Row:
    """Say what the speaker offered to tell."""
    return _("Aanbod"), talk.offer.subject


def school_row(talk: Talk) -> Row:
    """Say who asks."""
    return _("School"), _from(talk, Side.SCHOOL)


def host_row(talk: Talk) -> Row:
    """Say which teacher receives the speaker."""
    return _("Ontvangst door"), talk.request.host_teacher


def contact_row(end: TalkEnd) -> Row:
    """Say how to reach the person at the other end."""
    person, phone = end.contact_there, readable_phone(end.there.phone)
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
