"""Which holidays a school keeps: the official ones of its region, and its own instead of them."""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from partnerlink.domain.school_days import Holiday
from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.models.organisation import Organisation
from partnerlink.models.school_holiday import SchoolHoliday

Kept = dict[tuple[str, str], Holiday]
"""Holidays by their school year and name."""

KEY = ("region", "school_year", "name")
KNOWN = (
    SchoolHoliday.region,
    SchoolHoliday.school_year,
    SchoolHoliday.name,
    SchoolHoliday.first_day,
    SchoolHoliday.last_day,
)


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
    values = _values(rows)
    if not values:
        return
    insert = _insert(session).values(values)
    new = insert.excluded
    session.execute(
        insert.on_conflict_do_update(
            index_elements=KEY, set_={"first_day": new.first_day, "last_day": new.last_day}
        )
    )


def fill_in_official(session: Session, rows: Iterable[OfficialHoliday]) -> None:
    """Store those of `rows` of which nothing is known yet; what somebody imported stays as it is.

    A holiday is known when its region has one of that name in that school year, or one under
    another name on some of the same days.
    """
    known = session.execute(select(*KNOWN).where(SchoolHoliday.region.is_not(None))).all()
    values = _values(
        row
        for row in rows
        if not any(
            region is row.region
            and (
                (year, name) == (row.school_year, row.holiday.name)
                or (first <= row.holiday.last_day and last >= row.holiday.first_day)
            )
            for region, year, name, first, last in known
        )
    )
    if values:
        session.execute(_insert(session).values(values).on_conflict_do_nothing())


def _values(rows: Iterable[OfficialHoliday]) -> list[dict[str, object]]:
    return [
        {
            "region": row.region,
            "school_year": row.school_year,
            "name": row.holiday.name,
            "first_day": row.holiday.first_day,
            "last_day": row.holiday.last_day,
        }
        for row in rows
    ]


def _insert(session: Session) -> postgresql.Insert | sqlite.Insert:
    is_postgres = session.get_bind().dialect.name == "postgresql"
    return (postgresql.insert if is_postgres else sqlite.insert)(SchoolHoliday)


def holidays_of(session: Session, organisation: Organisation) -> tuple[Holiday, ...]:
    """Return the holidays that `organisation` keeps, in order of date.

    Its own holiday of a name in a school year stands for the region's of that name. A school that
    does not know its region keeps those of every region, so that no question runs out while it is
    closed; see docs/decisions/0005-school-holidays.md. A partner without a region has none.
    """
    return holidays_of_each(session, [organisation])[organisation.id]


def holidays_of_each(
    session: Session, organisations: Collection[Organisation]
) -> dict[int, tuple[Holiday, ...]]:
    """Return the holidays that each of some organisations keeps, by their ids; see `holidays_of`.

    One statement for all of them, and none for nobody.
    """
    if not organisations:
        return {}
    numbers = [each.id for each in organisations]
    regions = {region for each in organisations for region in regions_kept_by(each)}
    found = session.scalars(
        select(SchoolHoliday)
        .where(or_(SchoolHoliday.organisation_id.in_(numbers), SchoolHoliday.region.in_(regions)))
        .order_by(SchoolHoliday.id)
    )
    own: defaultdict[int, Kept] = defaultdict(dict)
    official: defaultdict[HolidayRegion, Kept] = defaultdict(dict)
    for row in found:
        kept = official[row.region] if row.region else own[row.organisation_id or 0]
        kept[row.school_year, row.name] = row.value
    return {
        each.id: _in_order(own[each.id], [official[region] for region in regions_kept_by(each)])
        for each in organisations
    }


def regions_kept_by(organisation: Organisation) -> tuple[HolidayRegion, ...]:
    """Return the regions whose holidays an organisation keeps: its own; every one, or none."""
    if organisation.holiday_region is not None:
        return (organisation.holiday_region,)
    return tuple(HolidayRegion) if organisation.is_school else ()


def _in_order(own: Kept, official: Iterable[Kept]) -> tuple[Holiday, ...]:
    theirs = (holiday for kept in official for known, holiday in kept.items() if known not in own)
    # Regions that are free on the same days are one.
    return tuple(sorted({*own.values(), *theirs}, key=lambda each: (each.first_day, each.last_day)))
