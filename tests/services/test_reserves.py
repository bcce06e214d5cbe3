"""The reserve: asked for after the first yes, asked to come, and no longer needed."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import DateNotOffered, NotOpen
from partnerlink.domain.talk import AskedAs, RequestState, Side, TalkState
from partnerlink.models.match_point import RequestPoint
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import talk_after, talk_answers, talk_changes
from partnerlink.services.candidates import judged_offers
from partnerlink.services.match_index import refresh_offer
from partnerlink.services.reserves import find_reserve_date
from partnerlink.services.talk_answers import Outcome
from partnerlink.services.talks import start_talk
from tests.factories import NOW, TODAY, make_offer, make_request, mornings
from tests.factories_talks import (
    AFTER_THE_TALK,
    ONE_GROUP,
    Cast,
    letters,
    locked,
    make_talk,
)

AGREED = mornings(1)[0]


def planned(session: Session, *, wants_reserve: bool = True) -> Talk:
    request = make_request(session, wants_reserve=wants_reserve)
    return make_talk(session, TalkState.PLANNED, cast=Cast(request, make_offer(session)))


def ask_for_reserve(session: Session, request: TalkRequest) -> Talk:
    return start_talk(
        session,
        request,
        make_offer(session),
        first_step=Side.SCHOOL,
        dates=[AGREED],
        message="",
        now=NOW,
    )


def drop_out(session: Session, talk: Talk) -> None:
    talk_changes.cancel(
        session, locked(session, talk), by=Side.PARTNER, reason="Ik ben ziek.", now=NOW
    )


@pytest.mark.both_databases
def test_a_school_may_ask_a_reserve_after_the_first_yes(session: Session) -> None:
    request = planned(session).request
    assert find_reserve_date(session, request, now=NOW) == AGREED
    talk = ask_for_reserve(session, request)
    assert (talk.state, talk.asked_as) == (TalkState.INVITED, AskedAs.RESERVE)
    assert letters(session, about=talk) == [("talk_reserve_wanted", "partner")]
    assert talk_answers.accept(session, locked(session, talk), AGREED, now=NOW) is Outcome.RESERVE
    assert (talk.state, request.state) == (TalkState.RESERVE, RequestState.PLANNED)
    assert find_reserve_date(session, request, now=NOW) is None
    with pytest.raises(NotOpen):
        ask_for_reserve(session, request)


def test_a_school_that_wants_no_reserve_asks_nobody_else(session: Session) -> None:
    request = planned(session, wants_reserve=False).request
    with pytest.raises(NotOpen):
        ask_for_reserve(session, request)


def test_a_speaker_does_not_apply_to_a_request_that_has_one(session: Session) -> None:
    request = planned(session).request
    with pytest.raises(NotOpen):
        start_talk(
            session,
            request,
            make_offer(session),
            first_step=Side.PARTNER,
            dates=[AGREED],
            message="",
            now=NOW,
        )


def test_a_reserve_is_asked_for_the_date_agreed_on_only(session: Session) -> None:
    request = planned(session).request
    with pytest.raises(DateNotOffered):
        start_talk(
            session,
            request,
            make_offer(session),
            first_step=Side.SCHOOL,
            dates=mornings(2),
            message="",
            now=NOW,
        )


def test_a_talk_that_has_begun_needs_no_reserve(session: Session) -> None:
    request = planned(session).request
    assert find_reserve_date(session, request, now=AFTER_THE_TALK) is None


@pytest.mark.both_databases
def test_the_ranking_of_a_reserve_holds_who_can_come_on_that_date(session: Session) -> None:
    request = planned(session).request
    free, busy = make_offer(session), make_offer(session)
    make_talk(session, TalkState.PLANNED, cast=Cast(make_request(session), busy))
    for offer in (free, busy):
        refresh_offer(session, offer, today=TODAY)
    assert [each.number for each in judged_offers(session, request, now=NOW)] == [free.id]


@pytest.mark.both_databases
def test_while_the_reserve_thinks_the_request_seeks_and_others_may_come(session: Session) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    request = reserve.request
    talk = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED)).one()
    drop_out(session, talk)
    assert (reserve.state, reserve.asked_as) == (TalkState.INVITED, AskedAs.STAND_IN)
    assert request.state is RequestState.OPEN
    assert session.scalars(select(RequestPoint)).all()
    other = make_talk(session, cast=Cast(request, make_offer(session)))
    talk_answers.accept(session, locked(session, other), AGREED, now=NOW)
    assert (other.state, request.state) == (TalkState.PLANNED, RequestState.PLANNED)
    late = talk_answers.accept(session, locked(session, reserve), AGREED, now=NOW)
    assert (late, reserve.state) == (Outcome.RESERVE, TalkState.RESERVE)


def test_the_reserve_who_comes_is_planned(session: Session) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    talk = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED)).one()
    drop_out(session, talk)
    talk_answers.accept(session, locked(session, reserve), AGREED, now=NOW)
    assert (reserve.state, reserve.agreed_date) == (TalkState.PLANNED, AGREED)
    assert reserve.request.state is RequestState.PLANNED


@pytest.mark.both_databases
def test_who_was_asked_to_stand_ready_is_asked_to_come_when_the_speaker_drops_out(
    session: Session,
) -> None:
    talk = planned(session)
    asked = ask_for_reserve(session, talk.request)
    drop_out(session, talk)
    assert asked.asked_as is AskedAs.SPEAKER
    assert letters(session, about=asked)[-1] == ("talk_invited", "partner")
    talk_answers.accept(session, locked(session, asked), AGREED, now=NOW)
    assert asked.state is TalkState.PLANNED


def test_a_talk_that_was_held_ends_the_question_for_a_reserve(session: Session) -> None:
    talk = planned(session)
    asked = ask_for_reserve(session, talk.request)
    talk_after.record_held(session, locked(session, talk), ONE_GROUP, now=AFTER_THE_TALK)
    assert asked.state is TalkState.WITHDRAWN
    assert letters(session, about=asked)[-1] == ("talk_filled", "partner")
