"""The one letter to a household after the evening: with thanks, or with a gentle note."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from partnerlink.domain.evening import InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.services.evening_letters import (
    LetterStep,
    has_seats,
    households_of,
    is_expected,
    open_evenings,
)

DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=7)
"""Later than this after the evening no letter looks back any more."""


def _over(today: date) -> Select[Evening]:
    return open_evenings(Evening.day, today - LOOK_BACK, today - DAY)


def _whom_to_thank(evening: Evening, now: datetime) -> Select[Household]:
    return households_of(evening).where(Household.looked_back_at.is_(None), _was_there(evening))


def _who_missed_it(evening: Evening, now: datetime) -> Select[Household]:
    """Select who told that they cannot come, or meant to and were not there.

    Not who never answered: they did not say that they could not, had three letters already, and
    a fourth about what they missed would sound like a reproach.
    """
    has_answered = Household.invitations.any(
        Invitation.state.in_((InvitationState.COMING, InvitationState.NOT_COMING))
    )
    return households_of(evening).where(
        Household.looked_back_at.is_(None), has_answered, ~_was_there(evening)
    )


def _was_there(evening: Evening) -> ColumnElement[bool]:
    """Return the condition on households that they were seen, or must be taken to have come.

    Where fewer than half of the expected families were counted at the door, it was not kept well
    enough to tell anybody that they were not there.
    """
    came, expected = Invitation.came.is_not(None), is_expected()
    is_door_kept = (
        select(func.count().filter(came) * 2 >= func.count().filter(expected))
        .where(Invitation.evening_id == evening.id)
        .scalar_subquery()
    )
    return or_(Household.invitations.any(came), and_(has_seats(), ~is_door_kept))


STEPS = (
    LetterStep(
        "thanked",
        MailKind.EVENING_THANKS,
        _over,
        _whom_to_thank,
        Household.record_looked_back,
    ),
    LetterStep(
        "missed",
        MailKind.EVENING_MISSED,
        _over,
        _who_missed_it,
        Household.record_looked_back,
    ),
)
