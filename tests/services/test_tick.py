"""What time brings, each thing once, also when two clocks tick at the same moment."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate, TalkDates
from partnerlink.domain.vocabulary import DayPart, HolidayRegion
from partnerlink.models.match_point import RequestPoint
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk import Talk
from partnerlink.services.match_index import refresh_request
from partnerlink.services.tick import tick
from tests.factories import NOW, TODAY, make_question, make_request, mornings
from tests.factories_talks import Cast, letters, make_cast, make_talk
from tests.races import race

DAY = timedelta(days=1)


def after(session: Session, now: datetime) -> Counter[str]:
    """Commit what was prepared, let the clock tick, and look again."""
    session.commit()
    done = tick(now)
    session.expire_all()
    return done


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00")


@pytest.mark.both_databases
def test_a_question_expires_when_its_last_day_is_over(session: Session) -> None:
    # Asked on Tuesday 10 November, to be answered on Tuesday the 17th.
    talk = make_talk(session)
    assert after(session, at("2026-11-17T23:59"))["expired"] == 0
    assert after(session, at("2026-11-18T00:01"))["expired"] == 1
    assert talk.state is TalkState.EXPIRED
    assert letters(session)[-1] == ("talk_expired", "school")


def test_a_speaker_hears_that_the_school_did_not_answer(session: Session) -> None:
    make_talk(session, TalkState.APPLIED)
    after(session, at("2026-11-18T08:00"))
    assert letters(session)[-1] == ("talk_expired", "partner")


def test_a_holiday_counts_for_nothing(session: Session) -> None:
    off = SchoolHoliday(
        region=HolidayRegion.NOORD,
        school_year="2026-2027",
        name="Herfstvakantie",
        first_day=date(2026, 11, 14),
        last_day=date(2026, 11, 22),
    )
    session.add(off)
    session.flush()
    talk = make_talk(session)
    assert after(session, at("2026-11-20T08:00")) == Counter(reminded=1)
    assert after(session, at("2026-11-24T08:00")) == Counter()
    assert talk.state is TalkState.INVITED
    assert after(session, at("2026-11-25T08:00"))["expired"] == 1


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("state", "side"), [(TalkState.INVITED, "partner"), (TalkState.APPLIED, "school")]
)
def test_two_school_days_before_the_end_there_is_one_reminder(
    session: Session, state: TalkState, side: str
) -> None:
    make_talk(session, state)
    assert after(session, at("2026-11-12T12:00")) == Counter()
    assert after(session, at("2026-11-13T00:30")) == Counter(reminded=1)
    for day in ("2026-11-13T09:00", "2026-11-16T09:00", "2026-11-17T09:00"):
        assert after(session, at(day)) == Counter()
    assert letters(session)[1:] == [("talk_reminder", side)]


def test_a_question_of_today_is_not_reminded_of_today(session: Session) -> None:
    soon = TalkDate(TODAY + DAY, DayPart.MORNING)
    request = make_request(session, dates=TalkDates(options=(soon,)))
    make_question(session, request, answer_by=soon.day)
    assert after(session, NOW + timedelta(hours=2)) == Counter()
    assert after(session, at("2026-11-11T07:00")) == Counter(reminded=1)


@pytest.mark.both_databases
def test_five_school_days_ahead_both_are_asked_once_whether_it_goes_on(session: Session) -> None:
    # The talk is on Monday 7 December, so five school days earlier is Monday 30 November.
    talk = make_talk(session, TalkState.PLANNED)
    before = len(letters(session))
    assert after(session, at("2026-11-29T23:30")) == Counter()
    assert after(session, at("2026-11-30T00:30")) == Counter(reconfirmed=1)
    assert after(session, at("2026-11-30T00:31")) == Counter()
    assert talk.reconfirm_asked_at == at("2026-11-30T00:30")
    assert set(letters(session)[before:]) == {
        ("talk_reconfirm", "school"),
        ("talk_reconfirm", "partner"),
    }


def test_who_agreed_within_those_five_days_is_not_asked_again(session: Session) -> None:
    make_talk(session, TalkState.PLANNED, now=at("2026-12-01T10:00"))
    assert after(session, at("2026-12-02T10:00")) == Counter()


@pytest.mark.both_databases
def test_the_day_after_the_school_is_asked_once_whether_it_was_held(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk.ask_reconfirmation(NOW)
    assert after(session, at("2026-12-07T23:00")) == Counter()
    assert after(session, at("2026-12-08T07:00")) == Counter(outcome_asked=1)
    assert after(session, at("2026-12-09T07:00")) == Counter()
    assert letters(session)[-1] == ("talk_outcome", "school")


@pytest.mark.both_databases
def test_a_request_whose_dates_are_past_is_closed_and_forgotten(session: Session) -> None:
    request = make_request(session)
    refresh_request(session, request, today=TODAY)
    assert "closed" not in after(session, at("2026-12-09T11:59"))
    assert after(session, at("2026-12-09T12:00"))["closed"] == 1
    assert request.state is RequestState.CLOSED
    assert session.scalars(select(RequestPoint)).all() == []
    assert after(session, at("2026-12-10T00:30")) == Counter()


def test_drafts_and_planned_requests_are_left_alone(session: Session) -> None:
    draft = make_request(session, state=RequestState.DRAFT)
    planned = make_talk(session, TalkState.PLANNED).request
    after(session, at("2027-01-20T08:00"))
    assert (draft.state, planned.state) == (RequestState.DRAFT, RequestState.PLANNED)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("who_ends", "told_side"), [(Side.SCHOOL, "partner"), (Side.PARTNER, "school")]
)
def test_a_question_about_what_has_ended_is_taken_back(
    session: Session, who_ends: Side, told_side: str
) -> None:
    talk = make_talk(session, TalkState.APPLIED)
    (talk.request if who_ends is Side.SCHOOL else talk.offer).close()
    assert after(session, NOW + timedelta(minutes=1)) == Counter(ended=1)
    assert (talk.state, talk.ended_by) == (TalkState.WITHDRAWN, who_ends)
    assert letters(session)[-1] == ("talk_withdrawn", told_side)


@pytest.mark.both_databases
def test_the_index_forgets_the_dates_that_have_gone_by(session: Session) -> None:
    request = make_request(session)
    refresh_request(session, request, today=TODAY)
    slots = select(RequestPoint.slots)
    before = session.scalars(slots).one()
    assert after(session, at("2026-12-07T12:00")) == Counter()
    assert after(session, at("2026-12-08T00:30")) == Counter(refreshed=1)
    assert session.scalars(slots).one() < before
    assert after(session, at("2026-12-08T00:31")) == Counter()


@pytest.mark.both_databases
def test_two_clocks_at_once_do_everything_once(app: Flask, session: Session) -> None:
    expiring, reminded = make_talk(session), make_talk(session, TalkState.APPLIED)
    reminded.answer_by = date(2026, 11, 19)
    planned = make_talk(session, TalkState.PLANNED)
    planned.day = date(2026, 11, 20)
    missed = make_talk(session, TalkState.PLANNED, now=NOW)
    missed.day = date(2026, 11, 16)
    before = len(letters(session))
    session.commit()
    now = at("2026-11-18T06:00")
    outcomes = race(app, *[lambda _own: tick(now)] * 2)
    together = sum((done for done in outcomes if isinstance(done, Counter)), Counter[str]())
    assert together == Counter(expired=1, reminded=1, reconfirmed=1, outcome_asked=1)
    session.expire_all()
    assert expiring.state is TalkState.EXPIRED
    assert Counter(letters(session)[before:]) == Counter(
        [
            ("talk_expired", "school"),
            ("talk_reminder", "school"),
            ("talk_reconfirm", "school"),
            ("talk_reconfirm", "partner"),
            ("talk_outcome", "school"),
        ]
    )


def test_one_broken_record_stops_nothing_but_itself(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, other = make_talk(session), make_talk(session)
    expire, number = Talk.expire, broken.id

    def stumble(talk: Talk, now: datetime) -> None:
        if talk.id == number:
            raise RuntimeError("a stone on the road")
        expire(talk, now)

    monkeypatch.setattr(Talk, "expire", stumble)
    assert after(session, at("2026-11-18T08:00")) == Counter(expired=1, failed=1)
    assert (broken.state, other.state) == (TalkState.INVITED, TalkState.EXPIRED)


def test_an_asked_reserve_is_reminded_as_of_the_new_question(session: Session) -> None:
    cast = make_cast(session, wants_reserve=True)
    talk = make_talk(session, cast=Cast(cast.request, cast.offer))
    after(session, at("2026-11-13T08:00"))
    talk.keep_in_reserve(mornings(1)[0], NOW)
    talk.ask_reserve(mornings(1), answer_by=date(2026, 11, 20), now=at("2026-11-16T08:00"))
    assert after(session, at("2026-11-18T08:00")) == Counter(reminded=1)
