"""When a talk may be: a few date options, or a period with weekly slots."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from partnerlink.domain.school_days import Holiday, days_off
from partnerlink.domain.talk import PART_TIMES, slot_of
from partnerlink.domain.vocabulary import DayPart, Slot

MAX_OPTIONS = 6
MAX_PERIOD_DAYS = 366


@dataclass(frozen=True, order=True)
class TalkDate:
    """A day and a part of it."""

    day: date
    part: DayPart

    @property
    def slot(self) -> Slot | None:
        """Return its weekly slot; None in the weekend."""
        return slot_of(self.day, self.part)

    def is_over(self, moment: datetime) -> bool:
        """Tell whether this part of the day is over at a moment on the clock in the Netherlands."""
        return (self.day, PART_TIMES[self.part][1]) <= (moment.date(), moment.time())


def parts_left(clock: time) -> tuple[DayPart, ...]:
    """Return the parts of a day that are not over at this time in the Netherlands."""
    return tuple(part for part in DayPart if PART_TIMES[part][1] > clock)


@dataclass(frozen=True)
class TalkPeriod:
    """Every one of `slots` from `first_day` through `last_day`, but on the `days_off`."""

    first_day: date
    last_day: date
    slots: frozenset[Slot]
    days_off: frozenset[date] = frozenset()

    def dates_from(self, today: date) -> Iterator[TalkDate]:
        """Yield its dates that are not past, in order."""
        day = max(self.first_day, today)
        while day <= self.last_day:
            for part in DayPart:
                if slot_of(day, part) in self.slots and day not in self.days_off:
                    yield TalkDate(day, part)
            day += timedelta(days=1)

    def left_at(self, moment: datetime) -> "TalkPeriod":
        """Return the same period without today once its last slot of today is over."""
        today = moment.date()
        on_today = [TalkDate(today, part) for part in DayPart if slot_of(today, part) in self.slots]
        if not on_today or any(not chosen.is_over(moment) for chosen in on_today):
            return self
        return replace(self, days_off=self.days_off | {today})


@dataclass(frozen=True)
class TalkDates:
    """Date options, or a period; both may be empty in a draft."""

    options: tuple[TalkDate, ...] = ()
    period: TalkPeriod | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether no date was given."""
        return not self.options and (self.period is None or not self.period.slots)

    @property
    def last_day(self) -> date:
        """Return the last day on which the talk may be.

        Raises ValueError when no date was given.
        """
        days = [option.day for option in self.options]
        if self.period is not None:
            days.append(self.period.last_day)
        return max(days)

    def on_school_days(self, holidays: Collection[Holiday]) -> "TalkDates":
        """Return the same dates, but of a period only the days that are no holiday.

        Source of the rule: a date option was chosen by the school itself, so it stays.
        """
        if self.period is None:
            return self
        off = days_off(self.period.first_day, self.period.last_day, holidays)
        return replace(self, period=replace(self.period, days_off=off))

    def left_at(self, moment: datetime) -> "TalkDates":
        """Return the same dates without those whose part of the day is over.

        `moment` is on the clock in the Netherlands.
        """
        return replace(
            self,
            options=tuple(option for option in self.options if not option.is_over(moment)),
            period=None if self.period is None else self.period.left_at(moment),
        )

    def has_any_left_at(self, moment: datetime) -> bool:
        """Tell whether a talk on one of these dates could still be given, wholly or in part."""
        left = self.left_at(moment)
        return bool(left.options) or (
            left.period is not None and any(left.period.dates_from(moment.date()))
        )

    def from_day(self, today: date) -> tuple[TalkDate, ...]:
        """Return every date that is not past, in order, each once."""
        found = {option for option in self.options if option.day >= today}
        if self.period is not None:
            found.update(self.period.dates_from(today))
        return tuple(sorted(found, key=_by_time))

    def slots_from(self, today: date) -> frozenset[Slot]:
        """Return the weekly slots of the dates that are not past."""
        return frozenset(slot for d in self.from_day(today) if (slot := d.slot) is not None)

    def holds(self, chosen: TalkDate) -> bool:
        """Tell whether `chosen` is one of these dates."""
        return chosen in self.from_day(chosen.day)


def _by_time(chosen: TalkDate) -> tuple[date, int]:
    return chosen.day, list(DayPart).index(chosen.part)
