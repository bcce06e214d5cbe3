"""Who and what stands around the manager of a school in the tests of these pages."""

from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.models.account import Account
from partnerlink.models.school_holiday import SchoolHoliday
from tests.factories import NOW, make_account


def add_colleague(session: Session, of: Account, **changes: object) -> Account:
    """Add somebody to the organisation of an account."""
    account = make_account(session, of.organisation, **changes)  # type: ignore[arg-type]
    session.commit()
    return account


def add_official(session: Session) -> SchoolHoliday:
    """Add a holiday of the region, in the school year of NOW."""
    official = SchoolHoliday(
        region=HolidayRegion.NOORD,
        school_year="2026-2027",
        name="Voorjaarsvakantie",
        first_day=NOW.date().replace(year=2027, month=2, day=20),
        last_day=NOW.date().replace(year=2027, month=2, day=28),
    )
    session.add(official)
    session.commit()
    return official
