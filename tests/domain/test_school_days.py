from datetime import date, timedelta

import pytest
from dateutil.easter import easter  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerlink.domain.school_days import (
    Holiday,
    NoSchoolDayError,
    add_school_days,
    days_off,
    easter_sunday,
    is_school_day,
    last_answer_day,
    public_holidays,
    reconfirm_day,
    school_days_between,
    subtract_school_days,
)
from partnerlink.domain.vocabulary import HolidayRegion
from tests.holiday_table import holidays_of

NOORD = holidays_of(HolidayRegion.NOORD)
ZUID = holidays_of(HolidayRegion.ZUID)

days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
counts = st.integers(min_value=0, max_value=60)
holiday_lists = st.lists(
    st.builds(
        lambda first, length: Holiday(first, first + timedelta(days=length), "vrij"),
        days,
        st.integers(min_value=0, max_value=44),
    ),
    max_size=12,
)


def test_easter_agrees_with_an_independent_computation_for_every_gregorian_year() -> None:
    years = range(1583, 4100)

    assert [easter_sunday(year) for year in years] == [easter(year) for year in years]


def test_the_public_holidays_of_2027_stand_on_their_dates() -> None:
    assert [(holiday.first_day, holiday.name) for holiday in public_holidays(2027)] == [
        (date(2027, 1, 1), "Nieuwjaarsdag"),
        (date(2027, 3, 26), "Goede Vrijdag"),
        (date(2027, 3, 29), "Tweede Paasdag"),
        (date(2027, 4, 27), "Koningsdag"),
        (date(2027, 5, 5), "Bevrijdingsdag"),
        (date(2027, 5, 6), "Hemelvaartsdag"),
        (date(2027, 5, 17), "Tweede Pinksterdag"),
        (date(2027, 12, 25), "Eerste Kerstdag"),
        (date(2027, 12, 26), "Tweede Kerstdag"),
    ]


@pytest.mark.parametrize("day", [date(2025, 4, 26), date(2026, 4, 27), date(2031, 4, 26)])
def test_koningsdag_moves_to_saturday_when_it_would_be_a_sunday(day: date) -> None:
    assert Holiday(day, day, "Koningsdag") in public_holidays(day.year)


def test_weekends_and_public_holidays_are_no_school_days() -> None:
    spring = [date(2026, 4, 1) + timedelta(days=ahead) for ahead in range(61)]

    off = {day for day in spring if day.weekday() < 5 and not is_school_day(day, ())}

    april, may = (3, 6, 27), (5, 14, 25)
    assert off == {date(2026, 4, day) for day in april} | {date(2026, 5, day) for day in may}
    assert not any(is_school_day(day, ()) for day in spring if day.weekday() >= 5)


def test_both_ends_of_a_holiday_are_off() -> None:
    day_off = Holiday(date(2026, 9, 8), date(2026, 9, 9), "Studiedagen")

    off = [is_school_day(date(2026, 9, day), (day_off,)) for day in (7, 8, 9, 10)]

    assert off == [True, False, False, True]


def test_a_holiday_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Holiday(date(2026, 10, 18), date(2026, 10, 10), "Herfstvakantie")


@pytest.mark.parametrize(
    ("asked_on", "holidays", "expected"),
    [
        pytest.param(date(2026, 9, 7), NOORD, date(2026, 9, 14), id="a plain week"),
        pytest.param(date(2026, 9, 5), NOORD, date(2026, 9, 11), id="asked on a Saturday"),
        pytest.param(date(2026, 10, 8), NOORD, date(2026, 10, 22), id="autumn, Noord is off"),
        pytest.param(date(2026, 10, 8), ZUID, date(2026, 10, 15), id="autumn, Zuid is not"),
        pytest.param(date(2026, 10, 14), NOORD, date(2026, 10, 23), id="asked in a holiday"),
        pytest.param(date(2026, 12, 17), NOORD, date(2027, 1, 7), id="over the year's end"),
        pytest.param(date(2027, 3, 24), NOORD, date(2027, 4, 2), id="over Easter"),
        pytest.param(date(2027, 5, 3), NOORD, date(2027, 5, 12), id="over Hemelvaart"),
        pytest.param(date(2027, 7, 8), NOORD, date(2027, 8, 26), id="over the summer"),
    ],
)
def test_an_invitation_can_be_answered_for_five_school_days(
    asked_on: date, holidays: tuple[Holiday, ...], expected: date
) -> None:
    assert last_answer_day(asked_on, holidays) == expected


