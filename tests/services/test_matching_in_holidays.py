"""A period has no dates in the school's holidays, so nobody is matched on those alone."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.matching import ReasonKind
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import DayPart, HolidayRegion, Slot
from partnerlink.models.organisation import Organisation
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from partnerlink.services.catalogue import own_offers_for, own_requests_for
from partnerlink.services.matching import ranked_offers, ranked_requests
from partnerlink.services.talk_dates import possible_dates
from tests.factories import NOW, TODAY, make_organisation, make_request
from tests.matching_cast import open_offer

MONDAY, FRIDAY = date(2026, 12, 21), date(2027, 1, 1)
IN_HOLIDAYS = TalkDates(period=TalkPeriod(MONDAY, FRIDAY, frozenset({Slot.MON_MORNING})))
LONGER = TalkDates(
    period=TalkPeriod(
        MONDAY, date(2027, 1, 5), frozenset({Slot.MON_MORNING, Slot.WED_MORNING, Slot.FRI_MORNING})
    )
)
"""With one school day: Monday 4 January."""


def add_holiday(session: Session, first: date, last: date, **owner: object) -> None:
    owner = owner or {"region": HolidayRegion.NOORD}
    row = {"name": "Kerstvakantie", "school_year": "2026-2027"}
    session.add(SchoolHoliday(first_day=first, last_day=last, **row, **owner))
    session.flush()


def ask(session: Session, school: Organisation, dates: TalkDates) -> TalkRequest:
    request = make_request(session, school, dates=dates)
    match_index.refresh_request(session, request, today=TODAY)
    return request


@pytest.mark.both_databases
def test_nobody_is_matched_on_days_that_the_school_is_closed(session: Session) -> None:
    add_holiday(session, MONDAY, FRIDAY)
    school = make_organisation(session)
    request, offer = ask(session, school, IN_HOLIDAYS), open_offer(session)
    assert possible_dates(session, request, offer, now=NOW) == ()
    assert ranked_offers(session, request, now=NOW).rows == ()
    assert ranked_requests(session, offer, now=NOW).rows == ()
    assert own_requests_for(session, school, offer, now=NOW) == []
    assert own_offers_for(session, offer.organisation, request, now=NOW) == []
    session.commit()


@pytest.mark.both_databases
def test_only_the_days_that_the_school_is_open_are_a_reason(session: Session) -> None:
    add_holiday(session, MONDAY, FRIDAY)
    school = make_organisation(session)
    request, offer = ask(session, school, LONGER), open_offer(session)
    assert possible_dates(session, request, offer, now=NOW) == (
        TalkDate(date(2027, 1, 4), DayPart.MORNING),
    )
    for row in (
        *ranked_offers(session, request, now=NOW).rows,
        *ranked_requests(session, offer, now=NOW).rows,
    ):
        slots = [r.things for r in row.fit.reasons if r.kind is ReasonKind.SLOTS]
        assert slots == [(Slot.MON_MORNING,)]
    (fitting,) = own_requests_for(session, school, offer, now=NOW)
    assert fitting.thing is request
    session.commit()


@pytest.mark.both_databases
def test_each_school_keeps_its_own_holidays(session: Session) -> None:
    add_holiday(session, MONDAY, FRIDAY)
    closed, open_ = make_organisation(session), make_organisation(session, name="Dalcollege")
    south = make_organisation(session, name="Zuiderlicht", holiday_region=HolidayRegion.ZUID)
    add_holiday(session, date(2026, 12, 28), FRIDAY, organisation_id=open_.id)
    requests = {each.name: ask(session, each, IN_HOLIDAYS) for each in (closed, open_, south)}
    offer = open_offer(session)
    found = {row.thing.id for row in ranked_requests(session, offer, now=NOW).rows}
    assert found == {requests["Dalcollege"].id, requests["Zuiderlicht"].id}
    session.commit()


def test_a_public_holiday_is_no_day_for_a_talk_in_any_region(session: Session) -> None:
    school = make_organisation(session, holiday_region=None)
    easter = date(2027, 3, 29)
    period = TalkPeriod(easter, easter, frozenset({Slot.MON_MORNING}))
    request = ask(session, school, TalkDates(period=period))
    open_offer(session)
    assert ranked_offers(session, request, now=NOW).rows == ()
    session.commit()


def test_a_date_that_the_school_chose_itself_is_matched_in_its_holidays(session: Session) -> None:
    add_holiday(session, MONDAY, FRIDAY)
    dates = TalkDates(options=(TalkDate(MONDAY, DayPart.MORNING),))
    request, offer = ask(session, make_organisation(session), dates), open_offer(session)
    (row,) = ranked_offers(session, request, now=NOW).rows
    assert row.thing.id == offer.id
    session.commit()
