"""When a talk may be: a few date options, or a period with weekly slots."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from partnerlink.domain.talk import slot_of
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


@dataclass(frozen=True)
class TalkPeriod:
    """Every one of `slots` from `first_day` through `last_day`."""

    first_day: date
    last_day: date
    slots: frozenset[Slot]

    def dates_from(self, today: date) -> Iterator[TalkDate]:
        """Yield its dates that are not past, in order."""
        day = max(self.first_day, today)
        while day <= self.last_day:
            for part in DayPart:
                if slot_of(day, part) in self.slots:
                    yield TalkDate(day, part)
            day += timedelta(days=1)


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
