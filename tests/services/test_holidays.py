"""The holidays a school keeps, from the official table and from the school itself."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from partnerlink.domain.school_days import Holiday, is_school_day, last_answer_day
from partnerlink.domain.vocabulary import HolidayRegion, OrganisationKind
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.services.holidays import (
    fill_in_official,
    holidays_of,
    holidays_of_each,
    load_official,
    read_official,
)
from tests.factories import make_organisation

TABLE = Path(__file__).parents[2] / "seed" / "holidays.csv"
HEADER = "region,name,first_day,last_day,school_year"


def read_table() -> list[str]:
    return TABLE.read_text(encoding="utf-8").splitlines()


@pytest.mark.both_databases
def test_the_official_table_loads_once_however_often_it_is_read(session: Session) -> None:
    rows = read_official(read_table())
    load_official(session, rows)
    load_official(session, rows)
    assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == len(rows) == 45


@pytest.mark.both_databases
def test_a_corrected_date_replaces_the_one_of_before(session: Session) -> None:
    line = "noord,Herfstvakantie,{},2026-10-18,2026-2027"
    load_official(session, read_official([HEADER, line.format("2026-10-10")]))
    load_official(session, read_official([HEADER, line.format("2026-10-11")]))
    school = make_organisation(session)
    expected = Holiday(date(2026, 10, 11), date(2026, 10, 18), "Herfstvakantie")
    assert holidays_of(session, school) == (expected,)


def test_an_empty_table_loads_nothing(session: Session) -> None:
    load_official(session, read_official([HEADER]))
    assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == 0


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("oost,Herfstvakantie,2026-10-10,2026-10-18,2026-2027", ValueError),
        ("noord,Herfstvakantie,2026-02-31,2026-10-18,2026-2027", ValueError),
        ("noord,Herfstvakantie,2026-10-18,2026-10-10,2026-2027", ValueError),
    ],
)
def test_a_line_that_cannot_be_is_refused(line: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_official([HEADER, line])


def test_a_table_without_a_column_is_refused() -> None:
    with pytest.raises(KeyError):
        read_official(["region,name", "noord,Herfstvakantie"])


@pytest.mark.both_databases
def test_a_school_keeps_the_holidays_of_its_own_region_in_order(session: Session) -> None:
    load_official(session, read_official(read_table()))
    south = make_organisation(session, holiday_region=HolidayRegion.ZUID)
    kept = holidays_of(session, south)
    assert len(kept) == 15
    assert [h.first_day for h in kept] == sorted(h.first_day for h in kept)
    assert Holiday(date(2027, 10, 23), date(2027, 10, 31), "Herfstvakantie") in kept


@pytest.mark.both_databases
def test_a_schools_own_holiday_stands_for_the_regions_of_that_name_and_year(
    session: Session,
) -> None:
    load_official(session, read_official(read_table()))
    school, neighbour = make_organisation(session), make_organisation(session)
    session.add(
        SchoolHoliday(
            organisation_id=school.id,
            school_year="2026-2027",
            name="Herfstvakantie",
            first_day=date(2026, 10, 17),
            last_day=date(2026, 10, 25),
        )
    )
    session.flush()
    own = Holiday(date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie")
    autumns = [h for h in holidays_of(session, school) if h.name == "Herfstvakantie"]
    assert own in autumns
    assert len(autumns) == 3
    assert len(holidays_of(session, school)) == 15
    assert own not in holidays_of(session, neighbour)


def test_a_study_day_of_the_school_itself_comes_on_top(session: Session) -> None:
    load_official(session, read_official(read_table()))
    school = make_organisation(session)
    study_day = SchoolHoliday(
        organisation_id=school.id,
        school_year="2026-2027",
        name="Studiedag",
        first_day=date(2026, 11, 11),
        last_day=date(2026, 11, 11),
    )
    session.add(study_day)
    session.flush()
    kept = holidays_of(session, school)
    assert len(kept) == 16
    assert last_answer_day(date(2026, 11, 10), kept) == date(2026, 11, 18)


@pytest.mark.both_databases
def test_the_holidays_of_many_are_those_of_each(session: Session) -> None:
    load_official(session, read_official(read_table()))
    regions = (None, *HolidayRegion)
    schools = [
        make_organisation(session, name=f"School {region}", holiday_region=region)
        for region in regions
    ]
    session.add(
        SchoolHoliday(
            organisation_id=schools[1].id,
            school_year="2026-2027",
            name="Herfstvakantie",
            first_day=date(2026, 10, 1),
            last_day=date(2026, 10, 9),
        )
    )
    session.flush()
    assert holidays_of_each(session, schools) == {
        school.id: holidays_of(session, school) for school in schools
    }
    assert holidays_of_each(session, []) == {}
    session.commit()


def test_a_partner_keeps_no_school_holidays(session: Session) -> None:
    load_official(session, read_official(read_table()))
    company = make_organisation(session, OrganisationKind.EMPLOYER, holiday_region=None)
    assert holidays_of(session, company) == ()


@pytest.mark.both_databases
def test_filling_in_leaves_what_was_imported_as_it_is(session: Session) -> None:
    late = "noord,{},2026-12-21,2027-01-03,2026-2027"
    moved, named_otherwise = late.format("Kerstvakantie"), late.format("Kerst")
    for line in (moved, named_otherwise):
        session.execute(delete(SchoolHoliday))
        load_official(session, read_official([HEADER, line]))
        for _ in range(2):
            fill_in_official(session, read_official(read_table()))
        school = make_organisation(session)
        winter = [h for h in holidays_of(session, school) if h.covers(date(2026, 12, 28))]
        assert [h.first_day for h in winter] == [date(2026, 12, 21)]
        assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == 45


@pytest.mark.both_databases
def test_filling_in_an_empty_database_is_loading_the_table(session: Session) -> None:
    fill_in_official(session, read_official(read_table()))
    assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == 45


def test_a_schools_own_days_are_no_reason_to_leave_the_regions_out(session: Session) -> None:
    school = make_organisation(session)
    autumn = {"first_day": date(2026, 10, 10), "last_day": date(2026, 10, 18)}
    own = SchoolHoliday(organisation_id=school.id, school_year="2026-2027", name="x", **autumn)
    session.add(own)
    session.flush()
    fill_in_official(session, read_official(read_table()))
    assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == 46


@pytest.mark.both_databases
def test_a_school_that_does_not_know_its_region_is_free_whenever_any_region_is(
    session: Session,
) -> None:
    load_official(session, read_official(read_table()))
    school = make_organisation(session, holiday_region=None)
    kept = holidays_of(session, school)
    # Noord is free from 10 to 18 October, the others from 17 to 25 October.
    autumn = [day for day in (9, 12, 19, 26) if is_school_day(date(2026, 10, day), kept)]
    assert autumn == [9, 26]
    assert last_answer_day(date(2026, 10, 9), kept) == date(2026, 10, 30)
    assert len(kept) == len(set(kept))


def test_its_own_days_of_a_name_stand_for_those_of_every_region(session: Session) -> None:
    load_official(session, read_official(read_table()))
    school = make_organisation(session, holiday_region=None)
    days = {"first_day": date(2026, 10, 17), "last_day": date(2026, 10, 25)}
    session.add(
        SchoolHoliday(
            organisation_id=school.id, school_year="2026-2027", name="Herfstvakantie", **days
        )
    )
    session.flush()
    assert is_school_day(date(2026, 10, 12), holidays_of(session, school))
