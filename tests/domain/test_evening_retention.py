"""Needs go first, then contact, and no pupil is known from one school year to the next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.evening_retention import Kept, erased_on, erased_up_to
from partnerlink.domain.school_year import school_year_of

OF_A_DAY = (Kept.NEEDS, Kept.CONTACT, Kept.PUPILS)


@pytest.mark.parametrize(
    ("what", "day", "first_without"),
    [
        (Kept.NEEDS, date(2026, 12, 8), date(2026, 12, 15)),
        (Kept.CONTACT, date(2026, 12, 8), date(2027, 1, 5)),
        (Kept.PUPILS, date(2026, 12, 8), date(2027, 8, 1)),
        (Kept.PUPILS, date(2026, 8, 1), date(2027, 8, 1)),
        # An evening in the last days of a school year is forgotten with that year.
        (Kept.NEEDS, date(2027, 7, 28), date(2027, 8, 1)),
        (Kept.CONTACT, date(2027, 7, 9), date(2027, 8, 1)),
        (Kept.PUPILS, date(2027, 7, 31), date(2027, 8, 1)),
    ],
)
def test_each_part_of_an_evening_is_erased_on_its_own_day(
    what: Kept, day: date, first_without: date
) -> None:
    assert erased_up_to(what, first_without - timedelta(days=1)) < day
    assert erased_up_to(what, first_without) >= day
    assert erased_on(what, day) == first_without


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_the_day_that_a_school_reads_is_the_day_on_which_it_goes(day: date) -> None:
    for what in OF_A_DAY:
        goes = erased_on(what, day)
        assert erased_up_to(what, goes - timedelta(days=1)) < day <= erased_up_to(what, goes)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_nothing_of_people_comes_back_or_outlives_its_school_year(today: date) -> None:
    for what in OF_A_DAY:
        assert erased_up_to(what, today) <= erased_up_to(what, today + timedelta(days=1)) <= today
        assert erased_up_to(what, today) >= school_year_of(today).first_day - timedelta(days=1)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_needs_go_before_contact_and_contact_before_pupils(today: date) -> None:
    needs, contact, pupils = (erased_up_to(what, today) for what in OF_A_DAY)
    assert needs >= contact >= pupils
