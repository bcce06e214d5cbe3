"""The days and the rounds of a presentation evening: what is usual, and what cannot be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

ANSWER_BEFORE = timedelta(days=2)
KEEP_BEFORE = timedelta(days=7)
ONE_DAY = timedelta(days=1)
MAX_ROUNDS = 12
MAX_ROOMS = 50


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """From when until when on the day of the evening, Europe/Amsterdam."""

    starts: time
    ends: time

    @property
    def is_forward(self) -> bool:
        """Tell whether it ends after it starts."""
        return self.starts < self.ends


@dataclass(frozen=True, slots=True)
class UsualDays:
    """The last day for answers, and the last day on which seats are kept without one."""

    answer_by: date
    held_until: date


def usual_days(day: date, *, today: date) -> UsualDays:
    """Return the days that fit an evening on `day`, a date after `today`.

    Families answer until two days before it, and seats are kept until a week before it; both are
    later where that would be past already.
    """
    answer_by = max(day - ANSWER_BEFORE, min(today, day - ONE_DAY))
    return UsualDays(answer_by, min(answer_by, max(day - KEEP_BEFORE, today)))


def find_overlap(rounds: Iterable[Span]) -> tuple[Span, Span] | None:
    """Find two rounds that go on at the same time, the later second; None when there are none."""
    for first, second in pairwise(sorted(rounds)):
        if second.starts < first.ends:
            return first, second
    return None


def rounds_in_a_row(start: time, *, number: int, minutes: int, pause: int) -> Sequence[Span]:
    """Return `number` rounds of some minutes from `start`, with a pause of `pause` minutes between.

    Raises ValueError when the last would not end on the same day.
    """
    any_day = date(2000, 1, 3)
    begin = datetime.combine(any_day, start)
    rounds = []
    for place in range(number):
        starts = begin + place * timedelta(minutes=minutes + pause)
        ends = starts + timedelta(minutes=minutes)
        if ends.date() != any_day:
            raise ValueError(number)
        rounds.append(Span(starts.time(), ends.time()))
    return rounds
