"""The usual days of an evening, and rounds that do not overlap."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.evening import in_right_order
from partnerlink.domain.evening_times import Span, find_overlap, rounds_in_a_row, usual_days

TODAY = date(2026, 11, 10)


def test_usually_families_answer_until_two_days_before_and_seats_are_kept_a_week_before() -> None:
    days = usual_days(date(2026, 12, 8), today=TODAY)
    assert (days.answer_by, days.held_until) == (date(2026, 12, 6), date(2026, 12, 1))


@given(st.integers(min_value=1, max_value=60))
def test_the_usual_days_are_in_order_and_never_past_however_soon_the_evening_is(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    days = usual_days(day, today=TODAY)
    assert in_right_order(days.held_until, days.answer_by, day)
    assert days.held_until >= TODAY


def test_rounds_in_a_row_have_a_pause_between_them() -> None:
    assert rounds_in_a_row(time(19, 0), number=3, minutes=20, pause=10) == [
        Span(time(19, 0), time(19, 20)),
        Span(time(19, 30), time(19, 50)),
        Span(time(20, 0), time(20, 20)),
    ]


@pytest.mark.parametrize(("start", "number"), [(time(23, 40), 1), (time(22, 0), 5)])
def test_rounds_after_midnight_are_refused(start: time, number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        rounds_in_a_row(start, number=number, minutes=20, pause=10)


@given(
    st.integers(min_value=1, max_value=6),
    st.integers(min_value=1, max_value=30),
    st.integers(min_value=0, max_value=10),
)
def test_rounds_in_a_row_never_overlap(number: int, minutes: int, pause: int) -> None:
    rounds = rounds_in_a_row(time(18, 0), number=number, minutes=minutes, pause=pause)
    assert find_overlap(reversed(rounds)) is None
    assert all(span.is_forward for span in rounds)


def test_an_overlap_names_both_rounds_the_later_second() -> None:
    first, second = Span(time(19, 0), time(19, 30)), Span(time(19, 29), time(20, 0))
    assert find_overlap([second, first]) == (first, second)
    assert find_overlap([first, Span(time(19, 30), time(20, 0))]) is None
