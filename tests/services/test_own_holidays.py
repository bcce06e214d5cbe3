"""A school's own days off, instead of its region's or beside them."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.school_days import Holiday
from partnerlink.domain.school_year import SchoolYear
from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.services.holidays import holidays_of
from partnerlink.services.own_holidays import (
    MOST_OWN_HOLIDAYS,
    TooFewSchoolDays,
    TooManyHolidays,
    find_own,
    keep_free,
    keep_instead,
    kept_in,
)
from tests.factories import make_organisation

YEAR = SchoolYear(2026)
MAY = Holiday(date(2027, 4, 24), date(2027, 5, 2), "Meivakantie")
LONG_MAY = Holiday(date(2027, 4, 24), date(2027, 5, 9), "Meivakantie")
STUDY_DAY = Holiday(date(2026, 11, 20), date(2026, 11, 20), "Studiedag")


def make_official(session: Session, days: Holiday = MAY) -> SchoolHoliday:
    official = SchoolHoliday(
        region=HolidayRegion.NOORD,
        school_year=YEAR.label,
        name=days.name,
        first_day=days.first_day,
        last_day=days.last_day,
    )
    session.add(official)
    session.flush()
    return official


@pytest.mark.both_databases
def test_own_days_stand_for_those_of_the_region(session: Session) -> None:
    school, other = make_organisation(session), make_organisation(session)
    official = make_official(session)
    keep_instead(session, school, official, days=LONG_MAY)
    assert holidays_of(session, school) == (LONG_MAY,)
    assert holidays_of(session, other) == (MAY,)
    kept = kept_in(session, school, YEAR)
    assert [(one.name, one.kept, one.official) for one in kept] == [
        ("Meivakantie", LONG_MAY, official)
    ]


@pytest.mark.both_databases
def test_saying_it_again_moves_the_days(session: Session) -> None:
    school, official = make_organisation(session), make_official(session)
    keep_instead(session, school, official, days=LONG_MAY)
    keep_instead(session, school, official, days=MAY)
    own = find_own(session, school, official)
    assert own is not None
    assert own.value == MAY
    session.delete(own)
    session.flush()
    assert find_own(session, school, official) is None
    assert holidays_of(session, school) == (MAY,)


def test_free_days_stand_beside_those_of_the_region_in_order_of_date(session: Session) -> None:
    school = make_organisation(session)
    make_official(session)
    keep_free(session, school, STUDY_DAY)
    assert [one.kept for one in kept_in(session, school, YEAR)] == [STUDY_DAY, MAY]
    assert kept_in(session, school, SchoolYear(2027)) == []


def test_a_school_without_a_holiday_region_lists_only_its_own(session: Session) -> None:
    school = make_organisation(session, holiday_region=None)
    make_official(session)
    keep_free(session, school, STUDY_DAY)
    assert [one.kept for one in kept_in(session, school, YEAR)] == [STUDY_DAY]


def test_a_school_keeps_no_more_than_twenty_of_its_own_in_a_year(session: Session) -> None:
    school = make_organisation(session)
    for number in range(MOST_OWN_HOLIDAYS):
        days = Holiday(STUDY_DAY.first_day, STUDY_DAY.last_day, f"Studiedag {number}")
        keep_free(session, school, days)
    with pytest.raises(TooManyHolidays):
        keep_free(session, school, STUDY_DAY)
    keep_free(session, school, Holiday(date(2027, 9, 1), date(2027, 9, 1), "Studiedag"))


AUTUMN_AND_WINTER = (
    Holiday(date(2026, 9, 1), date(2026, 10, 28), "Verbouwing"),
    Holiday(date(2026, 11, 1), date(2026, 12, 28), "Verhuizing"),
    Holiday(date(2027, 1, 1), date(2027, 2, 28), "Opening"),
)


@pytest.mark.parametrize(
    "last_straw",
    [
        Holiday(date(2027, 3, 1), date(2027, 4, 28), "Lente"),
        Holiday(date(2026, 7, 15), date(2026, 9, 10), "Zomer die in het schooljaar ervoor begint"),
    ],
)
def test_a_school_year_cannot_be_filled_with_days_off(
    session: Session, last_straw: Holiday
) -> None:
    school = make_organisation(session)
    keep_free(session, school, Holiday(date(2027, 3, 1), date(2027, 3, 12), "Projectweek"))
    for days in AUTUMN_AND_WINTER:
        keep_free(session, school, days)
    with pytest.raises(TooFewSchoolDays):
        keep_free(session, school, last_straw)
