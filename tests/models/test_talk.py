"""A talk keeps its own invariants, in its verbs and in the database."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.errors import AlreadyLinked, NotAllowedNow, NotOpen, SpeakerBusy
from partnerlink.domain.talk import TALK, Side, TalkState
from partnerlink.domain.vocabulary import Venue
from partnerlink.models.talk import Talk
from partnerlink.services.talk_dates import part_times
from partnerlink.violations import refusal_of
from tests.factories import NOW, TODAY, make_offer, make_request, mornings
from tests.factories_talks import Cast, make_cast, make_talk

LATER = NOW + timedelta(days=1)
MORNING = mornings(1)[0]
BEGIN, END = part_times(MORNING)

VERBS = {
    "accept": lambda talk: talk.accept(MORNING, starts_at=BEGIN, ends_at=END, now=LATER),
    "keep_in_reserve": lambda talk: talk.keep_in_reserve(MORNING, LATER),
    "ask_reserve": lambda talk: talk.ask_reserve((MORNING,), answer_by=TODAY, now=LATER),
    "ask_to_come": lambda talk: talk.ask_to_come(),
    "decline": lambda talk: talk.decline(LATER),
    "withdraw": lambda talk: talk.withdraw(LATER, by=Side.SCHOOL),
    "expire": lambda talk: talk.expire(LATER),
    "cancel": lambda talk: talk.cancel(LATER, by=Side.SCHOOL, reason="Ziek."),
    "record_held": lambda talk: talk.record_held(),
    "correct_held": lambda talk: talk.correct_held(),
    "record_not_held": lambda talk: talk.record_not_held(reason="Ziek."),
    "reconfirm": lambda talk: talk.reconfirm(Side.SCHOOL, LATER),
    "set_time": lambda talk: talk.set_time(BEGIN, END + timedelta(minutes=15), now=LATER),
    "set_venue": lambda talk: talk.set_venue(Venue.ONLINE, now=LATER),
    "set_link": lambda talk: talk.set_link("https://bellen.example/1", now=LATER),
    "record_vog": lambda talk: talk.record_vog(seen_by="Mevrouw Jansen", seen_on=TODAY),
    "evaluate": lambda talk: talk.evaluate(
        Side.SCHOOL, rating=4, remark="", wants_again=True, now=LATER
    ),
}


@pytest.mark.parametrize("state", TalkState)
def test_a_verb_does_what_the_table_says_and_refuses_the_rest(
    session: Session, state: TalkState
) -> None:
    talk = make_talk(session, state)
    for action, verb in VERBS.items():
        attempt = session.begin_nested()
        if TALK.allows(action, state):
            verb(talk)
            assert talk.state is TALK.after(action, state)
            session.flush()
        else:
            with pytest.raises(NotAllowedNow):
                verb(talk)
            assert talk.state is state
        attempt.rollback()


def test_every_step_of_the_table_has_a_verb() -> None:
    # "answer_again" changes the request, not the talk.
    assert VERBS.keys() | {"answer_again"} == TALK.moves.keys()


def _start(session: Session, cast: Cast) -> Talk:
    talk = Talk.start(
        cast.request,
        cast.offer,
        first_step=Side.SCHOOL,
        dates=[MORNING],
        message="",
        answer_by=TODAY,
        now=NOW,
    )
    session.add(talk)
    return talk


@pytest.mark.both_databases
def test_the_database_keeps_two_questions_of_one_pair_apart(session: Session) -> None:
    cast = make_cast(session)
    _start(session, cast)
    _start(session, cast)
    with pytest.raises(IntegrityError) as broken:
        session.flush()
    assert isinstance(refusal_of(broken.value), AlreadyLinked)


@pytest.mark.both_databases
def test_the_database_keeps_one_planned_talk_for_a_request(session: Session) -> None:
    request = make_request(session)
    for _ in range(2):
        talk = _start(session, Cast(request, make_offer(session)))
        talk.accept(MORNING, starts_at=BEGIN, ends_at=END, now=NOW)
    with pytest.raises(IntegrityError) as broken:
        session.flush()
    assert isinstance(refusal_of(broken.value), NotOpen)


@pytest.mark.both_databases
def test_the_database_keeps_a_speaker_at_one_school_at_a_time(session: Session) -> None:
    offer = make_offer(session)
    for _ in range(2):
        talk = _start(session, Cast(make_request(session), offer))
        talk.accept(MORNING, starts_at=BEGIN, ends_at=END, now=NOW)
    with pytest.raises(IntegrityError) as broken:
        session.flush()
    assert isinstance(refusal_of(broken.value), SpeakerBusy)


@pytest.mark.both_databases
def test_an_end_frees_the_pair_for_another_try(session: Session) -> None:
    cast = make_cast(session)
    make_talk(session, TalkState.DECLINED, cast=cast)
    second = _start(session, cast)
    session.flush()
    assert second.state is TalkState.INVITED


def test_saying_twice_that_it_goes_on_keeps_the_first_time(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk.reconfirm(Side.PARTNER, NOW)
    talk.reconfirm(Side.PARTNER, LATER)
    assert talk.reconfirmed_at(Side.PARTNER) == NOW
    assert talk.reconfirmed_at(Side.SCHOOL) is None


def test_a_second_evaluation_of_one_side_replaces_the_first(session: Session) -> None:
    talk = make_talk(session, TalkState.HELD)
    talk.evaluate(Side.SCHOOL, rating=4, remark="Mooi", wants_again=True, now=NOW)
    talk.evaluate(Side.SCHOOL, rating=2, remark="", wants_again=False, now=LATER)
    session.flush()
    said = talk.evaluation_by(Side.SCHOOL)
    assert said is not None
    assert (said.rating, said.wants_again, said.given_at) == (2, False, LATER)
    assert talk.evaluation_by(Side.PARTNER) is None


def test_each_change_of_a_planned_talk_raises_its_sequence(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    uid = talk.calendar_uid
    assert talk.calendar_sequence == 0
    talk.set_time(BEGIN, END + timedelta(hours=1), now=LATER)
    assert (talk.calendar_sequence, talk.changed_at) == (1, LATER)
    talk.cancel(LATER, by=Side.PARTNER, reason="Ziek.")
    assert (talk.calendar_sequence, talk.calendar_uid) == (2, uid)


def test_a_talk_is_between_its_two_organisations_only(session: Session) -> None:
    talk, other = make_talk(session), make_talk(session)
    for organisation_id in (talk.school_id, talk.partner_id):
        assert session.scalars(Talk.between(organisation_id)).all() == [talk]
    assert other not in session.scalars(Talk.between(talk.school_id))
    assert session.scalar(select(Talk).where(Talk.id == other.id)) is other
