"""What two still share when a speaker is somewhere else already."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.free_slots import free_slots
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import DayPart, Slot

MONDAY = date(2026, 11, 9)
TUESDAY_MORNING = TalkDate(MONDAY + timedelta(days=1), DayPart.MORNING)


def test_a_slot_falls_out_when_its_only_date_is_taken() -> None:
    dates = TalkDates(options=(TUESDAY_MORNING, TalkDate(MONDAY, DayPart.EVENING)))
    possible = frozenset({Slot.TUE_MORNING, Slot.MON_EVENING})
    free = free_slots(dates, possible, today=MONDAY, is_taken=TUESDAY_MORNING.__eq__)
    assert free == {Slot.MON_EVENING}


def test_a_slot_of_a_period_stays_while_one_week_is_free() -> None:
    slots = frozenset({Slot.TUE_MORNING})
    dates = TalkDates(period=TalkPeriod(MONDAY, MONDAY + timedelta(days=13), slots))
    assert free_slots(dates, slots, today=MONDAY, is_taken=TUESDAY_MORNING.__eq__) == slots
    over = MONDAY + timedelta(days=9)
    assert not free_slots(dates, slots, today=over, is_taken=TUESDAY_MORNING.__eq__)


def test_a_slot_falls_out_when_every_week_of_it_is_a_day_off() -> None:
    slots = frozenset({Slot.TUE_MORNING, Slot.FRI_MORNING})
    period = TalkPeriod(
        MONDAY, MONDAY + timedelta(days=6), slots, days_off=frozenset({TUESDAY_MORNING.day})
    )
    free = free_slots(TalkDates(period=period), slots, today=MONDAY, is_taken=lambda _chosen: False)
    assert free == {Slot.FRI_MORNING}


periods = st.builds(
    lambda start, days, slots, off: TalkPeriod(
        MONDAY + timedelta(days=start),
        MONDAY + timedelta(days=start + days),
        slots,
        frozenset(MONDAY + timedelta(days=day) for day in off),
    ),
    st.integers(-20, 20),
    st.integers(0, 30),
    st.frozensets(st.sampled_from(Slot)),
    st.frozensets(st.integers(0, 30)),
)
options = st.lists(
    st.builds(
        TalkDate,
        st.integers(-9, 30).map(lambda days: MONDAY + timedelta(days=days)),
        st.sampled_from(DayPart),
    ),
    max_size=6,
)


@given(
    st.builds(TalkDates, options.map(tuple), st.none() | periods),
    st.frozensets(st.sampled_from(Slot)),
    st.frozensets(st.integers(0, 30)),
)
def test_it_is_what_counting_every_date_gives(
    dates: TalkDates, possible: frozenset[Slot], busy: frozenset[int]
) -> None:
    def is_taken(chosen: TalkDate) -> bool:
        return (chosen.day - MONDAY).days in busy

    counted = {
        chosen.slot
        for chosen in dates.from_day(MONDAY)
        if chosen.slot in possible and not is_taken(chosen)
    }
    assert free_slots(dates, possible, today=MONDAY, is_taken=is_taken) == counted
