"""What a school is told before it moves a presentation by hand."""

from partnerlink.domain.planner_objections import Breach, Objection, breaches, objections
from partnerlink.domain.planner_values import Entry, Place, Room, Task
from tests.domain.evenings_to_plan import rounds

FAMILY = frozenset([7])
HERE, NEXT, LATER = Place(1, 1), Place(1, 2), Place(1, 3)
ELSEWHERE = {number: Place(2, number) for number in (1, 2, 3)}


def evening(*entries: Entry, per_round: int = 2) -> Task:
    return Task((Room(1, 4), Room(2, 4)), rounds(3), entries, per_round)


def kinds(task: Task, placement: dict[int, Place], **moves: Place) -> list[Objection]:
    wanted = {int(name.removeprefix("to_")): place for name, place in moves.items()}
    return [breach.kind for breach in objections(task, placement, wanted)]


def test_nothing_speaks_against_a_free_place() -> None:
    task = evening(Entry(number=1, seats=2))
    assert kinds(task, {}, to_1=HERE) == []


def test_too_few_seats_come_before_anything_else() -> None:
    task = evening(Entry(number=1, seats=3), Entry(number=2, seats=2, preferred_round=3))
    assert kinds(task, {1: HERE}, to_2=HERE) == [Objection.NO_SEATS, Objection.NOT_PREFERRED]


def test_a_round_that_has_no_turn_left_is_told() -> None:
    task = evening(Entry(number=1, seats=1), Entry(number=2, seats=1), per_round=1)
    assert kinds(task, {1: HERE}, to_2=HERE) == [Objection.NO_TURN]


def test_a_family_cannot_be_in_two_places_and_needs_time_to_walk() -> None:
    task = evening(
        Entry(number=1, seats=1, households=FAMILY), Entry(number=2, seats=1, households=FAMILY)
    )
    told = objections(task, {1: HERE}, {2: ELSEWHERE[1]})
    assert told == [Breach(kind=Objection.AT_ONCE, number=2, place=ELSEWHERE[1], others=(1,))]
    assert kinds(task, {1: HERE}, to_2=ELSEWHERE[2]) == [Objection.NO_TIME_TO_WALK]
    assert kinds(task, {1: HERE}, to_2=ELSEWHERE[3]) == []
    assert kinds(task, {1: HERE}, to_2=NEXT) == []


def test_wishes_and_the_class_are_told_unless_they_were_not_met_before_either() -> None:
    mates = [Entry(number=n, seats=1, class_name="3A") for n in (2, 3)]
    one = Entry(number=1, seats=1, class_name="3A", wished_room=1, preferred_round=1)
    task, mates_at = evening(one, *mates), {2: HERE, 3: NEXT}
    assert kinds(task, {1: HERE, **mates_at}, to_1=ELSEWHERE[3]) == [
        Objection.NOT_WISHED,
        Objection.CLASS_APART,
        Objection.NOT_PREFERRED,
    ]
    assert kinds(task, {1: ELSEWHERE[3], **mates_at}, to_1=LATER) == []


def test_two_that_change_places_are_judged_together() -> None:
    task = evening(Entry(number=1, seats=4), Entry(number=2, seats=4))
    assert kinds(task, {1: HERE, 2: NEXT}, to_1=NEXT, to_2=HERE) == []


def test_a_programme_shows_each_broken_rule_once() -> None:
    task = evening(
        Entry(number=1, seats=3, households=FAMILY),
        Entry(number=2, seats=3, households=FAMILY),
        Entry(number=3, seats=1),
        Entry(number=4, seats=1),
        Entry(number=5, seats=1),
    )
    placement = {1: HERE, 2: HERE, 3: LATER, 4: LATER, 5: LATER}
    assert breaches(task, placement) == [
        Breach(kind=Objection.AT_ONCE, number=1, place=HERE, others=(2,)),
        Breach(kind=Objection.NO_SEATS, number=1, place=HERE, others=(2,)),
        Breach(kind=Objection.NO_TURN, number=3, place=LATER, others=(4, 5)),
    ]
