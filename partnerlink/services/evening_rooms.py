"""The rooms and rounds of an evening: added, changed and removed, with nobody losing a seat.

The rooms are locked first, in the order of their keys, so that an answer and a change of a room
never pass each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.errors import Refusal
from partnerlink.domain.evening_layout import Layout, RoomLine
from partnerlink.domain.evening_times import Span, find_overlap
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_audience import Reach, reach_among
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.evening_mail import tell_moved, tell_seats_found
from partnerlink.services.evening_seats import lock_sitting


class RoundsOverlap(Refusal):
    """Two rounds would go on at the same time; `second` is the one that starts too early."""

    code = "rounds_overlap"

    def __init__(self, first: Span, second: Span) -> None:
        super().__init__()
        self.first, self.second = first, second


class StillUsed(Refusal):
    """A room or round cannot go while somebody presents in it; `names` are those pupils."""

    code = "still_used"

    def __init__(self, thing: EveningRoom | EveningRound, names: tuple[str, ...]) -> None:
        super().__init__()
        self.is_room, self.number = isinstance(thing, EveningRoom), thing.id
        self.names = names


@dataclass
class Arranged:
    """What came of it: who got all seats they waited for, and whose time or room is another.

    `moved` are presentations, by number; `told` counts the households to which that is news.
    """

    served: list[Invitation] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)
    told: Reach = field(default_factory=Reach)


@dataclass(frozen=True)
class There:
    """What an evening has now, by key, and the presentations that have a place in it."""

    evening: Evening
    rooms: dict[int, EveningRoom]
    rounds: dict[int, EveningRound]
    presented: Sequence[Presentation]


def arrange(session: Session, evening: Evening, layout: Layout, *, now: datetime) -> Arranged:
    """Bring the rooms and rounds of an evening to what the school wants.

    Both are loaded. A larger room serves its waiting list at once. Another time of a round or name
    of a room is told to the families of those who present there, and to nobody else. Raises
    NotAllowedNow once the evening is over or cancelled, RoundsOverlap, StillUsed, and RoomTooSmall
    with the names of the pupils whose families would have no seat.
    """
    require_changeable(evening, now=now)
    _require_no_overlap(evening, layout)
    there = _lock_what_is_there(session, evening)
    done = Arranged()
    _remove(session, there, layout)
    _change_rounds(session, there, layout, done)
    _change_rooms(session, there, layout, done)
    session.flush()
    if done.moved and evening.is_open:
        evening.sequence += 1
        invitations = _invited_to(session, evening, done.moved)
        tell_moved(session, evening, invitations, now=now)
        done.told = reach_among(session, evening, invitations)
    tell_seats_found(session, done.served, now=now)
    return done


def _invited_to(session: Session, evening: Evening, moved: Collection[int]) -> list[Invitation]:
    found = session.execute(
        select(Invitation, Pupil.presentation_id)
        .join(Invitation.pupil)
        .where(Invitation.evening_id == evening.id)
        .order_by(Invitation.id)
    )
    return [one for one, presentation in found if presentation in moved]


def _require_no_overlap(evening: Evening, layout: Layout) -> None:
    spans = {each.id: Span(each.starts, each.ends) for each in evening.rounds}
    for number in layout.gone_rounds:
        spans.pop(number, None)
    changed = {line.number: line.span for line in layout.rounds if line.number in spans}
    new = [line.span for line in layout.rounds if line.number is None]
    overlap = find_overlap([*(spans | changed).values(), *new])
    if overlap is not None:
        raise RoundsOverlap(*overlap)


def _lock_what_is_there(session: Session, evening: Evening) -> There:
    """Lock the rooms, and read who presents where.

    Kept apart from the evening: whoever locks a sitting reads that anew, without its rooms.
    """
    rounds = {each.id: each for each in evening.rounds}
    rooms = session.scalars(
        select(EveningRoom)
        .where(EveningRoom.evening_id == evening.id)
        .order_by(EveningRoom.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    presented = session.scalars(
        select(Presentation)
        .where(Presentation.evening_id == evening.id, Presentation.room_id.is_not(None))
        .options(selectinload(Presentation.pupils))
        .order_by(Presentation.id)
    ).all()
    return There(evening, {each.id: each for each in rooms}, rounds, presented)


def _names(presentations: Iterable[Presentation]) -> tuple[str, ...]:
    return tuple(sorted({pupil.name for each in presentations for pupil in each.pupils}))


def _remove(session: Session, there: There, layout: Layout) -> None:
    for number in there.rooms.keys() & set(layout.gone_rooms):
        here = [each for each in there.presented if each.room_id == number]
        if here:
            raise StillUsed(there.rooms[number], _names(here))
        session.delete(there.rooms.pop(number))
    for number in there.rounds.keys() & set(layout.gone_rounds):
        then = [each for each in there.presented if each.round_id == number]
        if then:
            raise StillUsed(there.rounds[number], _names(then))
        session.delete(there.rounds.pop(number))
    session.flush()


def _change_rounds(session: Session, there: There, layout: Layout, done: Arranged) -> None:
    wanted = {n: line.span for line in layout.rounds if (n := line.number) in there.rounds and n}
    moved = {n: span for n, span in wanted.items() if _span(there.rounds[n]) != span}
    # Two rounds may change places, and no two may ever start at once: first set them aside.
    for place, number in enumerate(moved, 1):
        there.rounds[number].starts = time(0, 0, place)
    session.flush()
    for number, span in moved.items():
        round_ = there.rounds[number]
        round_.starts, round_.ends = span.starts, span.ends
        done.moved |= {each.id for each in there.presented if each.round_id == number}
    new = [line.span for line in layout.rounds if line.number is None]
    session.add_all(
        EveningRound(evening_id=there.evening.id, starts=span.starts, ends=span.ends)
        for span in new
    )


def _span(round_: EveningRound) -> Span:
    return Span(round_.starts, round_.ends)


def _change_rooms(session: Session, there: There, layout: Layout, done: Arranged) -> None:
    lines = {n: line for line in layout.rooms if (n := line.number) in there.rooms and n}
    for number, line in sorted(lines.items()):
        room = there.rooms[number]
        here = [each for each in there.presented if each.room_id == number]
        if room.capacity != line.capacity:
            rounds = sorted({each.round_id for each in here if each.round_id})
            done.served += _resize(session, there.evening, room, line.capacity, rounds)
        done.moved |= {each.id for each in here if room.name != line.name}
    _rename(session, {there.rooms[n]: line for n, line in lines.items()})
    last = max((room.position for room in there.rooms.values()), default=-1)
    new = [line for line in layout.rooms if line.number is None]
    session.add_all(
        EveningRoom(
            evening_id=there.evening.id,
            name=line.name,
            capacity=line.capacity,
            is_step_free=line.is_step_free,
            position=place,
        )
        for place, line in enumerate(new, last + 1)
    )


def _resize(
    session: Session, evening: Evening, room: EveningRoom, capacity: int, rounds: Collection[int]
) -> list[Invitation]:
    """Give a room another number of seats; return who has all their seats by it."""
    sittings = [
        lock_sitting(session, evening, room_id=room.id, round_id=number) for number in rounds
    ]
    for sitting in sittings if capacity < room.capacity else ():
        sitting.require_fit(capacity)
    room.capacity = capacity
    return [one for sitting in sittings for one in sitting.settle()]


def _rename(session: Session, wanted: Mapping[EveningRoom, RoomLine]) -> None:
    # Two rooms may change names, and no two may ever have the same: first set them aside.
    renamed = {room: line.name for room, line in wanted.items() if room.name != line.name}
    for room in renamed:
        room.name = f"#{room.id}#"
    session.flush()
    for room, name in renamed.items():
        room.name = name
    for room, line in wanted.items():
        room.is_step_free = line.is_step_free
