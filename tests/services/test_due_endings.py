"""What ends by itself: at a full offer, behind a talk that is over, or once it has begun."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Ending, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate, TalkDates
from partnerlink.domain.vocabulary import DayPart
from partnerlink.services.tick import tick
from tests.factories import NOW, TODAY, make_offer, make_question, make_request, mornings
from tests.factories_talks import Cast, letters, make_talk

pytestmark = pytest.mark.both_databases
SOON = NOW + timedelta(minutes=1)


def after(session: Session, now: datetime) -> Counter[str]:
    session.commit()
    done = tick(now)
    session.expire_all()
    return done


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00")


@pytest.mark.parametrize(
    ("state", "ends", "told"),
    [
        (TalkState.INVITED, TalkState.DECLINED, ["school"]),
        (TalkState.APPLIED, TalkState.WITHDRAWN, ["school", "partner"]),
        (TalkState.RESERVE, TalkState.WITHDRAWN, ["school"]),
    ],
)
def test_a_question_at_an_offer_that_is_full_ends_kindly(
    session: Session, state: TalkState, ends: TalkState, told: list[str]
) -> None:
    offer = make_offer(session, talks_per_year=1)
    request = make_request(session, wants_reserve=True, dates=TalkDates(options=mornings(2)))
    talk = make_talk(session, state, cast=Cast(request, offer))
    make_talk(
        session,
        TalkState.PLANNED,
        cast=Cast(make_request(session), offer),
    )
    before = len(letters(session))
    assert after(session, SOON) == Counter(full=1)
    assert (talk.state, talk.reason) == (ends, Ending.FULL)
    assert letters(session)[before:] == [("talk_speaker_full", side) for side in told]
    assert after(session, SOON) == Counter()


def test_a_question_for_next_school_year_waits_at_an_offer_that_is_full(session: Session) -> None:
    offer = make_offer(session, talks_per_year=1)
    dates = TalkDates(options=(*mornings(1, weeks=5), *mornings(1, weeks=44)))
    talk = make_question(session, make_request(session, dates=dates), offer)
    make_talk(session, TalkState.PLANNED, cast=Cast(make_request(session), offer))
    assert after(session, SOON) == Counter()
    assert talk.state is TalkState.INVITED


def test_an_offer_with_a_place_left_keeps_its_questions(session: Session) -> None:
    offer = make_offer(session, talks_per_year=2)
    for state in (TalkState.INVITED, TalkState.PLANNED):
        make_talk(session, state, cast=Cast(make_request(session), offer))
    assert after(session, SOON) == Counter()


@pytest.mark.both_databases
def test_the_talks_of_other_offers_fill_no_offer(session: Session) -> None:
    offer = make_offer(session, talks_per_year=1)
    talk = make_talk(session, cast=Cast(make_request(session), offer))
    for _ in range(2):
        make_talk(session, TalkState.PLANNED)
    assert after(session, SOON) == Counter()
    assert talk.state is TalkState.INVITED


def test_a_question_expires_when_its_last_date_is_over(session: Session) -> None:
    soon = TalkDate(TODAY, DayPart.AFTERNOON)
    request = make_request(session, dates=TalkDates(options=(soon, *mornings(1))))
    talk = make_question(session, request, dates=[soon], answer_by=TODAY)
    assert after(session, at("2026-11-10T16:59")) == Counter()
    assert after(session, at("2026-11-10T17:00")) == Counter(expired=1)
    assert talk.state is TalkState.EXPIRED


def test_a_reserve_is_thanked_when_the_day_of_the_talk_is_over(session: Session) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    assert "released" not in after(session, at("2026-12-07T23:59"))
    assert after(session, at("2026-12-08T00:30"))["released"] == 1
    assert (reserve.state, reserve.reason) == (TalkState.WITHDRAWN, Ending.NOT_NEEDED)
    assert letters(session, about=reserve)[-1] == ("talk_reserve_released", "partner")


def test_the_outcome_is_asked_once_more_after_five_school_days(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk.ask_reconfirmation(NOW)
    assert after(session, at("2026-12-08T07:00")) == Counter(outcome_asked=1)
    assert after(session, at("2026-12-14T07:00")) == Counter()
    assert after(session, at("2026-12-15T07:00")) == Counter(outcome_asked_again=1)
    assert after(session, at("2027-01-15T07:00")) == Counter()
    assert letters(session)[-2:] == [("talk_outcome", str(Side.SCHOOL))] * 2
