"""Which page a household's link opens: it follows from the evening, the day and the answer."""

from datetime import date
from enum import StrEnum

from partnerlink.domain.appointment import mark_of
from partnerlink.domain.evening import EveningState, InvitationState
from partnerlink.models.invitation import Invitation


class Standing(StrEnum):
    """What there is to say."""

    CANCELLED = "cancelled"
    OVER = "over"
    ASKED = "asked"
    CLOSED = "closed"
    COMING = "coming"
    NOT_COMING = "not_coming"


TEMPLATES = {
    Standing.CANCELLED: "parents/cancelled.html",
    Standing.OVER: "parents/over.html",
    Standing.ASKED: "parents/asked.html",
    Standing.CLOSED: "parents/closed.html",
    Standing.COMING: "parents/coming.html",
    Standing.NOT_COMING: "parents/not_coming.html",
}


def standing_of(invitation: Invitation, today: date) -> Standing:
    """Tell which page a household gets on `today`, in the Netherlands."""
    evening = invitation.pupil.presentation.evening
    if evening.state is EveningState.CANCELLED:
        return Standing.CANCELLED
    if today > evening.day:
        return Standing.OVER
    if invitation.state is InvitationState.COMING:
        return Standing.COMING
    if invitation.state is InvitationState.NOT_COMING:
        return Standing.NOT_COMING
    return Standing.ASKED if evening.takes_answers(today) else Standing.CLOSED


def shown_to(invitation: Invitation) -> str:
    """Return the mark of the day, time and place that this household's page shows."""
    presentation = invitation.pupil.presentation
    evening, round_, room = presentation.evening, presentation.round, presentation.room
    return mark_of(
        evening.day,
        (round_.starts, round_.ends) if round_ else None,
        evening.address,
        evening.entrance,
        room.name if room else "",
    )


def is_changed(invitation: Invitation) -> bool:
    """Tell whether day, time or place are others than those that the household answered to.

    Who has not answered by its page, may have read of them in a letter before any change.
    """
    if invitation.answered_to:
        return invitation.answered_to != shown_to(invitation)
    return invitation.pupil.presentation.evening.sequence > 0


def may_say(people: int, invitation: Invitation, today: date) -> bool:
    """Tell whether a household may answer with so many people on `today`.

    After the last day for answers who comes may still say no, until the evening itself: an empty
    chair helps nobody, and a family may be waiting for it.
    """
    evening = invitation.pupil.presentation.evening
    if evening.takes_answers(today):
        return True
    return people == 0 and standing_of(invitation, today) is Standing.COMING
