"""What a household comes to, as a calendar file: for the page of parents and for their mails."""

from collections.abc import Iterable
from datetime import datetime, time

from flask_babel import force_locale

from partnerlink.domain.evening import InvitationState
from partnerlink.mail.calendar import AMSTERDAM, CalendarMethod, CalendarTalk, appointments
from partnerlink.mail.isolates import without_isolates
from partnerlink.mail.sender import sender
from partnerlink.models.invitation import Invitation
from partnerlink.parents.words import calendar_summary, calendar_text, room_words


def is_for_calendar(invitation: Invitation) -> bool:
    """Tell whether a household has a seat at a presentation that has a time."""
    is_coming = invitation.state is InvitationState.COMING and invitation.seats > 0
    return is_coming and invitation.pupil.presentation.round is not None


def invitation_calendar(
    invitations: Iterable[Invitation], *, method: CalendarMethod, now: datetime
) -> bytes:
    """Return one file of the presentations that a household comes to, in its own language.

    CANCEL takes all of the `invitations` that have a time out of the calendar, whatever was
    answered; PUBLISH puts in those that `is_for_calendar`. Nobody is named as an attendee: the
    file is handed on. Each needs its household and pupil, and the pupil's presentation with its
    room, round, evening and the evening's organisation. Raises ValueError for REQUEST, which RFC
    5546 allows to attendees only, and when nothing is left for the file.
    """
    if method is CalendarMethod.REQUEST:
        raise ValueError("a household keeps the evening, it is not asked to answer a calendar")
    is_cancelled = method is CalendarMethod.CANCEL
    chosen = [
        _appointment(one, is_cancelled=is_cancelled, now=now)
        for one in invitations
        if (one.pupil.presentation.round is not None if is_cancelled else is_for_calendar(one))
    ]
    if not chosen:
        raise ValueError("there is nothing that this household comes to")
    return appointments(chosen, method=method)


def _appointment(invitation: Invitation, *, is_cancelled: bool, now: datetime) -> CalendarTalk:
    presentation = invitation.pupil.presentation
    evening, round_ = presentation.evening, presentation.round
    if round_ is None:
        raise ValueError(f"invitation {invitation.id} has no time yet")
    organiser = sender()

    def at(clock: time) -> datetime:
        return datetime.combine(evening.day, clock, tzinfo=AMSTERDAM)

    with force_locale(invitation.household.language.value):
        summary = calendar_summary(invitation.pupil.first_name)
        description = calendar_text(evening)
        room = room_words(presentation.room.name) if presentation.room is not None else ""
    return CalendarTalk(
        uid=_uid(invitation),
        sequence=evening.sequence,
        starts_at=at(round_.starts),
        ends_at=at(round_.ends),
        summary=summary,
        description=description,
        location=", ".join(
            place
            for place in (without_isolates(room), evening.organisation.name, evening.address)
            if place
        ),
        organiser_name=evening.organisation.name,
        organiser_email=organiser.addr_spec,
        attendees=(),
        is_cancelled=is_cancelled,
        changed_at=now,
        # The personal link stays out: calendars are shared with colleagues, and searched.
        url="",
    )


def _uid(invitation: Invitation) -> str:
    # A small database gives the number of a record that is gone to the next one.
    born = invitation.pupil.presentation.evening.created_at
    return f"invitation-{invitation.id}-{born:%Y%m%d%H%M%S%f}@partnerlink"
