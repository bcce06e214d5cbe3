"""What letters to parents say about an evening and a child: terms and values in their language."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import evening_links, links
from partnerlink.domain.invitation_codes import shown
from partnerlink.mail.household_letter import ChildPart, Row
from partnerlink.mail.household_visit import Visit
from partnerlink.mail.isolates import isolated
from partnerlink.mail.letter import Button, Look
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.parents.words import clock_words, day_words, room_words
from partnerlink.words import listing


def names_of(invitations: Iterable[Invitation]) -> str:
    """Name the children as a sentence does: "Sami en Nour"."""
    return listing(isolated(one.pupil.first_name) for one in invitations)


def school_of(visit: Visit) -> str:
    """Return what the school is called."""
    return isolated(visit.evening.organisation.name)


def evening_facts(evening: Evening) -> tuple[Row, ...]:
    """Say what is the same for all children: where the school is, and how to get in."""
    place = (isolated(evening.organisation.name), isolated(evening.address))
    return (
        (_("Adres"), "\n".join(line for line in place if line)),
        (_("Ingang"), isolated(evening.entrance)),
    )


def when(visit: Visit, invitation: Invitation) -> str:
    """Say on which day and from when until when one child presents."""
    day = day_words(visit.evening.day)
    round_, hours = invitation.pupil.presentation.round, visit.evening.hours
    if round_ is not None:
        return _(
            "Op %(day)s, van %(start)s tot %(end)s uur.",
            day=day,
            start=isolated(clock_words(round_.starts)),
            end=isolated(clock_words(round_.ends)),
        )
    if hours is None:
        return _("Op %(day)s. De school kiest de tijd nog.", day=day)
    return _(
        "Op %(day)s, tussen %(start)s en %(end)s uur. De school kiest de tijd nog.",
        day=day,
        start=isolated(clock_words(hours[0])),
        end=isolated(clock_words(hours[1])),
    )


def child_facts(invitation: Invitation) -> tuple[Row, ...]:
    """Say in which room one child presents, and what."""
    presentation = invitation.pupil.presentation
    room = room_words(presentation.room.name) if presentation.room is not None else ""
    return (_("Waar"), room), (_("Onderwerp"), isolated(presentation.title))


def seats_words(invitation: Invitation) -> tuple[str, ...]:
    """Say with how many people the household comes, and how many of them wait for a seat."""
    people = invitation.people or 0
    comes = ngettext("U komt met %(num)d persoon.", "U komt met %(num)d personen.", people)
    if not invitation.lacking:
        return (comes,)
    if not invitation.seats:
        waits = _("Er is nog geen plaats voor u. U staat op de wachtlijst.")
    else:
        waits = ngettext(
            "Er is nu plaats voor %(num)d persoon. Voor de anderen staat u op de wachtlijst.",
            "Er is nu plaats voor %(num)d personen. Voor de anderen staat u op de wachtlijst.",
            invitation.seats,
        )
    return comes, waits


def vain_words(invitation: Invitation) -> tuple[str, ...]:
    """Say for how many people there is no seat left, and for how many there is."""
    none = ngettext(
        "Er is geen plaats meer voor %(num)d persoon.",
        "Er is geen plaats meer voor %(num)d personen.",
        invitation.lacking,
    )
    if not invitation.seats:
        return (none,)
    some = ngettext(
        "Voor %(num)d persoon is er wel plaats.",
        "Voor %(num)d personen is er wel plaats.",
        invitation.seats,
    )
    return none, some


def kept_words(visit: Visit, invitation: Invitation) -> tuple[str, ...]:
    """Say how many seats stay free until when; nothing when none do."""
    kept, until = visit.kept_for(invitation), visit.evening.held_until
    if not kept or visit.today > until:
        return ()
    return (
        ngettext(
            "Tot en met %(day)s houden wij %(num)d plaats voor u vrij.",
            "Tot en met %(day)s houden wij %(num)d plaatsen voor u vrij.",
            kept,
            day=day_words(until),
        ),
    )


def asked_child(visit: Visit, invitation: Invitation) -> ChildPart:
    """Ask about one child, with one big link and a code for who types it."""
    name = isolated(invitation.pupil.first_name)
    return ChildPart(
        name=name,
        when=when(visit, invitation),
        button=Button(
            _("Geef antwoord voor %(name)s", name=name), evening_links.address(invitation)
        ),
        code=_code_words(invitation),
        words=kept_words(visit, invitation),
        facts=child_facts(invitation),
    )


def coming_child(visit: Visit, invitation: Invitation) -> ChildPart:
    """Say what was agreed about one child, with a link to change it, or at the end to stay away."""
    can_change = visit.is_to_come and not invitation.is_link_revoked
    name = isolated(invitation.pupil.first_name)
    is_open = visit.evening.takes_answers(visit.today)
    label = (
        _("Verander uw antwoord voor %(name)s", name=name)
        if is_open
        else _("Ik kan toch niet komen")
    )
    address = evening_links.address(invitation)
    return ChildPart(
        name=name,
        when=when(visit, invitation),
        button=Button(label, address, Look.SECOND) if can_change else None,
        words=seats_words(invitation),
        facts=child_facts(invitation),
    )


def children(visit: Visit) -> tuple[ChildPart, ...]:
    """Say of each child what is still asked, or was agreed, in the order of the school."""
    asked, coming = visit.asked, visit.coming
    return tuple(
        asked_child(visit, one) if one in asked else coming_child(visit, one)
        for one in visit.invitations
        if one in asked or one in coming
    )


def conversation(invitations: Iterable[Invitation]) -> Row:
    """Give questions with which carers who were not there can hear about it at home."""
    asks = _("Vraag %(names)s:", names=names_of(invitations))
    questions = (
        _("Waar ben je trots op?"),
        _("Wat vond je moeilijk?"),
        _("Wat wil je later doen?"),
    )
    return asks, "\n".join(questions)


def if_you_cannot(visit: Visit) -> str:
    """Say what to do for who cannot come after all."""
    if visit.is_to_come:
        return _("Kunt u toch niet komen? Verander uw antwoord. Dan kan een andere familie komen.")
    return _("Kunt u toch niet komen? Bel dan de school.")


def _code_words(invitation: Invitation) -> str:
    page = links.absolute("parents.show_code")
    return _(
        "Werkt de knop niet? Ga naar %(page)s en typ: %(code)s",
        page=isolated(page.removeprefix("https://").removeprefix("http://")),
        code=isolated(shown(evening_links.code(invitation))),
    )
