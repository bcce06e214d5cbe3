"""For which date a reserve stands: that of the talk; who cannot come then hears a friendly no."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.talk import FILLED, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import talk_answers, talk_changes
from partnerlink.services.reserves import find_date_behind, find_reserve, find_reserve_date
from partnerlink.services.talk_answers import Outcome
from tests.factories import NOW, make_offer, make_question, make_request, mornings
from tests.factories_talks import Cast, letters, locked, make_talk

MONDAY, TUESDAY, WEDNESDAY = mornings(3)


def wanted(session: Session) -> TalkRequest:
    return make_request(session, wants_reserve=True)


def ask(
    session: Session, request: TalkRequest, *dates: TalkDate, first_step: Side = Side.SCHOOL
) -> Talk:
    return make_question(session, request, dates=dates, first_step=first_step)


def accept(session: Session, talk: Talk, chosen: TalkDate) -> Outcome:
    return talk_answers.accept(session, locked(session, talk), chosen, now=NOW)


@pytest.mark.both_databases
@pytest.mark.parametrize("first_step", Side)
def test_who_was_not_asked_for_the_date_agreed_on_gets_a_friendly_no(
    session: Session, first_step: Side
) -> None:
    request = wanted(session)
    first = ask(session, request, WEDNESDAY)
    second = ask(session, request, TUESDAY, first_step=first_step)
    assert accept(session, first, WEDNESDAY) is Outcome.PLANNED
    assert second.reason == FILLED
    assert letters(session, about=second)[-1] == ("talk_filled", "partner")
    assert accept(session, second, TUESDAY) is Outcome.FILLED
    assert find_reserve(session, request) is None
    assert find_reserve_date(session, request, now=NOW) == WEDNESDAY


@pytest.mark.both_databases
def test_a_reserve_stands_for_the_date_of_the_talk_only(session: Session) -> None:
    request = wanted(session)
    first = ask(session, request, TUESDAY)
    second = ask(session, request, MONDAY, TUESDAY, WEDNESDAY)
    accept(session, first, TUESDAY)
    assert find_date_behind(session, second, now=NOW) == TUESDAY
    assert accept(session, second, MONDAY) is Outcome.RESERVE
    session.expire(second)
    assert second.proposed_dates == (TUESDAY,)


@pytest.mark.both_databases
def test_who_is_elsewhere_on_the_date_agreed_on_gets_a_friendly_no(session: Session) -> None:
    request, busy = wanted(session), make_offer(session)
    first, second = (
        make_talk(session, cast=Cast(request, offer)) for offer in (make_offer(session), busy)
    )
    make_talk(session, TalkState.PLANNED, cast=Cast(make_request(session), busy))
    accept(session, first, MONDAY)
    assert find_date_behind(session, second, now=NOW) is None
    assert accept(session, second, TUESDAY) is Outcome.FILLED
    assert (second.state, second.reason) == (TalkState.WITHDRAWN, FILLED)
    assert find_reserve_date(session, request, now=NOW) == MONDAY


def test_a_school_cannot_keep_an_applicant_for_another_date(session: Session) -> None:
    request = wanted(session)
    accept(session, ask(session, request, WEDNESDAY), WEDNESDAY)
    late = ask(session, request, TUESDAY, first_step=Side.PARTNER)
    with pytest.raises(NotAllowedNow):
        talk_answers.keep_in_reserve(session, locked(session, late), now=NOW)


@pytest.mark.both_databases
def test_the_reserve_is_asked_for_the_date_it_stood_for(session: Session) -> None:
    request = wanted(session)
    first, second = ask(session, request, TUESDAY), ask(session, request, *mornings(3))
    accept(session, first, TUESDAY)
    accept(session, second, TUESDAY)
    talk_changes.cancel(session, locked(session, first), by=Side.PARTNER, reason="Ziek.", now=NOW)
    session.expire_all()
    assert (second.state, second.proposed_dates) == (TalkState.INVITED, (TUESDAY,))
    assert session.scalars(select(Talk).where(Talk.state == TalkState.RESERVE)).all() == []
