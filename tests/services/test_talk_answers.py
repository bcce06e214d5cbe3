"""Yes, no and never mind: what each answer does to the talk, the request and the others."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import (
    AtCapacity,
    DateNotOffered,
    DatePast,
    NotAllowedNow,
    NotOpen,
    NotVerified,
    Refusal,
    SpeakerBusy,
)
from partnerlink.domain.talk import FILLED, RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import Venue
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.talk import Talk
from partnerlink.services import talk_answers
from partnerlink.services.match_index import refresh_offer, refresh_request
from partnerlink.services.talk_answers import Outcome
from tests.factories import NOW, TODAY, make_offer, make_question, make_request, mornings
from tests.factories_talks import Cast, letters, locked, make_talk

FIRST = mornings(1)[0]


def accept(session: Session, talk: Talk, chosen: TalkDate | None = FIRST) -> Outcome:
    return talk_answers.accept(session, locked(session, talk), chosen, now=NOW)


def told(session: Session, talk: Talk) -> set[tuple[str, str]]:
    """Return the letters about a talk after the first question."""
    return set(letters(session, about=talk)[1:])


@pytest.mark.both_databases
@pytest.mark.parametrize("first_step", [TalkState.INVITED, TalkState.APPLIED])
def test_a_yes_fixes_the_date_and_tells_both(session: Session, first_step: TalkState) -> None:
    talk = make_talk(session, first_step)
    assert accept(session, talk, mornings(2)[1]) is Outcome.PLANNED
    assert (talk.state, talk.agreed_date) == (TalkState.PLANNED, mornings(2)[1])
    assert talk.request.state is RequestState.PLANNED
    assert talk.starts_at == datetime.fromisoformat("2026-12-08T08:00+01:00")
    assert talk.ends_at == datetime.fromisoformat("2026-12-08T12:00+01:00")
    assert talk.lacks_time
    assert talk.venue is Venue.AT_SCHOOL
    assert told(session, talk) == {("talk_planned", "school"), ("talk_planned", "partner")}


@pytest.mark.both_databases
def test_a_planned_request_is_not_found_any_more(session: Session) -> None:
    talk = make_talk(session)
    refresh_request(session, talk.request, today=TODAY)
    refresh_offer(session, talk.offer, today=TODAY)
    assert session.scalars(select(RequestPoint)).all()
    accept(session, talk)
    assert session.scalars(select(RequestPoint)).all() == []
    assert session.scalars(select(OfferPoint)).all()


def test_a_speaker_who_gave_the_last_talk_of_the_year_is_free_from_the_next(
    session: Session,
) -> None:
    talk = make_talk(
        session, cast=Cast(make_request(session), make_offer(session, talks_per_year=1))
    )
    accept(session, talk)
    assert session.scalars(select(OfferPoint.free_from)).all() == [date(2027, 8, 1)]


def test_a_date_that_was_not_proposed_is_refused(session: Session) -> None:
    talk = make_talk(session)
    for chosen in (mornings(3)[2], None):
        with pytest.raises(DateNotOffered):
            accept(session, talk, chosen)
    assert talk.state is TalkState.INVITED


def test_a_date_that_has_gone_by_is_refused(session: Session) -> None:
    talk = make_talk(session)
    with pytest.raises(DatePast):
        talk_answers.accept(session, locked(session, talk), FIRST, now=NOW + timedelta(weeks=5))


def unverify(side: Side) -> Callable[[Talk], None]:
    return lambda talk: talk.organisation_at(side).refuse()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (unverify(Side.PARTNER), NotVerified),
        (unverify(Side.SCHOOL), NotOpen),
        (lambda talk: talk.request.close(), NotOpen),
        (lambda talk: talk.offer.close(), NotOpen),
    ],
)
def test_a_yes_to_what_has_ended_is_refused(
    session: Session, change: Callable[[Talk], None], refusal: type[Refusal]
) -> None:
    talk = make_talk(session)
    change(talk)
    session.flush()
    with pytest.raises(refusal):
        accept(session, talk)


def test_a_paused_offer_and_a_paused_request_still_take_a_yes(session: Session) -> None:
    talk = make_talk(session)
    talk.request.pause()
    talk.offer.pause()
    session.flush()
    assert accept(session, talk) is Outcome.PLANNED


def test_a_speaker_is_at_one_school_at_a_time(session: Session) -> None:
    offer = make_offer(session)
    first, second = (make_talk(session, cast=Cast(make_request(session), offer)) for _ in range(2))
    accept(session, first)
    with pytest.raises(SpeakerBusy):
        accept(session, second)
    assert accept(session, second, mornings(2)[1]) is Outcome.PLANNED


def test_a_speaker_gives_no_more_talks_than_was_said(session: Session) -> None:
    offer = make_offer(session, talks_per_year=1)
    first, second = (make_talk(session, cast=Cast(make_request(session), offer)) for _ in range(2))
    accept(session, first)
    with pytest.raises(AtCapacity):
        accept(session, second, mornings(2)[1])


def two_questions(session: Session, *, wants_reserve: bool) -> tuple[Talk, Talk]:
    request = make_request(session, wants_reserve=wants_reserve)
    first, second = (make_talk(session, cast=Cast(request, make_offer(session))) for _ in range(2))
    return first, second


def test_the_others_hear_kindly_that_the_place_is_filled(session: Session) -> None:
    first, second = two_questions(session, wants_reserve=False)
    third = make_talk(session, TalkState.APPLIED, cast=Cast(first.request, make_offer(session)))
    accept(session, first)
    assert (second.state, second.reason) == (TalkState.WITHDRAWN, FILLED)
    assert (third.state, third.reason) == (TalkState.DECLINED, FILLED)
    for other in (second, third):
        assert told(session, other) == {("talk_filled", "partner")}
        assert accept(session, other) is Outcome.FILLED


def test_the_others_may_still_become_the_reserve(session: Session) -> None:
    first, second = two_questions(session, wants_reserve=True)
    third = make_talk(session, cast=Cast(first.request, make_offer(session)))
    accept(session, first)
    assert second.state is TalkState.INVITED
    assert accept(session, second) is Outcome.RESERVE
    assert second.state is TalkState.RESERVE
    assert told(session, second) == {("talk_in_reserve", "partner"), ("talk_in_reserve", "school")}
    assert (third.state, third.reason) == (TalkState.WITHDRAWN, FILLED)
    assert accept(session, third) is Outcome.FILLED


def test_a_school_may_keep_an_applicant_in_reserve(session: Session) -> None:
    request = make_request(session, wants_reserve=True)
    planned = make_talk(session, cast=Cast(request, make_offer(session)))
    applied = make_talk(session, TalkState.APPLIED, cast=Cast(request, make_offer(session)))
    with pytest.raises(NotAllowedNow):
        talk_answers.keep_in_reserve(session, locked(session, applied), now=NOW)
    accept(session, planned)
    talk_answers.keep_in_reserve(session, locked(session, applied), now=NOW)
    assert applied.state is TalkState.RESERVE


def test_there_is_one_reserve(session: Session) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    late = make_question(session, reserve.request, first_step=Side.PARTNER)
    with pytest.raises(NotAllowedNow):
        talk_answers.keep_in_reserve(session, locked(session, late), now=NOW)
    assert accept(session, late) is Outcome.FILLED


@pytest.mark.parametrize(
    ("state", "told_side"), [(TalkState.INVITED, "school"), (TalkState.APPLIED, "partner")]
)
def test_a_no_tells_who_asked(session: Session, state: TalkState, told_side: str) -> None:
    talk = make_talk(session, state)
    talk_answers.decline(session, locked(session, talk), reason="Te druk.", now=NOW)
    assert (talk.state, talk.reason) == (TalkState.DECLINED, "Te druk.")
    assert talk.request.state is RequestState.OPEN
    assert told(session, talk) == {("talk_declined", told_side)}


@pytest.mark.parametrize(
    ("state", "by"),
    [
        (TalkState.INVITED, Side.SCHOOL),
        (TalkState.APPLIED, Side.PARTNER),
        (TalkState.RESERVE, Side.PARTNER),
        (TalkState.RESERVE, Side.SCHOOL),
    ],
)
def test_what_is_taken_back_is_told_to_the_other(
    session: Session, state: TalkState, by: Side
) -> None:
    talk = make_talk(session, state)
    before = talk.request.state
    talk_answers.withdraw(session, locked(session, talk), by=by, reason="", now=NOW)
    assert (talk.state, talk.ended_by) == (TalkState.WITHDRAWN, by)
    assert talk.request.state is before
    assert letters(session, about=talk)[-1] == ("talk_withdrawn", str(by.other))


def test_who_asked_hears_that_nobody_answered(session: Session) -> None:
    talk = make_talk(session, TalkState.EXPIRED)
    assert told(session, talk) == {("talk_expired", "school")}


@pytest.mark.parametrize("state", sorted(set(TalkState) - {TalkState.INVITED, TalkState.APPLIED}))
def test_a_yes_comes_too_late_for_a_talk_that_has_gone_on(
    session: Session, state: TalkState
) -> None:
    with pytest.raises(NotAllowedNow):
        accept(session, make_talk(session, state))
