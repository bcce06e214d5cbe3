"""After the day: held or not, the three questions, and another time."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import Incomplete, NotAllowedNow, TooEarly, TooLate
from partnerlink.domain.talk import Ending, RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDates
from partnerlink.domain.vocabulary import Competence, Leerjaar, Level
from partnerlink.models.encounter import Encounter
from partnerlink.models.match_point import RequestPoint
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import talk_after
from partnerlink.services.dashboard import overview_of_school
from partnerlink.services.match_facts import school_records
from tests.factories import NOW, make_offer, make_request, mornings
from tests.factories_talks import AFTER_THE_TALK, ONE_GROUP, Cast, letters, locked, make_talk

THAT_NOON = datetime.fromisoformat("2026-12-07T12:30+01:00")


def hold(session: Session, talk: Talk, *, now: datetime = AFTER_THE_TALK) -> None:
    talk_after.record_held(session, locked(session, talk), ONE_GROUP, now=now)


def miss(session: Session, talk: Talk, *, now: datetime = AFTER_THE_TALK) -> None:
    talk_after.record_not_held(session, locked(session, talk), reason="De bus.", now=now)


def evaluate(session: Session, talk: Talk, side: Side, *, again: bool) -> None:
    talk_after.evaluate(
        session,
        locked(session, talk),
        side,
        rating=4,
        remark="De geur van brood.",
        wants_again=again,
        now=AFTER_THE_TALK,
    )


@pytest.mark.both_databases
def test_a_talk_that_was_held_is_an_encounter(session: Session) -> None:
    request = make_request(session, competences=frozenset({Competence.WERK}))
    talk = make_talk(session, TalkState.PLANNED, cast=Cast(request, make_offer(session)))
    hold(session, talk)
    met = session.scalars(select(Encounter)).one()
    assert (met.school_id, met.partner_id, met.talk_id) == (
        talk.school_id,
        talk.partner_id,
        talk.id,
    )
    assert (met.day, met.leerjaar, met.level, met.pupils) == (
        date(2026, 12, 7),
        Leerjaar.L3,
        Level.VMBO_KB,
        24,
    )
    assert met.competences == {Competence.WERK}
    assert (talk.state, request.state) == (TalkState.HELD, RequestState.COMPLETED)
    assert letters(session)[-2:] == [("talk_evaluate", "school"), ("talk_evaluate", "partner")]


def test_a_talk_is_recorded_from_the_moment_it_began(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    for record in (hold, miss):
        with pytest.raises(TooEarly):
            record(session, talk, now=THAT_NOON - timedelta(hours=2))
    hold(session, talk, now=THAT_NOON)
    assert talk.state is TalkState.HELD


@pytest.mark.parametrize("state", sorted(set(TalkState) - {TalkState.PLANNED}))
def test_only_a_planned_talk_is_recorded(session: Session, state: TalkState) -> None:
    talk = make_talk(session, state)
    number = len(session.scalars(select(Encounter)).all())
    for record in (hold, miss):
        with pytest.raises(NotAllowedNow):
            record(session, talk)
    assert len(session.scalars(select(Encounter)).all()) == number


def test_the_reserve_is_thanked_once_the_talk_was_held(session: Session) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    planned = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED)).one()
    hold(session, planned)
    assert (reserve.state, reserve.reason) == (TalkState.WITHDRAWN, Ending.NOT_NEEDED)
    assert letters(session, about=reserve)[-1] == ("talk_reserve_released", "partner")


@pytest.mark.both_databases
def test_a_talk_that_was_not_held_opens_the_request_for_the_dates_left(session: Session) -> None:
    dates = TalkDates(options=(*mornings(2), *mornings(1, weeks=8)))
    request = make_request(session, dates=dates)
    talk = make_talk(session, TalkState.PLANNED, cast=Cast(request, make_offer(session)))
    miss(session, talk)
    assert (talk.state, talk.reason) == (TalkState.NOT_HELD, "De bus.")
    assert letters(session)[-1] == ("talk_not_held", "partner")
    assert request.state is RequestState.OPEN
    assert session.scalars(select(RequestPoint)).all()
    assert session.scalars(select(Encounter)).all() == []


def test_without_dates_left_the_request_is_closed(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    miss(session, talk)
    assert talk.request.state is RequestState.CLOSED
    assert session.scalars(select(RequestPoint)).all() == []


def test_after_a_missed_talk_the_reserve_is_asked_for_a_date_that_is_left(
    session: Session,
) -> None:
    reserve = make_talk(session, TalkState.RESERVE)
    planned = session.scalars(select(Talk).where(Talk.state == TalkState.PLANNED)).one()
    miss(session, planned, now=THAT_NOON)
    assert reserve.state is TalkState.INVITED
    assert reserve.proposed_dates == mornings(3)[1:]


def drafts(session: Session) -> list[TalkRequest]:
    chosen = select(TalkRequest).where(TalkRequest.state == RequestState.DRAFT)
    return list(session.scalars(chosen))


@pytest.mark.both_databases
@pytest.mark.parametrize("first", Side)
def test_when_both_want_it_again_the_school_gets_a_draft(session: Session, first: Side) -> None:
    talk = make_talk(session, TalkState.HELD)
    evaluate(session, talk, first, again=True)
    assert drafts(session) == []
    evaluate(session, talk, first.other, again=True)
    [draft] = drafts(session)
    assert (draft.subject, draft.copied_from_id) == (talk.request.subject, talk.request_id)
    assert draft.dates.is_empty
    assert session.scalar(talk.next_draft()) is draft
    assert letters(session)[-1] == ("talk_again", "school")


@pytest.mark.parametrize("side", Side)
def test_when_one_does_not_want_it_again_nothing_is_prepared(session: Session, side: Side) -> None:
    talk = make_talk(session, TalkState.HELD)
    evaluate(session, talk, side, again=False)
    evaluate(session, talk, side.other, again=True)
    assert drafts(session) == []
    assert ("talk_again", "school") not in letters(session)


def test_a_speaker_is_asked_for_another_time_when_the_school_wants_it(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    evaluate(session, talk, Side.SCHOOL, again=True)
    assert letters(session)[-1] == ("talk_again", "partner")
    talk_after.answer_again(session, locked(session, talk), now=AFTER_THE_TALK)
    talk_after.answer_again(session, locked(session, talk), now=AFTER_THE_TALK)
    assert len(drafts(session)) == 1


def test_a_speaker_may_come_back_on_a_no(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    evaluate(session, talk, Side.PARTNER, again=False)
    evaluate(session, talk, Side.SCHOOL, again=True)
    assert ("talk_again", "partner") not in letters(session)
    talk_after.answer_again(session, locked(session, talk), now=AFTER_THE_TALK)
    said = talk.evaluation_by(Side.PARTNER)
    assert said is not None
    assert said.wants_again
    assert len(drafts(session)) == 1


def test_another_time_needs_a_school_that_wants_it(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    with pytest.raises(NotAllowedNow):
        talk_after.answer_again(session, locked(session, talk), now=AFTER_THE_TALK)


@pytest.mark.parametrize("state", sorted(set(TalkState) - {TalkState.HELD}))
def test_only_a_talk_that_was_held_is_evaluated(session: Session, state: TalkState) -> None:
    talk = make_talk(session, state)
    with pytest.raises(NotAllowedNow):
        evaluate(session, talk, Side.SCHOOL, again=True)
    with pytest.raises(NotAllowedNow):
        talk_after.answer_again(session, locked(session, talk), now=NOW)


THREE_GROUPS = {
    (Leerjaar.L1, Level.VMBO_BB): 14,
    (Leerjaar.L1, Level.VMBO_KB): 22,
    (Leerjaar.L2, Level.VMBO_KB): 25,
}


def recorded(session: Session) -> dict[tuple[Leerjaar, Level], int]:
    met = session.scalars(select(Encounter)).all()
    return {(each.leerjaar, each.level): each.pupils for each in met}


@pytest.mark.both_databases
def test_a_talk_for_several_groups_has_a_row_for_each_and_counts_once(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk_after.record_held(session, locked(session, talk), THREE_GROUPS, now=AFTER_THE_TALK)
    assert recorded(session) == THREE_GROUPS
    assert talk_after.recorded_groups(session, talk) == THREE_GROUPS
    overview = overview_of_school(session, talk.school, now=AFTER_THE_TALK)
    assert (overview.held_this_year, overview.pupils_this_year) == (1, 61)
    record = school_records(session, [talk.school_id], today=AFTER_THE_TALK.date())
    assert record[talk.school_id].encounters == 1


@pytest.mark.both_databases
def test_a_school_puts_its_numbers_right_and_nothing_counts_twice(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    for _ in range(2):
        talk_after.correct_held(session, locked(session, talk), THREE_GROUPS, now=AFTER_THE_TALK)
        assert recorded(session) == THREE_GROUPS
    assert len(session.scalars(select(Encounter)).all()) == len(THREE_GROUPS)


def test_once_the_school_year_is_over_the_numbers_stand(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    last = datetime.fromisoformat("2027-07-31T23:00+02:00")
    talk_after.correct_held(session, locked(session, talk), THREE_GROUPS, now=last)
    with pytest.raises(TooLate):
        talk_after.correct_held(
            session, locked(session, talk), ONE_GROUP, now=last + timedelta(hours=2)
        )


@pytest.mark.both_databases
def test_a_talk_was_for_somebody(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    with pytest.raises(Incomplete):
        talk_after.record_held(session, locked(session, talk), {}, now=AFTER_THE_TALK)
