"""When a talk may be: a few dates, or a period with weekly slots."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.school_days import Holiday, is_school_day
from partnerlink.domain.talk import slot_of
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import DayPart, Slot

TUESDAY = date(2026, 11, 10)
SATURDAY = date(2026, 11, 14)


def test_a_weekday_and_its_part_are_a_weekly_slot() -> None:
    assert TalkDate(TUESDAY, DayPart.EVENING).slot is Slot.TUE_EVENING
    assert {slot_of(TUESDAY + timedelta(days=i), DayPart.MORNING) for i in range(7)} == {
        Slot.MON_MORNING,
        Slot.TUE_MORNING,
        Slot.WED_MORNING,
        Slot.THU_MORNING,
        Slot.FRI_MORNING,
        None,
    }


def test_a_day_in_the_weekend_has_no_slot() -> None:
    assert TalkDate(SATURDAY, DayPart.MORNING).slot is None
    assert TalkDates((TalkDate(SATURDAY, DayPart.MORNING),)).slots_from(TUESDAY) == frozenset()


def test_dates_come_in_the_order_of_the_day() -> None:
    parts = (DayPart.EVENING, DayPart.MORNING, DayPart.AFTERNOON)
    given_dates = TalkDates(tuple(TalkDate(TUESDAY, part) for part in parts))
    assert [d.part for d in given_dates.from_day(TUESDAY)] == list(DayPart)


def test_a_date_that_is_past_is_no_longer_possible() -> None:
    options = tuple(TalkDate(TUESDAY + timedelta(days=i), DayPart.MORNING) for i in (-1, 0, 1))
    assert TalkDates(options).from_day(TUESDAY) == options[1:]
    assert TalkDates(options).slots_from(TUESDAY) == {Slot.TUE_MORNING, Slot.WED_MORNING}


def test_a_period_holds_each_of_its_slots_every_week() -> None:
    period = TalkPeriod(TUESDAY, TUESDAY + timedelta(days=14), frozenset({Slot.TUE_MORNING}))
    days = [d.day for d in TalkDates(period=period).from_day(TUESDAY)]
    assert days == [TUESDAY, TUESDAY + timedelta(days=7), TUESDAY + timedelta(days=14)]


def test_of_a_period_only_the_school_days_count() -> None:
    period = TalkPeriod(date(2026, 12, 21), date(2027, 1, 8), frozenset({Slot.FRI_MORNING}))
    holidays = (Holiday(date(2026, 12, 19), date(2026, 12, 31), "Kerstvakantie"),)
    dates = TalkDates(period=period).on_school_days(holidays)
    assert [chosen.day for chosen in dates.from_day(TUESDAY)] == [date(2027, 1, 8)]
    assert not dates.holds(TalkDate(date(2027, 1, 1), DayPart.MORNING))


def test_a_date_that_the_school_chose_itself_stays_in_its_holiday() -> None:
    chosen = TalkDate(TUESDAY, DayPart.MORNING)
    dates = TalkDates((chosen,)).on_school_days((Holiday(TUESDAY, SATURDAY, "Herfstvakantie"),))
    assert dates.from_day(TUESDAY) == (chosen,)


def test_no_dates_have_no_last_day() -> None:
    assert TalkDates().is_empty
    with pytest.raises(ValueError, match="empty"):
        _ = TalkDates().last_day


def test_a_period_without_slots_is_empty() -> None:
    assert TalkDates(period=TalkPeriod(TUESDAY, SATURDAY, frozenset())).is_empty


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
DATES = st.builds(TalkDate, DAYS, st.sampled_from(DayPart))
PERIODS = st.builds(
    lambda first, length, slots: TalkPeriod(first, first + timedelta(days=length), slots),
    DAYS,
    st.integers(0, 60),
    st.frozensets(st.sampled_from(Slot)),
)
ALL = st.builds(
    TalkDates, st.lists(DATES, max_size=6).map(tuple), st.one_of(st.none(), PERIODS)
).filter(lambda found: not found.is_empty)


@given(dates=ALL, today=DAYS)
def test_every_possible_date_is_held_and_lies_within_bounds(dates: TalkDates, today: date) -> None:
    found = dates.from_day(today)
    assert list(found) == sorted(set(found), key=lambda d: (d.day, list(DayPart).index(d.part)))
    for chosen in found:
        assert today <= chosen.day <= dates.last_day
        assert dates.holds(chosen)
        if chosen not in dates.options:
            assert dates.period is not None
            assert chosen.slot in dates.period.slots


@given(dates=ALL, chosen=DATES)
def test_a_date_is_held_only_when_it_was_given(dates: TalkDates, chosen: TalkDate) -> None:
    period = dates.period
    is_in_period = (
        period is not None
        and period.first_day <= chosen.day <= period.last_day
        and chosen.slot in period.slots
    )
    assert dates.holds(chosen) == (chosen in dates.options or is_in_period)


@given(dates=ALL, today=DAYS, first=DAYS, length=st.integers(0, 30))
def test_what_falls_out_of_a_period_is_what_is_no_school_day(
    dates: TalkDates, today: date, first: date, length: int
) -> None:
    holidays = (Holiday(first, first + timedelta(days=length), "Vrij"),)
    assert dates.on_school_days(holidays).from_day(today) == tuple(
        chosen
        for chosen in dates.from_day(today)
        if chosen in dates.options or is_school_day(chosen.day, holidays)
    )
