"""Until when a reserve can say whether they come, in a week before a talk."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.reserve import is_pressing, last_day_to_step_in
from partnerlink.domain.school_days import Holiday

FRIDAY = date(2026, 12, 11)
MONDAY = date(2026, 12, 14)
CHRISTMAS = Holiday(date(2026, 12, 19), date(2027, 1, 3), "Kerstvakantie")


@pytest.mark.parametrize(
    ("asked_on", "talk_day", "answer_by"),
    [
        (date(2026, 11, 10), MONDAY, date(2026, 11, 12)),
        (date(2026, 12, 10), MONDAY, FRIDAY),
        (FRIDAY, MONDAY, FRIDAY),
        (date(2026, 12, 12), MONDAY, date(2026, 12, 12)),
        (MONDAY, MONDAY, MONDAY),
        # Friday the 18th is the last day before the holiday.
        (date(2026, 12, 17), date(2027, 1, 4), date(2026, 12, 18)),
    ],
)
def test_a_reserve_has_two_school_days_but_never_as_long_as_the_talk(
    asked_on: date, talk_day: date, answer_by: date
) -> None:
    assert last_day_to_step_in(asked_on, talk_day, [CHRISTMAS]) == answer_by


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 60))
def test_the_answer_is_due_between_the_question_and_the_talk(asked_on: date, ahead: int) -> None:
    talk_day = asked_on + timedelta(days=ahead)
    assert asked_on <= last_day_to_step_in(asked_on, talk_day, [CHRISTMAS]) <= talk_day


def test_within_a_week_it_is_pressing() -> None:
    assert is_pressing(FRIDAY, MONDAY)
    assert is_pressing(MONDAY - timedelta(days=7), MONDAY)
    assert not is_pressing(MONDAY - timedelta(days=8), MONDAY)
