"""A planned talk until its day: called off, moved, prepared."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import DatePast, NotAllowedNow, TooEarly
from partnerlink.domain.talk import AfterCancelling, Ending, RequestState, Side, TalkState
from partnerlink.domain.vocabulary import Slot
from partnerlink.models.match_point import RequestPoint
from partnerlink.models.talk import Talk
from partnerlink.services import talk_answers, talk_changes
from tests.factories import NOW, TODAY, make_offer, make_request, mornings
from tests.factories_talks import AFTER_THE_TALK, Cast, letters, locked, make_talk


def cancel(session: Session, talk: Talk, *, by: Side = Side.PARTNER, now: datetime = NOW) -> None:
    talk_changes.cancel(session, locked(session, talk), by=by, reason="Ik ben ziek.", now=now)


def planned_with_reserve(session: Session) -> tuple[Talk, Talk]:
    reserve = make_talk(session, TalkState.RESERVE)
    found = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED))
    return found.one(), reserve


@pytest.mark.both_databases
def test_without_a_reserve_a_cancelled_talk_opens_the_request_again(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    assert session.scalars(select(RequestPoint)).all() == []
    cancel(session, talk)
    assert (talk.state, talk.ended_by) == (TalkState.CANCELLED, Side.PARTNER)
    assert talk.request.state is RequestState.OPEN
    assert session.scalars(select(RequestPoint)).all()
    assert letters(session)[-2:] == [("talk_cancelled", "school"), ("talk_cancelled", "partner")]


@pytest.mark.both_databases
def test_the_reserve_is_asked_at_once_for_the_same_date(session: Session) -> None:
    planned, reserve = planned_with_reserve(session)
    cancel(session, planned)
    assert (reserve.state, reserve.proposed_dates) == (TalkState.INVITED, mornings(1))
    assert reserve.answer_by == date(2026, 11, 12)
    assert letters(session, about=reserve)[-1] == ("talk_reserve_asked", "partner")
    talk_answers.accept(session, locked(session, reserve), mornings(1)[0], now=NOW)
    assert reserve.state is TalkState.PLANNED


@pytest.mark.parametrize("end", ["decline", "withdraw", "expire"])
def test_a_reserve_who_does_not_come_either_opens_the_request(session: Session, end: str) -> None:
    planned, reserve = planned_with_reserve(session)
    cancel(session, planned)
    talk = locked(session, reserve)
    if end == "decline":
        talk_answers.decline(session, talk, reason="", now=NOW)
    elif end == "withdraw":
        talk_answers.withdraw(session, talk, by=Side.SCHOOL, reason="", now=NOW)
    else:
        talk_answers.expire(session, talk, now=NOW)
    assert reserve.request.state is RequestState.OPEN
    assert session.scalars(select(RequestPoint)).all()


def test_a_reserve_who_cannot_on_that_date_is_asked_for_another(session: Session) -> None:
    planned, reserve = planned_with_reserve(session)
    reserve.offer.slots = frozenset({Slot.TUE_MORNING, Slot.WED_MORNING})
    session.flush()
    cancel(session, planned)
    assert reserve.state is TalkState.INVITED
    assert reserve.proposed_dates == mornings(3)[1:]


def test_a_reserve_without_a_date_is_told_so_and_the_request_opens(session: Session) -> None:
    planned, reserve = planned_with_reserve(session)
    reserve.offer.slots = frozenset({Slot.FRI_EVENING})
    session.flush()
    cancel(session, planned)
    assert (reserve.state, reserve.reason) == (TalkState.WITHDRAWN, Ending.NO_DATE)
    assert letters(session, about=reserve)[-1] == ("talk_reserve_released", "partner")
    assert reserve.request.state is RequestState.OPEN


def test_others_who_were_asked_can_still_come_after_a_cancellation(session: Session) -> None:
    request = make_request(session, wants_reserve=True)
    first, second = (make_talk(session, cast=Cast(request, make_offer(session))) for _ in range(2))
    talk_answers.accept(session, locked(session, first), mornings(1)[0], now=NOW)
    cancel(session, first)
    assert request.state is RequestState.OPEN
    talk_answers.accept(session, locked(session, second), mornings(1)[0], now=NOW)
    assert second.state is TalkState.PLANNED


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("afterwards", "state"),
    [
        (AfterCancelling.SET_ASIDE, RequestState.PAUSED),
        (AfterCancelling.SEEK, RequestState.OPEN),
    ],
)
def test_a_school_that_cancels_says_whether_it_still_seeks_and_its_reserve_is_thanked(
    session: Session, afterwards: AfterCancelling, state: RequestState
) -> None:
    planned, reserve = planned_with_reserve(session)
    talk_changes.cancel(
        session,
        locked(session, planned),
        by=Side.SCHOOL,
        reason="De klas heeft toetsweek.",
        now=NOW,
        afterwards=afterwards,
    )
    assert (reserve.state, reserve.reason) == (TalkState.WITHDRAWN, Ending.CALLED_OFF)
    assert letters(session, about=reserve)[-1] == ("talk_reserve_released", "partner")
    assert planned.request.state is state
    assert bool(session.scalars(select(RequestPoint)).all()) is (state is RequestState.OPEN)


def test_a_school_that_stops_seeking_takes_its_open_questions_back(session: Session) -> None:
    request = make_request(session, wants_reserve=True)
    first, asked = (make_talk(session, cast=Cast(request, make_offer(session))) for _ in range(2))
    talk_answers.accept(session, locked(session, first), mornings(1)[0], now=NOW)
    cancel(session, first, by=Side.SCHOOL)
    assert (asked.state, asked.reason) == (TalkState.WITHDRAWN, Ending.CALLED_OFF)
    assert letters(session, about=asked)[-1] == ("talk_withdrawn", "partner")
    request.resume(today=TODAY)
    assert request.state is RequestState.OPEN


def test_a_talk_that_has_begun_is_not_called_off_any_more(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    with pytest.raises(NotAllowedNow):
        cancel(session, talk, now=AFTER_THE_TALK)
    assert talk.state is TalkState.PLANNED


@pytest.mark.both_databases
def test_a_new_time_goes_to_both_calendars(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk_changes.set_time(session, locked(session, talk), begin=time(10, 15), end=time(11), now=NOW)
    assert talk.starts_at == datetime.fromisoformat("2026-12-07T10:15+01:00")
    assert talk.ends_at == datetime.fromisoformat("2026-12-07T11:00+01:00")
    assert talk.calendar_sequence == 1
    assert letters(session)[-2:] == [
        ("talk_time_changed", "school"),
        ("talk_time_changed", "partner"),
    ]


def test_a_time_that_has_gone_by_is_refused(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    with pytest.raises(DatePast):
        talk_changes.set_time(
            session, locked(session, talk), begin=time(9), end=time(10), now=AFTER_THE_TALK
        )


@pytest.mark.parametrize("state", [TalkState.INVITED, TalkState.DECLINED, TalkState.CANCELLED])
def test_only_a_planned_talk_has_a_time_to_move(session: Session, state: TalkState) -> None:
    talk = make_talk(session, state)
    with pytest.raises(NotAllowedNow):
        talk_changes.set_time(session, locked(session, talk), begin=time(10), end=time(11), now=NOW)


def test_who_saw_the_vog_is_noted_and_nothing_more(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk_changes.record_vog(talk, seen_by="Mevrouw Jansen", seen_on=TODAY, now=NOW)
    assert (talk.vog_seen_by, talk.vog_seen_on) == ("Mevrouw Jansen", TODAY)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(TooEarly):
        talk_changes.record_vog(talk, seen_by="Mevrouw Jansen", seen_on=tomorrow, now=NOW)
