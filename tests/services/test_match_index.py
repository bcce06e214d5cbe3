"""The index of the matching follows what is open, verified and located."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.organisation import VerifiedBy
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import DayPart, Level, Precision, Sector, Slot, Venue
from partnerlink.geo.projection import band_of, project
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.search_words import OfferWords, RequestWords
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from tests.factories import (
    NOW,
    TODAY,
    ZWOLLE,
    make_account,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)
from tests.factories_matching import add_planned_talk

THIS_YEAR, NEXT_YEAR = date(2026, 8, 1), date(2027, 8, 1)


def rows(session: Session, table: type[Any]) -> list[Any]:
    return list(session.scalars(select(table).execution_options(populate_existing=True)))


def plan(session: Session, offer: TalkOffer, *, days: int) -> None:
    """Plan a talk of an offer, so many days from today."""
    chosen = TalkDate(TODAY + timedelta(days=days), DayPart.MORNING)
    add_planned_talk(session, offer, chosen, other=make_request(session))


@pytest.mark.both_databases
def test_an_open_offer_has_a_row_for_each_of_its_sectors(session: Session) -> None:
    offer = make_offer(session, sectors=frozenset({Sector.HORECA, Sector.ZORG}))
    match_index.refresh_offer(session, offer, today=TODAY)
    found = rows(session, OfferPoint)
    x, y = (round(metres) for metres in project(52.7792, 6.9061))
    assert sorted(point.sector for point in found) == [3, 6]
    assert {(p.x, p.y, p.band, p.radius) for p in found} == {(x, y, band_of(y), 25_000)}
    assert {p.free_from for p in found} == {THIS_YEAR}
    assert rows(session, OfferWords)[0].words.startswith("van deeg tot brood")
    session.commit()


@pytest.mark.both_databases
def test_a_second_refresh_replaces_the_rows_of_the_first(session: Session) -> None:
    offer = make_offer(session)
    match_index.refresh_offer(session, offer, today=TODAY)
    offer.sectors, offer.subject = frozenset({Sector.ICT}), "Leren programmeren"
    match_index.refresh_offer(session, offer, today=TODAY)
    assert [point.sector for point in rows(session, OfferPoint)] == [2]
    assert "programmeren" in rows(session, OfferWords)[0].words
    session.commit()


def test_a_paused_offer_cannot_be_found(session: Session) -> None:
    offer = make_offer(session)
    match_index.refresh_offer(session, offer, today=TODAY)
    offer.pause()
    match_index.refresh_offer(session, offer, today=TODAY)
    assert not rows(session, OfferPoint)
    assert not rows(session, OfferWords)
    session.commit()


def test_what_belongs_to_nobody_verified_cannot_be_found(session: Session) -> None:
    school = make_organisation(session, is_verified=False)
    match_index.refresh_request(session, make_request(session, school), today=TODAY)
    partner = make_organisation(session, make_offer(session).organisation.kind, is_verified=False)
    match_index.refresh_offer(session, make_offer(session, partner), today=TODAY)
    assert not rows(session, OfferPoint)
    assert not rows(session, RequestPoint)
    session.commit()


def test_what_is_nowhere_cannot_be_found(session: Session) -> None:
    school = make_organisation(session, at=None)
    match_index.refresh_request(session, make_request(session, school), today=TODAY)
    assert not rows(session, RequestPoint)
    session.commit()


def test_the_calendar_of_an_offer_moves_to_the_year_with_room(session: Session) -> None:
    offer = make_offer(session, talks_per_year=2)
    plan(session, offer, days=7)
    match_index.refresh_offer(session, offer, today=TODAY)
    assert rows(session, OfferPoint)[0].free_from == THIS_YEAR
    plan(session, offer, days=14)
    match_index.refresh_offer(session, offer, today=TODAY)
    assert rows(session, OfferPoint)[0].free_from == NEXT_YEAR
    session.commit()


def test_talks_of_another_school_year_take_no_place_in_this_one(session: Session) -> None:
    offer = make_offer(session, talks_per_year=1)
    plan(session, offer, days=300)
    assert match_index.first_free_day(session, offer, today=TODAY) == THIS_YEAR
    session.commit()


@pytest.mark.both_databases
def test_an_open_request_says_when_and_where_it_can_be(session: Session) -> None:
    options = (*mornings(2), TalkDate(TODAY - timedelta(days=1), DayPart.EVENING))
    request = make_request(session, dates=TalkDates(options=options), venue=Venue.EITHER)
    match_index.refresh_request(session, request, today=TODAY)
    (point,) = rows(session, RequestPoint)
    assert point.slots == 0b1001  # Monday morning and Tuesday morning; the evening is past
    assert (point.is_at_school, point.is_online) == (True, True)
    assert point.last_day == options[1].day
    assert "bakkerij" in rows(session, RequestWords)[0].words
    session.commit()


def test_a_request_whose_dates_are_past_cannot_be_found(session: Session) -> None:
    over = TalkPeriod(TODAY - timedelta(days=30), TODAY - timedelta(days=1), frozenset(Slot))
    request = make_request(session, dates=TalkDates(period=over))
    match_index.refresh_request(session, request, today=TODAY)
    assert not rows(session, RequestPoint)
    session.commit()


@pytest.mark.both_databases
def test_everything_of_an_organisation_moves_with_it(session: Session) -> None:
    school = make_organisation(session)
    for _each in range(2):
        match_index.refresh_request(session, make_request(session, school), today=TODAY)
    x, y = (round(metres) for metres in project(*ZWOLLE))
    school.place_at(latitude=ZWOLLE[0], longitude=ZWOLLE[1], x=x, y=y, precision=Precision.ADDRESS)
    match_index.refresh_organisation(session, school, today=TODAY)
    assert [(p.x, p.y) for p in rows(session, RequestPoint)] == [(x, y)] * 2
    session.commit()


def test_a_refused_organisation_disappears_and_comes_back(session: Session) -> None:
    offer = make_offer(session)
    partner = offer.organisation
    match_index.refresh_organisation(session, partner, today=TODAY)
    partner.refuse()
    match_index.refresh_organisation(session, partner, today=TODAY)
    assert not rows(session, OfferPoint)
    partner.verify(VerifiedBy.COORDINATOR)
    match_index.refresh_organisation(session, partner, today=TODAY)
    assert len(rows(session, OfferPoint)) == 1
    session.commit()


def test_a_refresh_leaves_what_was_loaded_usable(session: Session) -> None:
    school = make_organisation(session)
    teacher = make_account(session, school)
    request = TalkRequest.draft(school, contact=teacher, now=NOW)
    request.subject, request.levels = "Werken in de zorg", frozenset({Level.HAVO})
    session.add(request)
    match_index.refresh_request(session, request, today=TODAY)
    assert request.organisation.name == "Veencollege"
    assert request.contact.name == "Anna de Vries"
    session.commit()
