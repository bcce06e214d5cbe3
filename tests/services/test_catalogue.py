"""Looking around: what is open nearby, and which of one's own things go with it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import (
    Level,
    OrganisationKind,
    Sector,
    Slot,
    TalkLanguage,
    Venue,
)
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.services import match_index
from partnerlink.services.catalogue import (
    Wanted,
    find_open_offer,
    find_open_request,
    offers_near,
    own_offers_for,
    own_requests_for,
    requests_near,
)
from tests.factories import NOW, TODAY, ZWOLLE, make_offer, make_organisation, make_request
from tests.factories_matching import place


def offer_at(session: Session, north: int, **changes: object) -> TalkOffer:
    partner = make_organisation(session, OrganisationKind.EMPLOYER)
    place(partner, east=0, north=north)
    offer = make_offer(session, partner, **changes)
    match_index.refresh_offer(session, offer, today=TODAY)
    return offer


@pytest.mark.both_databases
def test_a_school_sees_who_would_come_nearest_first(session: Session) -> None:
    school = make_organisation(session)
    far, near = offer_at(session, 20_000), offer_at(session, 3_000)
    offer_at(session, 20_000, radius_km=10)
    found = offers_near(session, school, Wanted(), now=NOW)
    assert [row.thing.id for row in found.rows] == [near.id, far.id]
    assert found.total == 2
    session.commit()


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(sectors=frozenset({Sector.ICT})),
        Wanted(levels=frozenset({Level.VWO})),
        Wanted(slots=frozenset({Slot.FRI_EVENING})),
        Wanted(languages=frozenset({TalkLanguage.TR})),
        Wanted(kilometres=5),
        Wanted(venue=Venue.ONLINE),
        Wanted(terms=("vissen",)),
    ],
)
def test_every_filter_leaves_out_what_it_should(session: Session, wanted: Wanted) -> None:
    school = make_organisation(session)
    offer_at(session, 20_000)
    wished = offer_at(
        session,
        2_000,
        sectors=frozenset({Sector.ICT}),
        levels=frozenset({Level.VWO}),
        slots=frozenset({Slot.FRI_EVENING}),
        languages=frozenset({TalkLanguage.TR}),
        is_online_possible=True,
        subject="Vissen in een netwerk",
    )
    found = offers_near(session, school, wanted, now=NOW)
    assert [row.thing.id for row in found.rows] == [wished.id]
    session.commit()


@pytest.mark.both_databases
def test_a_partner_sees_the_open_requests_around(session: Session) -> None:
    partner = make_organisation(session, OrganisationKind.EMPLOYER)
    request = make_request(session)
    match_index.refresh_request(session, request, today=TODAY)
    assert [row.thing for row in requests_near(session, partner, Wanted(), now=NOW).rows] == [
        request
    ]
    far = make_organisation(session, OrganisationKind.EMPLOYER, at=ZWOLLE)
    assert requests_near(session, far, Wanted(), now=NOW).total == 0
    later = NOW + timedelta(days=60)
    assert requests_near(session, partner, Wanted(), now=later).total == 0
    session.commit()


def test_who_is_nowhere_sees_nothing(session: Session) -> None:
    offer_at(session, 0)
    lost = make_organisation(session, at=None)
    assert offers_near(session, lost, Wanted(), now=NOW).total == 0
    session.commit()


def test_only_what_is_open_and_verified_can_be_looked_at(session: Session) -> None:
    offer, request = make_offer(session), make_request(session)
    assert find_open_offer(session, offer.id) is offer
    assert find_open_request(session, request.id, now=NOW) is request
    offer.pause()
    assert find_open_offer(session, offer.id) is None
    assert find_open_request(session, request.id, now=NOW + timedelta(days=60)) is None
    request.organisation.refuse()
    assert find_open_request(session, request.id, now=NOW) is None
    assert find_open_offer(session, 999) is None
    session.commit()


@pytest.mark.both_databases
def test_only_ones_own_things_that_fit_are_offered_as_a_choice(session: Session) -> None:
    school = make_organisation(session)
    offer = offer_at(session, 1_000)
    fitting = make_request(session, school)
    make_request(session, school, sectors=frozenset({Sector.BOUW}))
    make_request(session)
    chosen = own_requests_for(session, school, offer, now=NOW)
    assert [own.thing for own in chosen] == [fitting]
    make_offer(session, offer.organisation, levels=frozenset({Level.VWO}))
    own_offers = own_offers_for(session, offer.organisation, fitting, now=NOW)
    assert [own.thing for own in own_offers] == [offer]
    session.commit()
