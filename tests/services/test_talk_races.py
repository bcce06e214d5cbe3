"""Two people act at the same moment: one wins, the other is told."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.errors import (
    AtCapacity,
    NotAllowedNow,
    SpeakerBusy,
)
from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.models.talk import Talk
from partnerlink.services import talk_answers
from partnerlink.services.talk_answers import Outcome
from partnerlink.services.talks import lock_talk
from tests.factories import NOW, make_offer, make_question, make_request, mornings
from tests.factories_talks import Cast, letters, make_talk
from tests.races import race

FIRST = mornings(1)[0]


def two_questions(session: Session, *, wants_reserve: bool) -> tuple[Talk, Talk]:
    request = make_request(session, wants_reserve=wants_reserve)
    first, second = (make_talk(session, cast=Cast(request, make_offer(session))) for _ in range(2))
    return first, second


def accepting(number: int, chosen: TalkDate = FIRST) -> Callable[[Session], Outcome]:
    def act(own: Session) -> Outcome:
        talk = lock_talk(own, number)
        assert talk is not None
        return talk_answers.accept(own, talk, chosen, now=NOW)

    return act


@pytest.mark.both_databases
@pytest.mark.parametrize("wants_reserve", [False, True])
def test_of_two_speakers_who_say_yes_at_once_one_is_planned(
    app: Flask, session: Session, wants_reserve: bool
) -> None:
    first, second = two_questions(session, wants_reserve=wants_reserve)
    numbers = first.id, second.id
    session.commit()
    outcomes = race(app, *map(accepting, numbers))
    other = Outcome.RESERVE if wants_reserve else Outcome.FILLED
    assert set(outcomes) == {Outcome.PLANNED, other}
    session.expire_all()
    states = {session.get_one(Talk, number).state for number in numbers}
    assert TalkState.PLANNED in states
    assert len(states) == 2
    kinds = [kind for kind, _ in letters(session)]
    assert kinds.count("talk_planned") == 2
    assert kinds.count("talk_filled") == (0 if wants_reserve else 1)


@pytest.mark.both_databases
def test_of_two_yesses_at_once_to_different_dates_the_second_is_no_reserve(
    app: Flask, session: Session
) -> None:
    request, (monday, tuesday) = make_request(session, wants_reserve=True), mornings(2)
    numbers = [make_question(session, request, dates=[each]).id for each in (monday, tuesday)]
    session.commit()
    yesses = accepting(numbers[0], monday), accepting(numbers[1], tuesday)
    assert set(race(app, *yesses)) == {Outcome.PLANNED, Outcome.FILLED}


@pytest.mark.both_databases
def test_a_speaker_who_says_yes_to_two_schools_at_once_goes_to_one(
    app: Flask, session: Session
) -> None:
    offer = make_offer(session)
    talks = [make_talk(session, cast=Cast(make_request(session), offer)) for _ in range(2)]
    numbers = [talk.id for talk in talks]
    session.commit()
    assert set(race(app, *map(accepting, numbers))) == {Outcome.PLANNED, SpeakerBusy}


@pytest.mark.both_databases
def test_the_last_talk_of_the_year_is_given_once(app: Flask, session: Session) -> None:
    offer = make_offer(session, talks_per_year=1)
    talks = [make_talk(session, cast=Cast(make_request(session), offer)) for _ in range(2)]
    first, second = (talk.id for talk in talks)
    session.commit()
    outcomes = race(app, accepting(first), accepting(second, mornings(2)[1]))
    assert set(outcomes) == {Outcome.PLANNED, AtCapacity}


@pytest.mark.both_databases
def test_a_yes_and_a_withdrawal_at_once_end_in_one_of_the_two(app: Flask, session: Session) -> None:
    talk = make_talk(session)
    number = talk.id
    session.commit()

    def take_back(own: Session) -> Outcome:
        mine = lock_talk(own, number)
        assert mine is not None
        talk_answers.withdraw(own, mine, by=Side.SCHOOL, reason="", now=NOW)
        return Outcome.FILLED

    outcomes = race(app, accepting(number), take_back)
    assert NotAllowedNow in outcomes
    session.expire_all()
    talk = session.get_one(Talk, number)
    is_planned = outcomes[0] is Outcome.PLANNED
    assert talk.state is (TalkState.PLANNED if is_planned else TalkState.WITHDRAWN)
    assert len(letters(session)) == (3 if is_planned else 2)
