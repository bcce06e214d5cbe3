"""What comes before what in a ranked list: fit, distance, fairness."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.matching import ReasonKind, Tier
from partnerlink.domain.scores import ScoreKind
from partnerlink.domain.vocabulary import (
    Competence,
    Sector,
)
from partnerlink.models.score import Score
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_facts, match_index
from partnerlink.services.matching import ranked_offers, ranked_requests
from tests.factories import (
    NOW,
    TODAY,
    make_request,
)
from tests.factories_evenings import make_evening
from tests.factories_matching import (
    add_other_request,
)
from tests.matching_cast import add_encounter, ask, open_offer, open_request


def order_for(session: Session, request: TalkRequest) -> list[int]:
    return [row.thing.id for row in ranked_offers(session, request, now=NOW).rows]


def schools_for(session: Session, offer: TalkOffer) -> list[int]:
    return [row.thing.id for row in ranked_requests(session, offer, now=NOW).rows]


def test_the_list_is_the_same_whatever_the_order_of_the_rows(session: Session) -> None:
    request = make_request(session)
    offers = [open_offer(session, north=(place * 37 % 11) * 900) for place in range(11)]
    before = order_for(session, request)
    for offer in reversed(offers):
        match_index.refresh_offer(session, offer, today=TODAY)
    assert order_for(session, request) == before
    assert len(before) == 11
    session.commit()


def test_a_better_fit_comes_before_a_nearer_one_of_the_hundred(session: Session) -> None:
    request = make_request(session, sectors=frozenset({Sector.HORECA, Sector.ZORG}))
    near = open_offer(session, north=500)
    far = open_offer(session, north=9_000, sectors=frozenset({Sector.HORECA, Sector.ZORG}))
    rows = ranked_offers(session, request, now=NOW).rows
    assert [(row.thing.id, row.fit.tier) for row in rows] == [
        (far.id, Tier.VERY_WELL),
        (near.id, Tier.WELL),
    ]
    session.commit()


def test_a_perfect_fit_far_away_does_not_pass_a_good_one_near_by(session: Session) -> None:
    request = make_request(session, sectors=frozenset({Sector.HORECA, Sector.ZORG}))
    near = open_offer(session, north=500)
    far = open_offer(session, north=16_000, sectors=frozenset({Sector.HORECA, Sector.ZORG}))
    assert order_for(session, request) == [near.id, far.id]
    session.commit()


def test_of_two_that_fit_as_well_the_nearer_band_comes_first(session: Session) -> None:
    request = make_request(session)
    far, near = open_offer(session, north=2_600), open_offer(session, north=2_400)
    assert order_for(session, request) == [near.id, far.id]
    session.commit()


def test_a_partner_that_is_asked_often_sinks_within_its_band(session: Session) -> None:
    request, other = make_request(session), add_other_request(session)
    busy, quiet = open_offer(session, north=100), open_offer(session, north=2_000)
    ask(session, other, busy)
    rows = ranked_offers(session, request, now=NOW).rows
    assert [row.thing.id for row in rows] == [quiet.id, busy.id]
    kinds = [{reason.kind for reason in row.fit.reasons} for row in rows]
    assert [ReasonKind.SELDOM_ASKED in each for each in kinds] == [True, False]
    session.commit()


def test_questions_of_last_school_year_do_not_count(session: Session) -> None:
    request, other = make_request(session), add_other_request(session)
    offer = open_offer(session)
    talk = ask(session, other, offer)
    talk.asked_at = NOW - timedelta(days=200)
    session.flush()
    (row,) = ranked_offers(session, request, now=NOW).rows
    assert ReasonKind.SELDOM_ASKED in {reason.kind for reason in row.fit.reasons}
    session.commit()


@pytest.mark.both_databases
def test_schools_that_had_less_rise_within_their_band(session: Session) -> None:
    offer = open_offer(session, north=0)
    had = open_request(session, north=100, code="01AB00")
    none = open_request(session, north=2_000, code="01AB01")
    add_encounter(session, had.organisation)
    rows = ranked_requests(session, offer, now=NOW).rows
    assert [row.thing.id for row in rows] == [none.id, had.id]
    kinds = [{reason.kind for reason in row.fit.reasons} for row in rows]
    assert [ReasonKind.NO_TALK_YET in each for each in kinds] == [True, False]
    session.commit()


@pytest.mark.both_databases
def test_an_evening_at_school_takes_nobody_s_turn(session: Session) -> None:
    offer = open_offer(session, north=0)
    had_evening = open_request(session, north=100, code="01AB00")
    had_talk = open_request(session, north=100, code="01AB01")
    evening = make_evening(session, had_evening.organisation)
    add_encounter(session, had_evening.organisation, evening_id=evening.id, pupils=300)
    add_encounter(session, had_talk.organisation)
    rows = ranked_requests(session, offer, now=NOW).rows
    assert [row.thing.id for row in rows] == [had_evening.id, had_talk.id]
    kinds = [{reason.kind for reason in row.fit.reasons} for row in rows]
    assert [ReasonKind.NO_TALK_YET in each for each in kinds] == [True, False]
    numbers = [had_evening.organisation_id, had_talk.organisation_id]
    records = match_facts.school_records(session, numbers, today=NOW.date())
    assert [records[each].encounters for each in numbers] == [0, 1]
    assert records[numbers[0]].served == frozenset()
    session.commit()


def test_of_schools_that_had_as_little_the_most_disadvantaged_rises(session: Session) -> None:
    offer = open_offer(session, north=0)
    codes = {"01AB00": 0.1, "01AB01": None, "01AB02": 0.9}
    requests = {
        code: open_request(session, north=100 * (place + 1), code=code).id
        for place, code in enumerate(codes)
    }
    for code, percentile in codes.items():
        if percentile is not None:
            score = Score(
                code=code,
                kind=ScoreKind.VO,
                score=100.0,
                pupils=500,
                percentile=percentile,
                source="CBS",
                reference_date=TODAY,
            )
            session.add(score)
    session.flush()
    assert schools_for(session, offer) == [
        requests[code] for code in ("01AB02", "01AB01", "01AB00")
    ]
    session.commit()


def test_a_competence_the_school_had_already_is_no_gap(session: Session) -> None:
    offer = open_offer(session, north=0)
    request = open_request(session, competences=frozenset({Competence.WERK, Competence.NETWERKEN}))
    add_encounter(session, request.organisation)
    add_encounter(
        session,
        request.organisation,
        day=TODAY - timedelta(days=400),
        competences=frozenset({Competence.NETWERKEN}),
    )
    (row,) = ranked_requests(session, offer, now=NOW).rows
    (gap,) = [r.things for r in row.fit.reasons if r.kind is ReasonKind.GAP]
    assert gap == (Competence.NETWERKEN,)
    session.commit()
