"""The official holidays of the seed, as rows and as values."""

import csv
from datetime import date
from pathlib import Path

from partnerlink.domain.school_days import Holiday
from partnerlink.domain.vocabulary import HolidayRegion

HOLIDAY_TABLE = Path(__file__).parents[1] / "seed" / "holidays.csv"


def table_rows() -> list[dict[str, str]]:
    with HOLIDAY_TABLE.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def holiday_of(row: dict[str, str]) -> Holiday:
    return Holiday(
        date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]), row["name"]
    )


def holidays_of(region: HolidayRegion) -> tuple[Holiday, ...]:
    return tuple(holiday_of(row) for row in table_rows() if row["region"] == region)
