"""The seats of a room: kept, given, waited for, and never more than there are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.seats import (
    PATIENCE,
    Party,
    answered,
    settle,
    taken,
    too_many,
    waiting,
)

START = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def coming(number: int, people: int, *, seats: int = 0, minute: int = 0, passed: int = 0) -> Party:
    since = at(minute) if seats < people else None
    return Party(number=number, people=people, seats=seats, since=since, passed_over=passed)


def test_a_family_has_at_once_what_was_kept_for_it() -> None:
    assert answered(Party(number=1, kept=2), 2, now=START) == Party(
        number=1, kept=2, people=2, seats=2
    )


def test_a_family_that_comes_with_fewer_gives_the_rest_back() -> None:
    claim = answered(Party(number=1, kept=2), 1, now=START)
    assert (claim.seats, claim.taken) == (1, 1)


def test_people_beyond_the_kept_seats_wait() -> None:
    claim = answered(Party(number=1, kept=2), 4, now=START)
    assert (claim.seats, claim.lacking, claim.since) == (2, 2, START)


def test_a_no_frees_every_seat() -> None:
    claim = answered(coming(1, 3, seats=3), 0, now=START)
    assert (claim.people, claim.taken, claim.since) == (0, 0, None)


def test_a_yes_after_a_no_gets_what_is_still_free_behind_who_already_waits() -> None:
    kept, waits = Party(number=1, kept=2), coming(2, 2, minute=0)
    declined = answered(kept, 0, now=at(1))
    (served,) = settle([declined, waits], capacity=2)
    assert (served.number, served.seats) == (2, 2)
    again = answered(declined, 2, now=at(2))
    assert (again.seats, again.since) == (0, at(2))
    assert settle([again, served], capacity=2) == ()
    (seated,) = settle([again, served], capacity=4)
    assert (seated.number, seated.seats) == (1, 2)


def test_who_asks_for_more_goes_to_the_back_and_who_asks_for_less_stays() -> None:
    waited = coming(1, 4, seats=2, minute=0, passed=2)
    more = answered(waited, 5, now=at(9))
    assert (more.since, more.passed_over) == (at(9), 0)
    less = answered(waited, 3, now=at(9))
    assert (less.since, less.passed_over, less.lacking) == (at(0), 2, 1)


def test_the_first_family_that_fits_is_served_all_or_nothing() -> None:
    claims = [coming(1, 4, minute=1), coming(2, 3, minute=2), coming(3, 1, minute=3)]
    changed = {claim.number: claim for claim in settle(claims, capacity=3)}
    assert changed[2].seats == 3
    assert changed[1].passed_over == 1
    assert 3 not in changed


def test_a_family_passed_over_three_times_gets_the_next_seats_kept_for_it() -> None:
    family = coming(1, 4, minute=0)
    claims = [family, *(coming(n, 1, minute=n) for n in range(2, 7))]
    claims = _after(claims, capacity=3)
    assert [claim.seats for claim in claims] == [0, 1, 1, 1, 0, 0]
    assert claims[0].passed_over == PATIENCE
    # One of those three cancels: the seat is kept, though somebody with one waits.
    claims[1] = answered(claims[1], 0, now=at(20))
    claims = _after(claims, capacity=3)
    assert [claim.seats for claim in claims] == [0, 0, 1, 1, 0, 0]
    # With a fourth seat free the family is served, before everybody else.
    claims[2] = answered(claims[2], 0, now=at(21))
    claims[3] = answered(claims[3], 0, now=at(22))
    assert [claim.seats for claim in _after(claims, capacity=4)] == [4, 0, 0, 0, 0, 0]


def test_a_kept_seat_is_given_to_who_fits_once_no_answers_can_come() -> None:
    claims = [coming(1, 4, minute=0, passed=PATIENCE), coming(2, 1, minute=1)]
    assert settle(claims, capacity=3) == ()
    (served, passed) = settle(claims, capacity=3, patience=None)[::-1]
    assert (served.number, served.seats) == (2, 1)
    assert (passed.number, passed.passed_over) == (1, PATIENCE + 1)


def test_a_smaller_room_leaves_out_who_did_not_answer_before_who_comes() -> None:
    claims = [Party(number=1, kept=2), coming(2, 2, seats=2), coming(3, 1, seats=1)]
    assert too_many(claims, capacity=5) == []
    assert [claim.number for claim in too_many(claims, capacity=4)] == [1]
    assert [claim.number for claim in too_many(claims, capacity=1)] == [2, 1]


def _after(claims: list[Party], *, capacity: int) -> list[Party]:
    changed = {claim.number: claim for claim in settle(claims, capacity=capacity)}
    return [changed.get(claim.number, claim) for claim in claims]


STEPS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 6)),
    min_size=1,
    max_size=60,
)


@given(steps=STEPS, capacity=st.integers(16, 24), kept=st.integers(0, 2))
def test_whatever_families_answer_no_seat_is_given_twice(
    steps: list[tuple[int, int]], capacity: int, kept: int
) -> None:
    claims = [Party(number=number, kept=kept) for number in range(8)]
    for minute, (number, people) in enumerate(steps):
        before = claims[number]
        claims[number] = answered(before, people, now=at(minute))
        assert claims[number].seats >= min(people, before.taken)
        settled = _after(claims, capacity=capacity)
        assert taken(settled) <= capacity
        _assert_all_or_nothing(claims, settled)
        _assert_fair(settled, capacity)
        claims = settled


def _assert_all_or_nothing(before: list[Party], after: list[Party]) -> None:
    for old, new in zip(before, after, strict=True):
        assert new.seats in (old.seats, new.people)


def _assert_fair(claims: list[Party], capacity: int) -> None:
    free = capacity - taken(claims)
    queue = waiting(claims)
    assert all(claim.passed_over <= PATIENCE for claim in queue)
    for place, claim in enumerate(queue):
        is_kept_back = any(other.passed_over == PATIENCE for other in queue[:place])
        assert claim.lacking > free or is_kept_back


@given(steps=STEPS, capacity=st.integers(16, 24))
def test_the_outcome_does_not_depend_on_the_order_of_the_rows(
    steps: list[tuple[int, int]], capacity: int
) -> None:
    claims = [Party(number=number, kept=1) for number in range(8)]
    for minute, (number, people) in enumerate(steps):
        claims[number] = answered(claims[number], people, now=at(minute))
    forward = {claim.number: claim for claim in settle(claims, capacity=capacity)}
    backward = {claim.number: claim for claim in settle(claims[::-1], capacity=capacity)}
    assert forward == backward


def test_seats_that_were_kept_are_given_away_when_they_are_released() -> None:
    silent, eager = Party(number=1, kept=2), coming(2, 3, seats=1)
    assert settle([silent, eager], capacity=3) == ()
    (served,) = settle([replace(silent, kept=0), eager], capacity=3)
    assert (served.number, served.seats) == (2, 3)
