"""How full the rooms of an evening are: read without a lock, so only to look at."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import STILL_INVITED, InvitationState, kept_share
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil


@dataclass(frozen=True)
class Fill:
    """The seats of one room in one round, in people: given, kept, and still waited for."""

    given: int = 0
    kept: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class RoomStanding:
    """A room with how full it is in each round, in the order of the rounds."""

    room: EveningRoom
    fills: tuple[tuple[EveningRound, Fill], ...]


def rooms_standing(session: Session, evening: Evening) -> list[RoomStanding]:
    """Return how full each room is; the rooms and rounds of `evening` are loaded."""
    fills = _fills(session, evening)
    return [
        RoomStanding(
            room,
            tuple((each, fills.get((room.id, each.id), Fill())) for each in evening.rounds),
        )
        for room in evening.rooms
    ]


def _fills(session: Session, evening: Evening) -> dict[tuple[int, int], Fill]:
    found = session.execute(
        select(
            Presentation.room_id,
            Presentation.round_id,
            Invitation.pupil_id,
            Invitation.state,
            Invitation.people,
            Invitation.seats,
        )
        .join(Pupil, Pupil.presentation_id == Presentation.id)
        .join(Invitation, Invitation.pupil_id == Pupil.id)
        .where(
            Presentation.evening_id == evening.id,
            Presentation.room_id.is_not(None),
            Invitation.state.in_(STILL_INVITED),
        )
    ).all()
    households = Counter(row.pupil_id for row in found)
    sums: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for row in found:
        seats = sums[row.room_id, row.round_id]
        seats["given"] += row.seats
        seats["waiting"] += (row.people or 0) - row.seats
        if row.state is InvitationState.ASKED and evening.keeps_seats:
            seats["kept"] += kept_share(evening.seats_per_family, households[row.pupil_id])
    return {place: Fill(**seats) for place, seats in sums.items()}
