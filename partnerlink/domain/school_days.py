"""School days: the days on which a Dutch secondary school teaches, and counting by them.

A school day is a Monday to Friday outside the holidays of the school and outside the public
holidays. The school's holidays are given by the caller; the public ones are computed.
The choices made here are argued in docs/decisions/0005-school-holidays.md.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import ClassVar

from partnerlink.domain.errors import Refusal

ANSWER_SCHOOL_DAYS = 5
RECONFIRM_SCHOOL_DAYS = 5
LONGEST_SEARCH = timedelta(days=2 * 366)

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_SUNDAY = 6


class NoSchoolDayError(Refusal, ValueError):
    """The holidays leave no school day within two years of `searched_from`."""

    code: ClassVar[str] = "no_school_day"

    def __init__(self, searched_from: date) -> None:
        super().__init__()
        self.searched_from = searched_from

    def __str__(self) -> str:
        return f"no school day within two years of {self.searched_from.isoformat()}"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A run of days off with a name; both `first_day` and `last_day` are off.

    Raises ValueError when it would end before it begins.
    """

    first_day: date
    last_day: date
    name: str

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError(
                f"{self.name!r} ends on {self.last_day}, before it begins on {self.first_day}"
            )

    def covers(self, day: date) -> bool:
        """Tell whether `day` is one of the days off."""
        return self.first_day <= day <= self.last_day


def easter_sunday(year: int) -> date:
    """Return the date of Easter Sunday in a `year` of the Gregorian calendar.

    Source: the anonymous Gregorian computus (Nature, 1876; Butcher; Meeus, Astronomical
    Algorithms, chapter 8). The letters are those of Meeus, so that the two can be compared.
    """
    a = year % 19
    b, c = divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> tuple[Holiday, ...]:
    """Return the public holidays of a calendar `year` on which secondary schools are closed.

    In order of date; Easter Sunday and Whit Sunday are left out because no Sunday is a school
    day. Source: the days of the Algemene termijnenwet, article 3, which names Goede Vrijdag
    beside them; Koningsdag as it is kept since 2014, a day earlier when 27 April is a Sunday.
    """
    easter = easter_sunday(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == _SUNDAY:
        kings_day -= _ONE_DAY
    named_days = (
        (date(year, 1, 1), "Nieuwjaarsdag"),
        (easter - timedelta(days=2), "Goede Vrijdag"),
        (easter + timedelta(days=1), "Tweede Paasdag"),
        (kings_day, "Koningsdag"),
        (date(year, 5, 5), "Bevrijdingsdag"),
        (easter + timedelta(days=39), "Hemelvaartsdag"),
        (easter + timedelta(days=50), "Tweede Pinksterdag"),
        (date(year, 12, 25), "Eerste Kerstdag"),
        (date(year, 12, 26), "Tweede Kerstdag"),
    )
    return tuple(Holiday(day, day, name) for day, name in sorted(named_days))


def is_school_day(day: date, holidays: Collection[Holiday]) -> bool:
    """Tell whether a school that keeps `holidays` teaches on `day`."""
    if day.weekday() >= _SATURDAY:
        return False
    if any(holiday.covers(day) for holiday in public_holidays(day.year)):
        return False
    return not any(holiday.covers(day) for holiday in holidays)


def days_off(first_day: date, last_day: date, holidays: Collection[Holiday]) -> frozenset[date]:
    """Return the days from `first_day` through `last_day` that a holiday covers.

    One of `holidays`, or a public one; together with the weekends, which are not counted out
    here, these are the days that are no school days.
    """
    years = range(first_day.year, last_day.year + 1)
    public = (holiday for year in years for holiday in public_holidays(year))
    off: set[date] = set()
    for holiday in (*holidays, *public):
        begin, end = max(first_day, holiday.first_day), min(last_day, holiday.last_day)
        off.update(begin + timedelta(days=ahead) for ahead in range((end - begin).days + 1))
    return frozenset(off)


def add_school_days(day: date, n: int, holidays: Collection[Holiday]) -> date:
    """Return the `n`-th school day after `day`; `day` itself, school day or not, when `n` is 0.

    Raises ValueError when `n` is negative, NoSchoolDayError when the holidays leave no school
    day for two years.
    """
    return _count_off(day, n, holidays, step=_ONE_DAY)


def subtract_school_days(day: date, n: int, holidays: Collection[Holiday]) -> date:
    """Return the `n`-th school day before `day`; `day` itself, school day or not, when `n` is 0.

    Raises ValueError when `n` is negative, NoSchoolDayError when the holidays leave no school
    day for two years.
    """
    return _count_off(day, n, holidays, step=-_ONE_DAY)


def school_days_between(start: date, end: date, holidays: Collection[Holiday]) -> int:
    """Count the school days after `start` up to and including `end`; 0 when `end` is not later.

    The count is the `n` for which `add_school_days(start, n, holidays)` is the last school day
    not later than `end`.
    """
    days = range(1, (end - start).days + 1)
    return sum(is_school_day(start + timedelta(days=ahead), holidays) for ahead in days)


def last_answer_day(asked_on: date, holidays: Collection[Holiday]) -> date:
    """Return the last day on which an invitation sent on `asked_on` can be answered.

    Source of the rule: an unanswered invitation expires after five school days of the school's
    region. Expiry is at the end of this day. Raises NoSchoolDayError.
    """
    return add_school_days(asked_on, ANSWER_SCHOOL_DAYS, holidays)


def reconfirm_day(talk_day: date, holidays: Collection[Holiday]) -> date:
    """Return the day on which both sides are asked whether the talk on `talk_day` goes ahead.

    Source of the rule: five school days before the talk. Raises NoSchoolDayError.
    """
    return subtract_school_days(talk_day, RECONFIRM_SCHOOL_DAYS, holidays)


def _count_off(day: date, n: int, holidays: Collection[Holiday], *, step: timedelta) -> date:
    if n < 0:
        raise ValueError(f"cannot count {n} school days")
    for _ in range(n):
        day = _nearest_school_day(day, holidays, step=step)
    return day


def _nearest_school_day(start: date, holidays: Collection[Holiday], *, step: timedelta) -> date:
    day = start
    for _ in range(LONGEST_SEARCH.days):
        try:
            day += step
        except OverflowError:
            break
        if is_school_day(day, holidays):
            return day
    raise NoSchoolDayError(start)
