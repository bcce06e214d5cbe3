"""Which holidays a school keeps: the official ones of its region, and its own instead of them."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from partnerlink.domain.school_days import Holiday
from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.models.organisation import Organisation
from partnerlink.models.school_holiday import SchoolHoliday


@dataclass(frozen=True, slots=True)
class OfficialHoliday:
    """A holiday of a region in a school year, such as "2026-2027"."""

    region: HolidayRegion
    school_year: str
    holiday: Holiday


def read_official(lines: Iterable[str]) -> tuple[OfficialHoliday, ...]:
    """Read the lines of a table like `seed/holidays.csv`, the header first.

    Raises KeyError for a missing column and ValueError for a region or date that cannot be.
    """
    return tuple(
        OfficialHoliday(
            region=HolidayRegion(row["region"]),
            school_year=row["school_year"],
            holiday=Holiday(
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["last_day"]),
                row["name"],
            ),
        )
        for row in csv.DictReader(lines)
    )


def load_official(session: Session, rows: Iterable[OfficialHoliday]) -> None:
    """Store the holidays of the regions; a second time, or at the same time, changes nothing.

    A holiday that is known under its region, school year and name gets the dates of `rows`.
    """
    values = [
        {
            "region": row.region,
            "school_year": row.school_year,
            "name": row.holiday.name,
            "first_day": row.holiday.first_day,
            "last_day": row.holiday.last_day,
        }
        for row in rows
    ]
    if not values:
        return
    is_postgres = session.get_bind().dialect.name == "postgresql"
    insert = (postgresql.insert if is_postgres else sqlite.insert)(SchoolHoliday).values(values)
    new = insert.excluded
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["region", "school_year", "name"],
            set_={"first_day": new.first_day, "last_day": new.last_day},
        )
    )


def holidays_of(session: Session, organisation: Organisation) -> tuple[Holiday, ...]:
    """Return the holidays that `organisation` keeps, in order of date.

    Its own holiday of a name in a school year stands for the region's of that name. An
    organisation without a region has only its own.
    """
    kept: dict[tuple[str, str], Holiday] = {}
    mine = SchoolHoliday.organisation_id == organisation.id
    of_the_region = SchoolHoliday.region == organisation.holiday_region
    found = session.scalars(
        select(SchoolHoliday)
        .where(or_(mine, of_the_region) if organisation.holiday_region else mine)
        .order_by(SchoolHoliday.organisation_id.is_not(None), SchoolHoliday.id)
    )
    for row in found:
        kept[row.school_year, row.name] = row.value
    return tuple(sorted(kept.values(), key=lambda holiday: holiday.first_day))
