"""Answers take and free the seats of a room, also when everybody answers at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import (
    AnsweringEnded,
    NotAllowedNow,
    RoomTooSmall,
    TooManyPeople,
)
from partnerlink.domain.evening import EveningState, InvitationState
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.services import evening_seats
from partnerlink.services.evening_seats import get_for_answer, sitting_of
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil
from tests.races import race


def answer(session: Session, invitation: Invitation, people: int, *, minute: int = 0) -> list[int]:
    found = get_for_answer(session, invitation.id)
    told = evening_seats.answer(session, found, people, now=NOW + timedelta(minutes=minute))
    session.flush()
    return [one.id for one in told]


def answering(number: int, people: int) -> Callable[[Session], int]:
    def act(own: Session) -> int:
        invitation = get_for_answer(own, number)
        evening_seats.answer(own, invitation, people, now=NOW)
        return invitation.seats

    return act


@pytest.mark.both_databases
def test_a_family_comes_with_as_many_as_were_kept_for_it(session: Session) -> None:
    invitation = make_invitation(session, make_evening(session))
    assert answer(session, invitation, 2) == []
    assert (invitation.state, invitation.seats) == (InvitationState.COMING, 2)
    assert invitation.answered_at == NOW


def test_seats_kept_for_others_are_not_given_away(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 5})
    first, _second = make_invitation(session, evening), make_invitation(session, evening)
    answer(session, first, 4)
    assert (first.seats, first.lacking) == (2, 2)


@pytest.mark.both_databases
def test_a_no_promotes_exactly_one_family_and_tells_only_that_one(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 6})
    families = [make_invitation(session, evening) for _ in range(3)]
    answer(session, families[0], 4, minute=1)
    answer(session, families[1], 4, minute=2)
    assert answer(session, families[2], 0, minute=3) == [families[0].id]
    assert [one.seats for one in families] == [4, 2, 0]


def test_carers_who_live_apart_each_have_their_share_and_a_say_of_their_own(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 2})
    pupil = make_pupil(session, evening)
    mother, father = (make_household(session, evening, pupil).invitations[0] for _ in range(2))
    answer(session, mother, 0)
    answer(session, father, 1)
    assert (mother.state, father.state) == (InvitationState.NOT_COMING, InvitationState.COMING)
    assert father.seats == 1


def test_more_people_than_the_room_has_seats_is_refused(session: Session) -> None:
    invitation = make_invitation(session, make_evening(session, rooms={"A1": 3}))
    with pytest.raises(TooManyPeople) as refused:
        answer(session, invitation, 4)
    assert refused.value.most == 3


def test_nobody_answers_for_an_evening_that_does_not_go_on(session: Session) -> None:
    evening = make_evening(session, state=EveningState.CANCELLED)
    with pytest.raises(AnsweringEnded):
        answer(session, make_invitation(session, evening), 1)


def test_a_household_that_is_no_longer_invited_frees_its_seats(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    first, second = make_invitation(session, evening), make_invitation(session, evening)
    answer(session, first, 2)
    answer(session, second, 4)
    told = evening_seats.withdraw(session, get_for_answer(session, first.id))
    assert told == [second]
    assert (first.seats, second.seats) == (0, 4)
    session.flush()
    with pytest.raises(NotAllowedNow):
        answer(session, first, 1)


def test_after_the_release_only_who_answered_has_seats(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    eager, silent = make_invitation(session, evening), make_invitation(session, evening)
    answer(session, eager, 4)
    evening.release_seats(NOW)
    session.flush()
    answer(session, silent, 1, minute=5)
    assert (eager.seats, silent.seats, silent.lacking) == (4, 0, 1)


def test_a_room_cannot_become_smaller_than_what_is_taken(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    make_invitation(session, evening, first_name="Sami")
    silent = make_invitation(session, evening, first_name="Noor", initial="V")
    sitting = sitting_of(session, evening, silent.pupil.presentation)
    assert sitting is not None
    sitting.require_fit(4)
    with pytest.raises(RoomTooSmall) as refused:
        sitting.require_fit(3)
    assert (refused.value.room, refused.value.names) == ("A1", ("Noor V",))


@pytest.mark.both_databases
def test_of_20_families_that_ask_for_the_last_seat_at_once_exactly_one_gets_it(
    app: Flask, session: Session
) -> None:
    evening = make_evening(session, rooms={"A1": 21}, seats_per_family=1)
    families = [make_invitation(session, evening) for _ in range(20)]
    numbers = [one.id for one in families]
    session.commit()
    seats = race(app, *(answering(number, 2) for number in numbers))
    assert sorted(seats) == [1] * 19 + [2]
    session.expire_all()
    assert session.scalar(select(func.sum(Invitation.seats))) == 21
    waiting = session.scalars(select(Invitation).where(Invitation.waiting_since.is_not(None)))
    assert len(waiting.all()) == 19


@pytest.mark.both_databases
def test_a_release_and_an_answer_at_once_give_no_seat_twice(app: Flask, session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    numbers = evening.id, evening.rooms[0].id, evening.rounds[0].id
    eager, silent = make_invitation(session, evening), make_invitation(session, evening)
    answer(session, eager, 4)
    answer_at_once = answering(silent.id, 2)
    session.commit()

    def release(own: Session) -> int:
        one = own.get_one(Evening, numbers[0])
        sitting = evening_seats.lock_sitting(own, one, room_id=numbers[1], round_id=numbers[2])
        one.release_seats(NOW)
        return len(sitting.settle())

    race(app, release, answer_at_once)
    session.expire_all()
    taken = session.scalar(select(func.sum(Invitation.seats)))
    assert taken is not None
    assert taken <= 4
