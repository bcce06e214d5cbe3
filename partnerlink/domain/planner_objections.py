"""What a school should know before it moves a presentation by hand, and what a programme breaks.

All but the seats are for the school to decide: nobody may be promised a seat that is not there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from partnerlink.domain.planner_rules import Times, family_pairs, fill, is_wished
from partnerlink.domain.planner_values import Entry, Place, Task


class Objection(StrEnum):
    """A rule or a wish that speaks against a place; the first ones weigh most."""

    NO_SEATS = "no_seats"
    AT_ONCE = "at_once"
    NO_TIME_TO_WALK = "no_time_to_walk"
    NO_TURN = "no_turn"
    NOT_WISHED = "not_wished"
    CLASS_APART = "class_apart"
    NOT_PREFERRED = "not_preferred"


Found: TypeAlias = tuple[Objection, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What speaks against the place of one presentation; `others` are those it clashes with."""

    kind: Objection
    number: int
    place: Place
    others: tuple[int, ...] = ()


def objections(
    task: Task, placement: Mapping[int, Place], moves: Mapping[int, Place]
) -> list[Breach]:
    """Return what speaks against giving presentations, by number, these places; the worst first.

    `placement` is where every presentation stands now, by its number. A wish that is not met now
    either is no objection.
    """
    after, times = {**placement, **moves}, Times(task.rounds)
    found = [
        Breach(kind=kind, number=entry.number, place=after[entry.number], others=others)
        for entry in task.entries
        if entry.number in moves
        for kind, others in (
            *_crowded(task, entry, after),
            *_family_of(task, entry, after, times),
            *_wishes(task, entry, placement, after),
        )
    ]
    order = list(Objection)
    return sorted(found, key=lambda breach: order.index(breach.kind))


def breaches(task: Task, placement: Mapping[int, Place]) -> list[Breach]:
    """Return where a programme breaks a rule, each once."""
    found = list(_families(task, placement))
    filling = fill(task, placement)
    for place in task.places():
        there = tuple(n for n in sorted(placement) if placement[n] == place)
        if filling.is_overfull(place):
            found.append(
                Breach(kind=Objection.NO_SEATS, number=there[0], place=place, others=there[1:])
            )
        elif len(there) > task.per_round:
            found.append(
                Breach(kind=Objection.NO_TURN, number=there[0], place=place, others=there[1:])
            )
    return found


def _families(task: Task, placement: Mapping[int, Place]) -> Iterator[Breach]:
    times = Times(task.rounds)
    for one, other in family_pairs(task.entries):
        if one.number in placement and other.number in placement:
            here, there = placement[one.number], placement[other.number]
            if not times.can_see_both(here, there):
                kind = _kind(times, here, there)
                yield Breach(kind=kind, number=one.number, place=here, others=(other.number,))


def _kind(times: Times, here: Place, there: Place) -> Objection:
    is_at_once = times.are_at_once(here.round, there.round)
    return Objection.AT_ONCE if is_at_once else Objection.NO_TIME_TO_WALK


def _crowded(task: Task, entry: Entry, after: Mapping[int, Place]) -> Iterator[Found]:
    place = after[entry.number]
    beside = fill(
        task, {number: there for number, there in after.items() if number != entry.number}
    )
    if entry.seats > beside.seats(place):
        yield Objection.NO_SEATS, ()
    elif beside.turns(place) == 0:
        yield Objection.NO_TURN, ()


def _family_of(
    task: Task, entry: Entry, after: Mapping[int, Place], times: Times
) -> Iterator[Found]:
    place = after[entry.number]
    for other in task.entries:
        there = after.get(other.number)
        is_kin = other is not entry and entry.is_family_of(other)
        if is_kin and there is not None and not times.can_see_both(place, there):
            yield _kind(times, place, there), (other.number,)


def _wishes(
    task: Task, entry: Entry, before: Mapping[int, Place], after: Mapping[int, Place]
) -> Iterator[Found]:
    place, now = after[entry.number], before.get(entry.number)
    if not is_wished(entry, place):
        yield Objection.NOT_WISHED, ()
    if _is_apart(task, entry, after) and not (now and _is_apart(task, entry, before)):
        yield Objection.CLASS_APART, ()
    if entry.preferred_round not in (None, place.round) and (
        now is None or now.round != place.round
    ):
        yield Objection.NOT_PREFERRED, ()


def _is_apart(task: Task, entry: Entry, placement: Mapping[int, Place]) -> bool:
    """Tell whether a class is elsewhere, and nobody of it in the room of a presentation."""
    mates = [
        placement[one.number].room
        for one in task.entries
        if one is not entry and one.class_name == entry.class_name and one.number in placement
    ]
    return bool(entry.class_name and mates and placement[entry.number].room not in mates)
