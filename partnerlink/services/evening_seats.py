"""Give and take the seats of a room in a round, under the lock on that room.

Whoever changes a claim on seats first locks the room's row (on SQLite the writing session is alone
already), and then reads every claim anew: so two answers at once never get one seat twice, and
what comes free is given away in the same transaction. Nothing is written before the lock: its
holder may promote a household that answers meanwhile, and each would wait for the other.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from partnerlink.domain.errors import AnsweringEnded, RoomTooSmall, TooManyPeople
from partnerlink.domain.evening import STILL_INVITED, InvitationState, kept_share
from partnerlink.domain.seats import PATIENCE, Party, settle, taken, too_many
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil

# Built once: building them takes longer than answering, and the room is locked meanwhile.
_LOCKED_ROOM = (
    select(EveningRoom)
    .where(EveningRoom.id == bindparam("room"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_INVITED_THERE = (
    select(Invitation)
    .join(Invitation.pupil)
    .join(Pupil.presentation)
    .join(Presentation.evening)
    .where(
        Presentation.room_id == bindparam("room"),
        Presentation.round_id == bindparam("round"),
        Invitation.state != InvitationState.WITHDRAWN,
    )
    .options(
        contains_eager(Invitation.pupil)
        .contains_eager(Pupil.presentation)
        .contains_eager(Presentation.evening)
    )
    .order_by(Invitation.id)
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True)
class Sitting:
    """One room in one round with everybody who is invited there, locked for this transaction."""

    evening: Evening
    room: EveningRoom
    round_id: int
    invitations: tuple[Invitation, ...]

    def kept_for(self, invitation: Invitation) -> int:
        """Return how many seats are kept for an invitation until it is answered."""
        return kept_for(self.evening, self.invitations, invitation)

    @property
    def claims(self) -> list[Party]:
        """Return every claim on the seats."""
        return [one.party(kept=self.kept_for(one)) for one in self.invitations]

    @property
    def free(self) -> int:
        """Return how many seats nobody has and none keeps."""
        return self.room.capacity - taken(self.claims)

    def settle(self) -> list[Invitation]:
        """Give what is free to who waits; return the invitations that got all they asked for."""
        patience = PATIENCE if self.evening.answering_ended_at is None else None
        by_number = {one.id: one for one in self.invitations}
        changed = settle(self.claims, capacity=self.room.capacity, patience=patience)
        for claim in changed:
            by_number[claim.number].take(claim)
        return [by_number[claim.number] for claim in changed if claim.lacking == 0]

    def require_fit(self, capacity: int) -> None:
        """Make sure that everybody with a seat still has one in a room of `capacity` seats.

        Raises RoomTooSmall with the names of the pupils whose families would not.
        """
        left_out = too_many(self.claims, capacity=capacity)
        if left_out:
            by_number = {one.id: one for one in self.invitations}
            names = sorted({by_number[claim.number].pupil.name for claim in left_out})
            raise RoomTooSmall(self.room.name, tuple(names))


def kept_for(evening: Evening, invitations: tuple[Invitation, ...], invitation: Invitation) -> int:
    """Return how many seats are kept for one of the `invitations` of a room and a round."""
    if not evening.keeps_seats:
        return 0
    households = Counter(one.pupil_id for one in invitations if one.is_standing)
    return kept_share(evening.seats_per_family, households[invitation.pupil_id] or 1)


def lock_sitting(session: Session, evening: Evening, *, room_id: int, round_id: int) -> Sitting:
    """Lock a room and return who is invited there in a round, as it stands now.

    The evening is read again with them: seats may have been released while we waited.
    """
    room = session.scalars(_LOCKED_ROOM, {"room": room_id}).one()
    found = session.scalars(_INVITED_THERE, {"room": room_id, "round": round_id})
    return Sitting(evening, room, round_id, tuple(found))


def sitting_of(session: Session, evening: Evening, presentation: Presentation) -> Sitting | None:
    """Lock the room of a presentation; None while it has none."""
    if presentation.room_id is None or presentation.round_id is None:
        return None
    return lock_sitting(
        session, evening, room_id=presentation.room_id, round_id=presentation.round_id
    )


def answer(
    session: Session,
    invitation: Invitation,
    people: int,
    *,
    now: datetime,
    by: Account | None = None,
) -> list[Invitation]:
    """Record an answer, and give away the seats that come free by it.

    `people` is 0 for a no; `by` is the colleague who answers for the household. Returns the other
    invitations that now have all their seats, to be told. Raises NotAllowedNow when it was
    withdrawn, AnsweringEnded when the evening does not go on, TooManyPeople when its room is too
    small.
    """
    presentation = invitation.pupil.presentation
    sitting = _sitting_with(session, invitation)
    if not presentation.evening.is_open:
        raise AnsweringEnded
    if sitting is None:
        invitation.answer(people, kept=_kept_unplanned(session, invitation), now=now, by=by)
        return []
    if people > sitting.room.capacity:
        raise TooManyPeople(sitting.room.capacity)
    invitation.answer(people, kept=sitting.kept_for(invitation), now=now, by=by)
    return [one for one in sitting.settle() if one is not invitation]


def _sitting_with(session: Session, invitation: Invitation) -> Sitting | None:
    """Lock the room of an invitation; again, when it was moved while we waited for the lock."""
    presentation = invitation.pupil.presentation
    while True:
        sitting = sitting_of(session, presentation.evening, presentation)
        if sitting is None or invitation in sitting.invitations or not invitation.is_standing:
            return sitting
        session.refresh(presentation)
        session.refresh(invitation)


def withdraw(session: Session, invitation: Invitation) -> list[Invitation]:
    """Invite a household no longer; returns who has seats by it. Raises NotAllowedNow."""
    sitting = _sitting_with(session, invitation)
    invitation.withdraw()
    return sitting.settle() if sitting is not None else []


def get_for_answer(session: Session, number: int) -> Invitation:
    """Return an invitation with all that `answer` needs, in one statement."""
    return session.scalars(
        select(Invitation)
        .where(Invitation.id == number)
        .options(
            joinedload(Invitation.pupil)
            .joinedload(Pupil.presentation)
            .joinedload(Presentation.evening)
            .joinedload(Evening.organisation)
        )
    ).one()


def _kept_unplanned(session: Session, invitation: Invitation) -> int:
    others = session.scalars(
        select(Invitation).where(
            Invitation.pupil_id == invitation.pupil_id, Invitation.state.in_(STILL_INVITED)
        )
    )
    return kept_for(invitation.pupil.presentation.evening, tuple(others), invitation)
