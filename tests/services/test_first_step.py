"""What a first step costs, and how far apart two may be to take it."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NoMatch
from partnerlink.domain.matching import Obstacle
from partnerlink.domain.talk import AskedAs, Side, TalkState
from partnerlink.domain.talk_dates import TalkDates
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.matching import ranked_offers
from partnerlink.services.talks import obstacle_between, require_first_step, start_talk
from tests.factories import NOW, make_offer, make_request, mornings
from tests.factories_talks import Cast, make_talk
from tests.pages import statements

pytestmark = pytest.mark.both_databases


def pair_at(session: Session, *, east: int, north: int) -> tuple[TalkRequest, TalkOffer]:
    """Make a request within 10 km, and an offer some metres away."""
    request, offer = make_request(session, radius_km=10), make_offer(session, radius_km=50)
    school, partner = request.organisation, offer.organisation
    assert school.x is not None
    assert school.y is not None
    partner.x, partner.y = school.x + east, school.y + north
    return request, offer


def test_a_hair_beyond_the_radius_is_too_far_as_it_is_in_the_list(session: Session) -> None:
    request, offer = pair_at(session, east=10_000, north=77)
    assert request.organisation.metres_to(offer.organisation) == 10_001
    assert obstacle_between(request, offer, now=NOW) is Obstacle.DISTANCE
    with pytest.raises(NoMatch):
        require_first_step(session, request, offer, first_step=Side.SCHOOL, now=NOW)
    assert ranked_offers(session, request, now=NOW).total == 0


def test_exactly_on_the_radius_is_near_enough(session: Session) -> None:
    request, offer = pair_at(session, east=10_000, north=0)
    assert obstacle_between(request, offer, now=NOW) is None


def test_without_a_place_the_distance_stands_between_them(session: Session) -> None:
    request, offer = make_request(session), make_offer(session)
    offer.organisation.x = offer.organisation.y = None
    assert obstacle_between(request, offer, now=NOW) is Obstacle.DISTANCE


@pytest.mark.parametrize("number", [1, 2, 4])
def test_the_statements_of_a_first_step_do_not_grow_with_its_dates(
    app: Flask, session: Session, number: int
) -> None:
    request = make_request(session, dates=TalkDates(options=mornings(4)))
    offer = make_offer(session)
    session.flush()
    with statements(app) as sent:
        start_talk(
            session,
            request,
            offer,
            first_step=Side.SCHOOL,
            dates=mornings(number),
            message="",
            now=NOW,
        )
    assert len(sent) == 11


def test_a_first_step_says_for_which_date_it_seeks_a_reserve(session: Session) -> None:
    request = make_request(session, wants_reserve=True)
    planned = make_talk(session, TalkState.PLANNED, cast=Cast(request, make_offer(session)))
    offer = make_offer(session)
    behind = require_first_step(session, request, offer, first_step=Side.SCHOOL, now=NOW)
    assert behind == planned.agreed_date
    talk = start_talk(
        session,
        request,
        offer,
        first_step=Side.SCHOOL,
        dates=mornings(1),
        message="",
        now=NOW,
    )
    assert talk.asked_as is AskedAs.RESERVE


def test_a_first_step_to_come_seeks_no_reserve(session: Session) -> None:
    request, offer = make_request(session, wants_reserve=True), make_offer(session)
    assert require_first_step(session, request, offer, first_step=Side.SCHOOL, now=NOW) is None
