"""The table of official holidays is whole, and each holiday as long as it should be."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.domain.vocabulary import HolidayRegion
from tests.holiday_table import holiday_of, holidays_of, table_rows

WEEKS = {
    "Herfstvakantie": 1,
    "Kerstvakantie": 2,
    "Voorjaarsvakantie": 1,
    "Meivakantie": 1,
    "Zomervakantie": 6,
}


def test_every_region_has_the_five_holidays_of_every_school_year() -> None:
    found = Counter((row["region"], row["school_year"], row["name"]) for row in table_rows())

    assert found == Counter(
        (region, SchoolYear(start).label, name)
        for region in HolidayRegion
        for start in (2025, 2026, 2027)
        for name in WEEKS
    )


@pytest.mark.parametrize("row", table_rows(), ids=lambda row: "-".join(list(row.values())[:3]))
def test_a_holiday_of_the_table_is_whole_weeks_from_saturday_to_sunday(
    row: dict[str, str],
) -> None:
    holiday = holiday_of(row)

    assert holiday.first_day.strftime("%w") == "6"
    assert holiday.last_day.strftime("%w") == "0"
    assert (holiday.last_day - holiday.first_day).days + 1 == 7 * WEEKS[holiday.name] + 2
    assert school_year_of(holiday.first_day).label == row["school_year"]


@pytest.mark.parametrize("region", HolidayRegion)
def test_the_holidays_of_a_region_stand_in_order_and_weeks_apart(region: HolidayRegion) -> None:
    for earlier, later in pairwise(holidays_of(region)):
        assert later.first_day - earlier.last_day > timedelta(weeks=4)


def test_summers_are_spread_over_the_regions_and_christmas_and_may_are_shared() -> None:
    regions_off = Counter((row["name"], row["first_day"]) for row in table_rows())

    assert {n for (name, _), n in regions_off.items() if name == "Zomervakantie"} == {1}
    shared = ("Kerstvakantie", "Meivakantie")
    assert {n for (name, _), n in regions_off.items() if name in shared} == {3}
