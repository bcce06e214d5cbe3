"""The ranked lists, in both directions, against brute force and rule by rule."""

from datetime import timedelta

import pytest
from geopy.distance import geodesic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from partnerlink.domain.matching import ReasonKind, load, rank_key
from partnerlink.domain.talk import TalkState
from partnerlink.domain.talk_dates import TalkDate, TalkDates
from partnerlink.domain.vocabulary import (
    DayPart,
    OrganisationKind,
    Venue,
)
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import candidates, match_index
from partnerlink.services.candidates import asked_by, given_by
from partnerlink.services.judging import judge
from partnerlink.services.matching import ranked_offers, ranked_requests
from tests.factories import (
    COEVORDEN,
    EMMEN,
    NOW,
    TODAY,
    ZWOLLE,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)
from tests.factories_matching import (
    Partner,
    add_other_request,
    add_partner,
    add_planned_talk,
    partners,
    wishes,
)
from tests.matching_cast import ask, open_offer, open_request


def order_for(session: Session, request: TalkRequest) -> list[int]:
    return [row.thing.id for row in ranked_offers(session, request, now=NOW).rows]


def schools_for(session: Session, offer: TalkOffer) -> list[int]:
    return [row.thing.id for row in ranked_requests(session, offer, now=NOW).rows]


@pytest.mark.both_databases
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=st.lists(partners(), max_size=8), wish=wishes(), most=st.sampled_from((2, 100)))
def test_the_ranked_list_is_what_judging_every_offer_gives(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    drawn: list[Partner],
    wish: dict[str, object],
    most: int,
) -> None:
    monkeypatch.setattr(candidates, "CANDIDATES", most)
    with session.begin_nested() as kept:
        other = add_other_request(session)
        request = make_request(session, **wish)  # type: ignore[arg-type]
        asked = asked_by(session, request, now=NOW)
        passed = []
        for offer in [add_partner(session, one, other=other) for one in drawn]:
            metres = request.organisation.metres_to(offer.organisation)
            given_now = given_by(session, offer, today=TODAY)
            assert metres is not None
            found = judge(asked, given_now, metres, today=TODAY)
            if found is not None:
                pressure = load(given_now.agenda.asked, talks_per_year=offer.talks_per_year)
                passed.append((metres, offer.id, found.fit.tier, pressure))
        expected = sorted(
            rank_key(tier=tier, metres=metres, pressure=pressure, number=number)
            for metres, number, tier, pressure in sorted(passed)[:most]
        )
        assert order_for(session, request) == [key[-1] for key in expected]
        kept.rollback()


@pytest.mark.both_databases
def test_a_speaker_who_is_elsewhere_on_every_date_falls_out(session: Session) -> None:
    other = add_other_request(session)
    dates = mornings(2)
    request = make_request(session, dates=TalkDates(options=dates))
    offer = open_offer(session)
    add_planned_talk(session, offer, dates[0], other=other)
    (row,) = ranked_offers(session, request, now=NOW).rows
    (slots,) = [r.things for r in row.fit.reasons if r.kind is ReasonKind.SLOTS]
    assert slots == (dates[1].slot,)
    add_planned_talk(session, offer, dates[1], other=other)
    assert order_for(session, request) == []
    session.commit()


def test_those_who_fall_out_are_replaced_by_the_next_nearest(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "CANDIDATES", 2)
    other = add_other_request(session)
    dates = mornings(1)
    request = make_request(session, dates=TalkDates(options=dates))
    offers = [open_offer(session, north=place * 3_000) for place in range(6)]
    for offer in offers[:4]:
        add_planned_talk(session, offer, dates[0], other=other)
    assert order_for(session, request) == [offers[4].id, offers[5].id]
    session.commit()


@pytest.mark.both_databases
def test_a_full_offer_falls_out_until_the_next_school_year(session: Session) -> None:
    other = add_other_request(session)
    offer = open_offer(session, talks_per_year=1)
    add_planned_talk(session, offer, mornings(1, weeks=2)[0], other=other)
    match_index.refresh_offer(session, offer, today=TODAY)
    now = make_request(session)
    later = make_request(session, dates=TalkDates(options=mornings(2, weeks=48)))
    assert order_for(session, now) == []
    assert order_for(session, later) == [offer.id]
    session.commit()


@pytest.mark.both_databases
def test_a_pair_that_has_a_talk_shows_how_it_stands(session: Session) -> None:
    request, offer = open_request(session, north=0), open_offer(session)
    talk = ask(session, request, offer)
    other = open_offer(session, north=3_000)
    rows = ranked_offers(session, request, now=NOW).rows
    states = {row.thing.id: row.talk and (row.talk.number, row.talk.state) for row in rows}
    assert states == {offer.id: (talk.id, TalkState.INVITED), other.id: None}
    (seen,) = ranked_requests(session, offer, now=NOW).rows
    assert seen.talk is not None
    assert seen.talk.number == talk.id
    session.commit()


def test_the_distance_shown_is_the_geodesic(session: Session) -> None:
    request = make_request(session)
    partner = make_organisation(session, OrganisationKind.EMPLOYER, at=COEVORDEN)
    offer = make_offer(session, partner)
    match_index.refresh_offer(session, offer, today=TODAY)
    (row,) = ranked_offers(session, request, now=NOW).rows
    assert row.kilometres == geodesic(EMMEN, COEVORDEN).kilometers
    session.commit()


def test_online_skips_the_radius_only_where_both_allow_it(session: Session) -> None:
    partner = make_organisation(session, OrganisationKind.EMPLOYER, at=ZWOLLE)
    offer = make_offer(session, partner, is_online_possible=True)
    match_index.refresh_offer(session, offer, today=TODAY)
    assert order_for(session, make_request(session)) == []
    (row,) = ranked_offers(session, make_request(session, venue=Venue.EITHER), now=NOW).rows
    assert row.is_online
    assert ReasonKind.ONLINE in {reason.kind for reason in row.fit.reasons}
    session.commit()


def test_a_list_comes_in_stretches(session: Session) -> None:
    request = make_request(session)
    offers = [open_offer(session, north=place * 100) for place in range(7)]
    whole = order_for(session, request)
    part = ranked_offers(session, request, now=NOW, limit=3, first=3)
    assert [row.thing.id for row in part.rows] == whole[3:6]
    assert part.total == len(offers)
    assert not part.is_cut_off
    session.commit()


def test_a_draft_without_dates_or_place_has_no_list(session: Session) -> None:
    open_offer(session)
    empty = make_request(session)
    empty.set_dates(TalkDates())
    nowhere = make_request(session, make_organisation(session, at=None))
    weekend = TalkDates(options=(TalkDate(TODAY + timedelta(days=4), DayPart.MORNING),))
    for request in (empty, nowhere, make_request(session, dates=weekend)):
        session.flush()
        assert ranked_offers(session, request, now=NOW).total == 0
    session.commit()
