"""Which weekly slots two sides still share, once what a speaker has on is taken away."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import DayPart, Slot, Weekday

_PLACES = {
    Slot(f"{weekday[:3]}_{part}"): (number, part)
    for number, weekday in enumerate(Weekday)
    for part in DayPart
}


def free_slots(
    dates: TalkDates,
    possible: frozenset[Slot],
    *,
    today: date,
    is_taken: Callable[[TalkDate], bool],
) -> frozenset[Slot]:
    """Return those of `possible` that have a date from `today` on which is not taken."""
    found = {
        slot
        for option in dates.options
        if option.day >= today and (slot := option.slot) in possible and not is_taken(option)
    }
    if dates.period is not None:
        for slot in (dates.period.slots & possible) - found:
            if not all(map(is_taken, _weekly(dates.period, slot, today))):
                found.add(slot)
    return frozenset(slot for slot in found if slot is not None)


def _weekly(period: TalkPeriod, slot: Slot, today: date) -> Iterator[TalkDate]:
    weekday, part = _PLACES[slot]
    first = max(period.first_day, today)
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= period.last_day:
        if day not in period.days_off:
            yield TalkDate(day, part)
        day += timedelta(weeks=1)