@pytest.mark.parametrize(
    ("talk_day", "expected"),
    [
        pytest.param(date(2026, 9, 15), date(2026, 9, 8), id="a plain week"),
        pytest.param(date(2026, 9, 12), date(2026, 9, 7), id="a talk on a Saturday"),
        pytest.param(date(2026, 10, 20), date(2026, 10, 6), id="just after autumn"),
        pytest.param(date(2027, 1, 4), date(2026, 12, 14), id="the first day of January"),
    ],
)
def test_a_talk_is_reconfirmed_five_school_days_before(talk_day: date, expected: date) -> None:
    assert reconfirm_day(talk_day, NOORD) == expected


def test_days_off_of_the_school_itself_push_the_last_answer_day_on() -> None:
    own_day_off = Holiday(date(2026, 9, 10), date(2026, 9, 10), "Studiedag")

    assert last_answer_day(date(2026, 9, 7), (*NOORD, own_day_off)) == date(2026, 9, 15)


def test_school_days_between_counts_the_last_day_and_not_the_first() -> None:
    monday, friday = date(2026, 9, 7), date(2026, 9, 11)

    assert school_days_between(monday, friday, ()) == 4
    assert school_days_between(friday, friday, ()) == 0
    assert school_days_between(friday, monday, ()) == 0


def test_holidays_without_end_are_a_clear_error() -> None:
    closed = Holiday(date(2020, 1, 1), date(2040, 1, 1), "Gesloten")

    with pytest.raises(NoSchoolDayError, match="two years of 2030-01-01") as caught:
        last_answer_day(date(2030, 1, 1), (closed,))
    with pytest.raises(NoSchoolDayError, match="two years of 2030-01-01"):
        reconfirm_day(date(2030, 1, 1), (closed,))

    assert caught.value.searched_from == date(2030, 1, 1)


def test_the_end_of_the_calendar_is_a_clear_error() -> None:
    with pytest.raises(NoSchoolDayError):
        add_school_days(date.max, 1, ())
    with pytest.raises(NoSchoolDayError):
        subtract_school_days(date.min, 1, ())


def test_a_negative_number_of_school_days_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot count -1"):
        add_school_days(date(2026, 9, 7), -1, ())


@settings(deadline=None)
@given(days, counts, holiday_lists)
def test_adding_school_days_lands_on_a_school_day_as_far_away_as_asked(
    day: date, n: int, holidays: list[Holiday]
) -> None:
    later = add_school_days(day, n, holidays)

    assert school_days_between(day, later, holidays) == n
    assert n == 0 or is_school_day(later, holidays)


@settings(deadline=None)
@given(days, counts, holiday_lists)
def test_subtracting_undoes_adding_from_a_school_day(
    day: date, n: int, holidays: list[Holiday]
) -> None:
    school_day = add_school_days(day, 1, holidays)

    later = add_school_days(school_day, n, holidays)

    assert subtract_school_days(later, n, holidays) == school_day


@settings(deadline=None)
@given(days, st.integers(0, 400), holiday_lists)
def test_the_days_off_and_the_weekends_are_all_that_are_no_school_days(
    first: date, length: int, holidays: list[Holiday]
) -> None:
    every = [first + timedelta(days=ahead) for ahead in range(length + 1)]
    off = days_off(first, every[-1], holidays)
    assert off <= set(every)
    for day in every:
        assert is_school_day(day, holidays) == (day.weekday() < 5 and day not in off)


@given(days, holiday_lists, holiday_lists)
def test_more_days_off_never_shorten_the_time_to_answer(
    asked_on: date, holidays: list[Holiday], more: list[Holiday]
) -> None:
    assert last_answer_day(asked_on, holidays + more) >= last_answer_day(asked_on, holidays)
