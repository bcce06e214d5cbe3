"""When things of the demo are: counted in school days from the day on which it is made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.school_days import (
    Holiday,
    add_school_days,
    is_school_day,
    subtract_school_days,
)
from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import Weekday
from seed import wording

ONE_DAY = timedelta(days=1)
OFFICE_HOUR = time(10, 0)


@dataclass(frozen=True)
class SchoolCalendar:
    """The moment at which the demo is made, and the holidays of its region."""

    now: datetime
    holidays: Collection[Holiday]

    @property
    def today(self) -> date:
        """Return the day on which the demo is made."""
        return self.now.astimezone(AMSTERDAM).date()

    def school_day(self, number: int) -> date:
        """Return the n-th school day from today; before today when `number` is negative."""
        count = add_school_days if number >= 0 else subtract_school_days
        return count(self.today, abs(number), self.holidays)

    def moment(self, number: int) -> datetime:
        """Return ten in the morning of the n-th school day, but never later than now."""
        day = self.school_day(number)
        return min(datetime.combine(day, OFFICE_HOUR, tzinfo=AMSTERDAM), self.now)

    def talk_date(self, words: str) -> TalkDate:
        """Return the date in "12 dinsdagochtend": the first such school day from the twelfth.

        Of "-12 dinsdagochtend" it is the last one before it.
        """
        number, word = words.split()
        weekday, part = wording.weekday_and_part(word)
        step = ONE_DAY if int(number) > 0 else -ONE_DAY
        day = self.school_day(int(number))
        while day.weekday() != list(Weekday).index(weekday) or not self.is_school_day(day):
            day += step
        return TalkDate(day, part)

    def is_school_day(self, day: date) -> bool:
        """Tell whether the region's schools teach on this day."""
        return is_school_day(day, self.holidays)

    def day_in_year(self, *, years: int, share: float) -> date | None:
        """Return a school day some way through this school year up to today, or an earlier year.

        None when so far there was no such day.
        """
        year = SchoolYear(school_year_of(self.today).start + years)
        last = self.today - ONE_DAY if years == 0 else year.last_day
        day = year.first_day + share * (last - year.first_day)
        while day <= last and not self.is_school_day(day):
            day += ONE_DAY
        return day if day <= last else None
