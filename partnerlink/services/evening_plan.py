"""Plan an evening, and move presentations by hand, without a family losing a seat.

All rooms are locked first, in the order of their keys, like everywhere that seats change hands.
Planning itself takes seconds, so it is done on values, outside any transaction: what it gives is
written only when the evening is still as it was read.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.errors import NotAllowedNow, Refusal, RoomTooSmall
from partnerlink.domain.evening import EVENING
from partnerlink.domain.planner_rules import fill
from partnerlink.domain.planner_values import Place, Programme, Task
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.evening_mail import tell_moved, tell_seats_found
from partnerlink.services.evening_programme import (
    Keep,
    Standing,
    names_of,
    standing_of,
)
from partnerlink.services.evening_seats import lock_sitting


class ProgrammeChanged(Refusal):
    """Somebody changed the evening while its programme was made."""

    code = "programme_changed"


def write_programme(
    session: Session, evening: Evening, task: Task, made: Programme, *, keep: Keep, now: datetime
) -> None:
    """Give every presentation the place that the planner found for `task`.

    Families that know of the evening are told where they come now. Raises ProgrammeChanged when
    the evening is no longer what `task` says, NotAllowedNow when it is over or cancelled.
    """
    standing = lock_standing(session, evening, now=now)
    if standing.task(keep) != task:
        raise ProgrammeChanged
    if not evening.is_open:
        for one in standing.presentations:
            if one.id not in made.placement:
                one.unplace()
    _rearrange(session, standing, made.placement, now=now)


def move(session: Session, evening: Evening, moves: Mapping[int, Place], *, now: datetime) -> None:
    """Put presentations, by number, in these places by hand: there they stay when it is planned.

    Two at once change places. Each family keeps the seats it has; what comes free goes to who
    waits. Raises RoomTooSmall with the names of the pupils whose families do not fit, and
    NotAllowedNow when the evening is over or cancelled.
    """
    standing = lock_standing(session, evening, now=now)
    _rearrange(session, standing, moves, now=now)
    for number in moves:
        standing.by_number[number].is_fixed = True


def take_out(session: Session, evening: Evening, presentation: Presentation) -> None:
    """Take the place of a presentation away, as long as no family knows of it.

    Raises NotAllowedNow once the evening is open.
    """
    _lock_rooms(session, evening)
    if evening.is_open:
        raise NotAllowedNow(EVENING.concept, "take_out", evening.state)
    presentation.unplace()


def lock_standing(session: Session, evening: Evening, *, now: datetime) -> Standing:
    """Lock the rooms of an evening and return how its programme stands now.

    Raises NotAllowedNow when the evening is over or cancelled.
    """
    _lock_rooms(session, evening)
    require_changeable(evening, now=now)
    return standing_of(session, evening)


def _lock_rooms(session: Session, evening: Evening) -> None:
    session.scalars(
        select(EveningRoom)
        .where(EveningRoom.evening_id == evening.id)
        .order_by(EveningRoom.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    # The evening anew with them: it may have been opened or changed while we waited.
    session.scalars(
        select(Evening)
        .where(Evening.id == evening.id)
        .options(selectinload(Evening.rooms), selectinload(Evening.rounds))
        .execution_options(populate_existing=True)
    ).one()


def _rearrange(
    session: Session, standing: Standing, wanted: Mapping[int, Place], *, now: datetime
) -> None:
    before = standing.placement
    moves = {number: place for number, place in wanted.items() if before.get(number) != place}
    _require_seats(standing, {**before, **moves}, moves)
    concerned = _who_must_know(standing, moves, before)
    for number, place in moves.items():
        standing.by_number[number].place(room_id=place.room, round_id=place.round)
    session.flush()
    if standing.evening.is_open and moves:
        left = {before[number] for number in moves if number in before}
        _settle(session, standing.evening, left | set(moves.values()), now=now)
        if concerned:
            standing.evening.sequence += 1
            session.flush()
            tell_moved(session, standing.evening, concerned, now=now)


def _require_seats(
    standing: Standing, after: Mapping[int, Place], moves: Mapping[int, Place]
) -> None:
    filling = fill(standing.task(), after)
    arriving: dict[Place, list[str]] = defaultdict(list)
    for number, place in sorted(moves.items()):
        arriving[place] += names_of(standing.by_number[number])
    for place, names in arriving.items():
        if filling.is_overfull(place):
            room = next(one for one in standing.evening.rooms if one.id == place.room)
            raise RoomTooSmall(room.name, tuple(names))


def _settle(session: Session, evening: Evening, places: set[Place], *, now: datetime) -> None:
    served = [
        one
        for place in sorted(places)
        for one in lock_sitting(session, evening, room_id=place.room, round_id=place.round).settle()
    ]
    tell_seats_found(session, served, now=now)


def _who_must_know(
    standing: Standing, moves: Mapping[int, Place], before: Mapping[int, Place]
) -> list[Invitation]:
    """Return the invitations for who had a place and gets another."""
    return [
        one
        for number in sorted(moves.keys() & before.keys())
        for pupil in standing.by_number[number].pupils
        for one in pupil.invitations
        if one.is_standing
    ]
