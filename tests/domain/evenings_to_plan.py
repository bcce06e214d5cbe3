"""Evenings for the planner: small ones of every kind, and large ones like real schools."""

import random
from dataclasses import replace
from datetime import time
from itertools import product

from hypothesis import strategies as st

from partnerlink.domain.planner_rules import Times, cost, family_pairs, fill
from partnerlink.domain.planner_values import Entry, Place, Room, Round, Task


def rounds(number: int) -> tuple[Round, ...]:
    """Return half-hour rounds from 18:00, numbered from 1."""
    return tuple(Round(n + 1, _clock(n), _clock(n + 1)) for n in range(number))


def _clock(halves: int) -> time:
    return time(18 + halves // 2, 30 * (halves % 2))


@st.composite
def small_tasks(draw: st.DrawFn) -> Task:
    """Draw an evening of at most five presentations, small enough to try every programme."""
    times = rounds(draw(st.integers(1, 3)))
    rooms = tuple(Room(n + 1, draw(st.integers(1, 6))) for n in range(draw(st.integers(1, 2))))
    places = [Place(room.number, one.number) for room in rooms for one in times]
    choice = st.none() | st.sampled_from([one.number for one in times])
    entry = st.builds(
        Entry,
        number=st.just(0),
        seats=st.integers(0, 4),
        class_name=st.sampled_from(["", "3A", "3B"]),
        households=st.frozensets(st.integers(1, 4), max_size=2),
        wished_room=st.none() | st.sampled_from([room.number for room in rooms]),
        wished_round=choice,
        preferred_round=choice,
        fixed=st.none() | st.none() | st.none() | st.sampled_from(places),
    )
    drawn = draw(st.lists(entry, max_size=5))
    numbered = tuple(_numbered(one, number) for number, one in enumerate(drawn, 1))
    return Task(rooms, times, numbered, draw(st.integers(1, 2)))


def _numbered(entry: Entry, number: int) -> Entry:
    return replace(entry, number=number)


def every_programme(task: Task) -> list[dict[int, Place]]:
    """Return every programme that keeps the rules, found by trying everything."""
    choices = [
        [one.fixed] if one.fixed is not None else [None, *task.places()] for one in task.entries
    ]
    found = []
    for chosen in product(*choices):
        placement = {
            one.number: place
            for one, place in zip(task.entries, chosen, strict=True)
            if place is not None
        }
        if not broken_rules(task, placement):
            found.append(placement)
    return found


def broken_rules(task: Task, placement: dict[int, Place]) -> list[str]:
    """Return which rules a programme breaks, those among fixed presentations left aside."""
    by_number = {one.number: one for one in task.entries}
    times, broken = Times(task.rounds), []
    moved = {n: place for n, place in placement.items() if by_number[n].fixed is None}
    for number, place in moved.items():
        one = by_number[number]
        if one.wished_room not in (None, place.room) or one.wished_round not in (None, place.round):
            broken.append(f"{number} is not where it was wished")
        others = fill(task, {n: there for n, there in placement.items() if n != number})
        if not others.has_room_for(one, place):
            broken.append(f"{number} does not fit")
    for one, other in family_pairs(task.entries):
        pair = {one.number, other.number}
        is_judged = pair <= placement.keys() and pair & moved.keys()
        if is_judged and not times.can_see_both(*(placement[number] for number in sorted(pair))):
            broken.append(f"nobody can see {one.number} and {other.number}")
    return broken


def best_order(task: Task) -> tuple[int, int]:
    """Return what the best of all programmes costs."""
    return min(cost(task, placement).order for placement in every_programme(task))


def school(pupils: int, *, seed: int = 1, spare: float = 1.1, seats: tuple[int, ...]) -> Task:
    """Return an evening like that of a real school: classes of 20 to 29, some families of two."""
    chance = random.Random(seed)
    times = rounds(4)
    number_of_rooms = -(-int(pupils * spare) // 12)
    rooms = tuple(Room(n + 1, chance.choice(seats)) for n in range(number_of_rooms))
    home = list(range(pupils))
    kin = chance.sample(home, k=pupils // 12 // 2 * 2)
    for one, other in zip(kin[::2], kin[1::2], strict=True):
        home[other] = one
    class_of: list[str] = []
    while len(class_of) < pupils:
        class_of += [f"3{len(class_of)}"] * chance.randint(20, 29)
    entries = tuple(
        Entry(
            number=n + 1,
            seats=4 if chance.random() < 0.15 else 2,
            class_name=class_of[n],
            households=frozenset([home[n]]),
            preferred_round=chance.randint(1, 4) if chance.random() < 0.1 else None,
            wished_round=1 if chance.random() < 0.01 else None,
        )
        for n in range(pupils)
    )
    return Task(rooms, times, entries, 3)
