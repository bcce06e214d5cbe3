"""Which letter brings a household its link now: the invitation, or the link once more."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.quiet_hours import goes_out_at
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services.talk_dates import today_of

WITH_LINK = (MailKind.EVENING_INVITED, MailKind.EVENING_LINK)
_WHILE_ANSWERING = frozenset(
    {InvitationState.ASKED, InvitationState.COMING, InvitationState.NOT_COMING}
)
_AFTERWARDS = frozenset({InvitationState.COMING})
"""After the last day for answers who comes can still say that they do not; nobody else can."""


def letter_for(household: Household, evening: Evening, *, now: datetime) -> MailKind | None:
    """Return the letter that would not be dropped: None when there is nothing to do by a link.

    The invitations of `household` are loaded.
    """
    states = {
        one.state
        for one in household.invitations
        if not one.is_link_revoked and one.state in _useful(evening, now=now)
    }
    if InvitationState.ASKED in states:
        return MailKind.EVENING_INVITED
    return MailKind.EVENING_LINK if states else None


def has_letter(evening: Evening, *, now: datetime) -> ColumnElement[bool]:
    """Return the condition on households for which `letter_for` finds one."""
    return Household.invitations.any(
        and_(
            Invitation.is_link_revoked.is_(False),
            Invitation.state.in_(_useful(evening, now=now)),
        )
    )


def is_on_its_way(session: Session, household: Household) -> bool:
    """Tell whether a letter with the link waits for a household: it is written when it is sent."""
    waiting = select(OutboxMail.id).where(
        OutboxMail.carer_id.in_([carer.id for carer in household.carers]),
        OutboxMail.kind.in_(WITH_LINK),
        OutboxMail.state == MailState.WAITING,
    )
    return session.scalars(waiting.limit(1)).first() is not None


def _useful(evening: Evening, *, now: datetime) -> frozenset[InvitationState]:
    """Return the answers of which a link is of use on the day on which the letter goes out."""
    day = today_of(goes_out_at(now))
    if day > evening.day:
        return frozenset()
    return _WHILE_ANSWERING if evening.takes_answers(day) else _AFTERWARDS
