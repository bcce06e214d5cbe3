"""What the planner promises, held against rules written down anew and programmes made otherwise."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerlink.domain.planner import plan
from partnerlink.domain.planner_rules import cost
from partnerlink.domain.planner_values import Entry, Place, Room, Task
from tests.domain.evenings_to_plan import rounds, school, small_tasks

Placement = Mapping[int, Place]


def mistakes(task: Task, placement: Placement) -> list[str]:
    """Return what a school would find wrong with a programme, told by nothing but its paper."""
    entries = {one.number: one for one in task.entries}
    wrong = [
        f"{number} is elsewhere than asked"
        for number, place in placement.items()
        if place != (entries[number].fixed or place)
        or entries[number].wished_room not in (None, place.room)
        or entries[number].wished_round not in (None, place.round)
    ]
    here: dict[Place, list[Entry]] = defaultdict(list)
    for number, place in placement.items():
        here[place].append(entries[number])
    capacity = {room.number: room.seats for room in task.rooms}
    for place, there in here.items():
        if len(there) > task.per_round or sum(one.seats for one in there) > capacity[place.room]:
            wrong.append(f"too many in {place}")
    return wrong + clashes(task, placement)


def clashes(task: Task, placement: Placement) -> list[str]:
    """Return which children of one household nobody can see both, by the clock."""
    clock = {one.number: (one.starts, one.ends) for one in task.rounds}
    of: dict[int, list[int]] = defaultdict(list)
    for one in task.entries:
        for household in one.households:
            of[household] += [one.number] if one.number in placement else []
    wrong = []
    for children in of.values():
        for pair in combinations(sorted(set(children)), 2):
            first, second = sorted((placement[n] for n in pair), key=lambda at: clock[at.round])
            ends, starts = clock[first.round][1], clock[second.round][0]
            walks = first.room != second.room
            between = any(ends <= start and end <= starts for start, end in clock.values())
            if starts < ends or (walks and not between):
                wrong.append(f"nobody can see both of {pair}")
    return wrong


def without_fixed(task: Task) -> Task:
    return Task(
        task.rooms,
        task.rounds,
        tuple(one for one in task.entries if one.fixed is None),
        task.per_round,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_tasks())
def test_a_small_programme_has_no_mistake_that_a_school_would_find(task: Task) -> None:
    task = without_fixed(task)
    assert mistakes(task, plan(task).placement) == []


@pytest.mark.parametrize(
    ("pupils", "seats"), [(300, (20, 24, 30)), (300, (6, 8, 10)), (1500, (20, 24, 30))]
)
def test_a_large_programme_has_no_mistake_and_its_bound_holds_for_others_made_by_chance(
    pupils: int, seats: tuple[int, ...]
) -> None:
    task = school(pupils, seats=seats)
    programme = plan(task)
    assert mistakes(task, programme.placement) == []
    assert programme.bound <= programme.cost.order
    for seed in range(3):
        other = by_chance(task, random.Random(seed))
        assert mistakes(task, other) == []
        assert programme.bound <= cost(task, other).order


def by_chance(task: Task, chance: random.Random) -> dict[int, Place]:
    """Return a programme that keeps the rules, made without any of the planner."""
    placement: dict[int, Place] = {}
    at: dict[int, list[Place]] = defaultdict(list)
    turns, taken = Counter[Place](), Counter[Place]()
    capacity = {room.number: room.seats for room in task.rooms}
    for one in chance.sample(task.entries, len(task.entries)):
        for place in chance.sample(task.places(), len(task.places())):
            kin = [there for household in one.households for there in at[household]]
            fits = turns[place] < task.per_round
            fits = fits and taken[place] + one.seats <= capacity[place.room]
            fits = fits and one.wished_round in (None, place.round)
            if fits and all(abs(there.round - place.round) > 1 for there in kin):
                placement[one.number] = place
                turns[place] += 1
                taken[place] += one.seats
                for household in one.households:
                    at[household].append(place)
                break
    return placement


@given(st.integers(2, 6), st.integers(2, 4), st.integers(2, 4), st.randoms())
@settings(max_examples=10, deadline=None)
def test_a_perfect_programme_that_is_known_beforehand_is_found_and_proven(
    classes: int, times: int, per_round: int, chance: random.Random
) -> None:
    """Every class fills one room: nobody is left out, nobody moves, and every room is as full."""
    each = times * per_round
    entries = [
        Entry(number=1 + n, seats=2, class_name=f"3{n // each}") for n in range(classes * each)
    ]
    rooms = tuple(Room(n + 1, 2 * per_round) for n in range(classes))
    task = Task(rooms, rounds(times), tuple(chance.sample(entries, len(entries))), per_round)
    programme = plan(task)
    assert programme.cost.class_rooms == classes
    assert programme.cost.order == programme.bound == (0, programme.cost.points)
    assert programme.cost.points == cost(task, perfect(task, classes, times, per_round)).points


def perfect(task: Task, classes: int, times: int, per_round: int) -> dict[int, Place]:
    """Return the programme that was in mind when the evening was made."""
    each = times * per_round
    return {
        one.number: Place(1 + (one.number - 1) // each, 1 + (one.number - 1) % each // per_round)
        for one in task.entries
    }
