from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.school_year import SchoolYear, school_year_of

days = st.dates(date(1900, 8, 1), date(2200, 7, 31))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 7, 31), "2025-2026"),
        (date(2026, 8, 1), "2026-2027"),
        (date(2026, 12, 31), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
        (date(2028, 2, 29), "2027-2028"),
        (date(2099, 9, 1), "2099-2100"),
    ],
)
def test_a_school_year_turns_on_the_first_of_august(day: date, label: str) -> None:
    assert school_year_of(day).label == label


def test_a_school_year_runs_from_august_to_july() -> None:
    year = SchoolYear(2026)

    assert (year.first_day, year.last_day) == (date(2026, 8, 1), date(2027, 7, 31))


def test_school_years_sort_by_time() -> None:
    assert sorted([SchoolYear(2027), SchoolYear(2025)]) == [SchoolYear(2025), SchoolYear(2027)]


@given(days)
def test_every_day_lies_within_its_own_school_year(day: date) -> None:
    year = school_year_of(day)

    assert year.first_day <= day <= year.last_day


@given(days)
def test_school_years_follow_each_other_without_a_gap(day: date) -> None:
    year = school_year_of(day)

    assert school_year_of(year.last_day + timedelta(days=1)) == SchoolYear(year.start + 1)
    assert school_year_of(year.first_day - timedelta(days=1)) == SchoolYear(year.start - 1)
