"""The planner against every programme there is, and its promises on evenings of real size."""

import random
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerlink.domain.planner import plan
from partnerlink.domain.planner_rules import Times, cost
from partnerlink.domain.planner_values import (
    Cost,
    Entry,
    LeftOut,
    Place,
    Programme,
    Reason,
    Room,
    Round,
    Task,
)
from tests.domain.evenings_to_plan import (
    best_order,
    broken_rules,
    rounds,
    school,
    small_tasks,
)

SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SMALL
@given(small_tasks())
def test_no_programme_is_better_on_a_small_evening(task: Task) -> None:
    programme = plan(task)
    assert not broken_rules(task, dict(programme.placement))
    assert programme.cost == cost(task, programme.placement)
    assert programme.cost.order == best_order(task)
    assert programme.is_optimal


@SMALL
@given(small_tasks(), st.randoms())
def test_the_order_in_which_an_evening_is_given_changes_nothing(
    task: Task, chance: random.Random
) -> None:
    other = Task(*(tuple(chance.sample(part, len(part))) for part in _parts(task)), task.per_round)
    assert plan(other) == plan(task)


def _parts(task: Task) -> tuple[tuple[Room, ...], tuple[Round, ...], tuple[Entry, ...]]:
    return task.rooms, task.rounds, task.entries


@pytest.mark.parametrize("seats", [(20, 24, 30), (6, 8, 10)], ids=["spacious", "tight"])
def test_300_pupils_all_have_a_place_and_little_could_be_better(seats: tuple[int, ...]) -> None:
    task = school(300, seats=seats)
    programme = plan(task)
    assert not broken_rules(task, dict(programme.placement))
    assert programme.left_out == ()
    assert programme.gap < 0.2
    assert plan(task) == programme


def test_1500_pupils_all_have_a_place_and_little_could_be_better() -> None:
    task = school(1500, seats=(20, 24, 30))
    programme = plan(task)
    assert programme.left_out == ()
    assert programme.gap < 0.2


def test_an_evening_that_is_too_small_leaves_out_no_more_than_it_must() -> None:
    task = school(300, seats=(30,), spare=0.9)
    programme = plan(task)
    turns = len(task.places()) * task.per_round
    assert programme.cost.left_out == 300 - turns == programme.bound[0]
    assert {one.reason for one in programme.left_out} == {Reason.FULL}


def test_an_evening_without_rooms_or_pupils_has_an_empty_programme() -> None:
    assert plan(Task((), rounds(2), (), 3)) == Programme(placement={})
    without_rooms = plan(Task((), rounds(2), (Entry(number=1, seats=2),), 3))
    assert without_rooms.left_out == (LeftOut(number=1, reason=Reason.NO_ROOMS, seats=2),)


def test_who_is_left_out_is_told_why() -> None:
    entries = (
        Entry(number=1, seats=9),
        Entry(number=2, seats=2, fixed=Place(1, 1), households=frozenset([7])),
        Entry(number=3, seats=2, wished_room=1, wished_round=1),
        Entry(number=4, seats=2, households=frozenset([7])),
        Entry(number=5, seats=2),
        Entry(number=6, seats=2),
    )
    evening = Task((Room(1, 4), Room(2, 4)), rounds(1), entries, 1)
    told = {one.number: one.reason for one in plan(evening).left_out}
    assert told == {
        1: Reason.TOO_LARGE,
        3: Reason.WISH_TAKEN,
        4: Reason.FULL,
        6: Reason.FULL,
    } or told == {1: Reason.TOO_LARGE, 3: Reason.WISH_TAKEN, 4: Reason.FULL, 5: Reason.FULL}
    alone = replace(evening, entries=entries[:4])
    assert {one.number: one.reason for one in plan(alone).left_out}[4] is Reason.FAMILY


def test_a_class_that_fits_nowhere_spoils_no_proof() -> None:
    entries = (
        Entry(number=1, seats=0),
        Entry(number=2, seats=0),
        Entry(number=3, seats=0, class_name="3B"),
        Entry(number=4, seats=2, class_name="3A"),
    )
    task = Task((Room(1, 1), Room(2, 1)), rounds(1), entries, 1)
    assert plan(task).cost.order == (2, 0)
    assert plan(replace(task, entries=entries[3:])).is_optimal


def test_what_was_put_by_hand_stays_even_where_it_breaks_a_rule() -> None:
    family = frozenset([7])
    entries = (
        Entry(number=1, seats=2, households=family, fixed=Place(1, 1)),
        Entry(number=2, seats=9, households=family, fixed=Place(2, 1)),
        Entry(number=3, seats=1, households=family),
    )
    programme = plan(Task((Room(1, 4), Room(2, 4)), rounds(3), entries, 2))
    assert programme.placement[1] == Place(1, 1)
    assert programme.placement[2] == Place(2, 1)
    assert programme.placement[3].round == 3


def test_a_class_stays_together_rather_than_every_room_being_as_full() -> None:
    entries = tuple(Entry(number=n, seats=2, class_name="3A") for n in range(4))
    programme = plan(Task((Room(1, 30), Room(2, 30)), rounds(2), entries, 2))
    assert programme.cost == Cost(class_rooms=1, crowding=2)


def test_carers_have_the_time_they_prefer_where_that_costs_no_extra_room() -> None:
    entries = (
        Entry(number=1, seats=2, class_name="3A", preferred_round=2),
        Entry(number=2, seats=2, class_name="3A", preferred_round=2),
        Entry(number=3, seats=2, class_name="3A"),
    )
    programme = plan(Task((Room(1, 30), Room(2, 30)), rounds(2), entries, 2))
    assert programme.placement[1].round == programme.placement[2].round == 2
    assert programme.is_optimal
    assert programme.gap == 0


def test_between_two_rooms_a_family_has_a_round_to_walk() -> None:
    times = Times(rounds(3))
    assert not times.can_see_both(Place(1, 1), Place(1, 1))
    assert times.can_see_both(Place(1, 1), Place(1, 2))
    assert not times.can_see_both(Place(1, 1), Place(2, 2))
    assert times.can_see_both(Place(1, 1), Place(2, 3))


def test_rounds_that_overlap_are_at_once() -> None:
    early, late = Round(1, time(19), time(19, 40)), Round(2, time(19, 30), time(20))
    assert not Times((early, late)).can_see_both(Place(1, 1), Place(1, 2))
