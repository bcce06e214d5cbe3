"""The days off that a school keeps instead of its region's, or beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import Refusal
from partnerlink.domain.school_days import Holiday, school_days_between
from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.models.organisation import Organisation
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.services.holidays import holidays_of

FEWEST_SCHOOL_DAYS = 100
"""A school teaches on some 190 days a year; with half of that somebody made a mistake."""
MOST_OWN_HOLIDAYS = 20
LONGEST_HOLIDAY_DAYS = 60


class TooFewSchoolDays(Refusal):
    """With these days off too little of the school year would be left."""

    code = "too_few_school_days"


class TooManyHolidays(Refusal):
    """This school year has as many own holidays as we keep for a school."""

    code = "too_many_holidays"


@dataclass(frozen=True, slots=True)
class KeptHoliday:
    """A holiday of one name in one school year: the region's, the school's own, or both."""

    name: str
    official: SchoolHoliday | None
    own: SchoolHoliday | None

    @property
    def kept(self) -> Holiday:
        """Return the days that count: the school's own, if it has any."""
        row = self.own or self.official
        assert row is not None
        return row.value


def kept_in(session: Session, school: Organisation, year: SchoolYear) -> Sequence[KeptHoliday]:
    """Return what a school keeps in a school year, in order of date."""
    in_year = select(SchoolHoliday).where(SchoolHoliday.school_year == year.label)
    own = {
        row.name: row
        for row in session.scalars(in_year.where(SchoolHoliday.organisation_id == school.id))
    }
    official = {
        row.name: row
        for row in session.scalars(in_year.where(SchoolHoliday.region == school.holiday_region))
    }
    found = [KeptHoliday(name, official.get(name), own.get(name)) for name in {**official, **own}]
    return sorted(found, key=lambda holiday: (holiday.kept.first_day, holiday.name))


def year_of(holiday: SchoolHoliday) -> SchoolYear:
    """Return the school year under which a holiday is kept."""
    return SchoolYear(int(holiday.school_year[:4]))


def find_own(
    session: Session, school: Organisation, official: SchoolHoliday
) -> SchoolHoliday | None:
    """Return what a school keeps instead of a holiday of its region."""
    return session.scalars(_own(school, official.school_year, official.name)).first()


def _own(school: Organisation, school_year: str, name: str) -> "Select[SchoolHoliday]":
    return select(SchoolHoliday).where(
        SchoolHoliday.organisation_id == school.id,
        SchoolHoliday.school_year == school_year,
        SchoolHoliday.name == name,
    )


def keep_instead(
    session: Session, school: Organisation, official: SchoolHoliday, *, days: Holiday
) -> None:
    """Let a school keep its own first and last day of a holiday of its region.

    Raises TooFewSchoolDays.
    """
    _keep(session, school, school_year=official.school_year, days=days)


def keep_free(session: Session, school: Organisation, days: Holiday) -> None:
    """Add days off of the school itself, or move those of the same name in that school year.

    Raises TooFewSchoolDays and TooManyHolidays.
    """
    _keep(session, school, school_year=school_year_of(days.first_day).label, days=days)


def _keep(session: Session, school: Organisation, *, school_year: str, days: Holiday) -> None:
    session.refresh(school, with_for_update={"key_share": True})
    mine = (
        SchoolHoliday.organisation_id == school.id,
        SchoolHoliday.school_year == school_year,
    )
    row = session.scalars(
        select(SchoolHoliday).where(*mine, SchoolHoliday.name == days.name)
    ).first()
    if row is None:
        if (session.scalar(select(func.count()).where(*mine)) or 0) >= MOST_OWN_HOLIDAYS:
            raise TooManyHolidays
        row = SchoolHoliday(organisation_id=school.id, school_year=school_year, name=days.name)
        session.add(row)
    row.first_day, row.last_day = days.first_day, days.last_day
    session.flush()
    _require_school_days(session, school, days)


def _require_school_days(session: Session, school: Organisation, days: Holiday) -> None:
    holidays = holidays_of(session, school)
    for year in {school_year_of(days.first_day), school_year_of(days.last_day)}:
        eve = year.first_day - timedelta(days=1)
        if school_days_between(eve, year.last_day, holidays) < FEWEST_SCHOOL_DAYS:
            raise TooFewSchoolDays


def latest_last_day(first_day: date) -> date:
    """Return the last day on which a holiday that begins on `first_day` may end."""
    return first_day + timedelta(days=LONGEST_HOLIDAY_DAYS - 1)
