"""A family is let in once, whoever presses how often, and never into a full room by itself."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import door_check_in
from partnerlink.services.door_check_in import AlreadyInside, RoomFull, check_in, undo
from tests.door_cast import TONIGHT, Door, make_door, say
from tests.factories_evenings import make_evening, make_invitation
from tests.pages import statements
from tests.races import race


def let_in(
    session: Session,
    door: Door,
    one: Invitation,
    people: int | None = None,
    *,
    seen: int | None = None,
    beyond: int = 0,
) -> list[Invitation] | None:
    came = check_in(
        session, door.evening, one.id, people=people, seen=seen, beyond=beyond, now=TONIGHT
    )
    session.flush()
    return came


@pytest.mark.both_databases
def test_one_press_lets_a_family_in_for_each_child_with_as_many_as_expected(
    session: Session,
) -> None:
    door = make_door(session)
    say(door.nour, 4, seats=2)
    session.flush()
    assert let_in(session, door, door.sami) == [door.sami, door.nour]
    assert (door.sami.came, door.nour.came, door.zoe.came) == (3, 2, None)
    assert door.sami.came_at == TONIGHT
    assert door.sami.state is InvitationState.COMING


def test_a_second_press_changes_nothing(session: Session) -> None:
    door = make_door(session)
    let_in(session, door, door.sami)
    for people in (None, 3, 2):
        with pytest.raises(AlreadyInside) as refused:
            let_in(session, door, door.nour, people)
        assert refused.value.people == 3
    assert (door.sami.came, door.nour.came) == (3, 3)


@pytest.mark.both_databases
def test_a_number_is_corrected_by_who_saw_it_for_all_that_it_was_for(session: Session) -> None:
    door = make_door(session)
    let_in(session, door, door.sami)
    assert let_in(session, door, door.nour, 2, seen=3) == [door.nour, door.sami]
    assert (door.sami.came, door.nour.came, door.sami.came_at) == (2, 2, TONIGHT)


def test_a_child_whose_family_said_no_is_let_in_by_itself(session: Session) -> None:
    door = make_door(session)
    say(door.nour, 0)
    session.flush()
    let_in(session, door, door.sami)
    assert (door.sami.came, door.nour.came) == (3, None)
    assert let_in(session, door, door.nour, 2) == [door.nour]
    assert (door.sami.came, door.nour.came) == (3, 2)
    assert door.nour.state is InvitationState.NOT_COMING


def test_who_is_not_expected_has_the_seats_that_are_left_and_no_more(session: Session) -> None:
    door = make_door(session)
    with pytest.raises(RoomFull) as refused:
        let_in(session, door, door.adam, 2)
    full = refused.value
    assert (full.room, full.free, full.lacking) == ("A1", 1, 1)
    assert let_in(session, door, door.adam, 1) == [door.adam]


def test_somebody_may_decide_to_let_more_in_but_only_as_many_as_they_saw(session: Session) -> None:
    door = make_door(session)
    say(door.zoe, 3)
    session.flush()
    with pytest.raises(RoomFull) as refused:
        let_in(session, door, door.adam, 2, beyond=1)
    assert refused.value.lacking == 2
    let_in(session, door, door.adam, 2, beyond=2)
    assert door.adam.came == 2


def test_who_has_a_seat_comes_in_also_when_others_were_let_in_beyond_the_seats(
    session: Session,
) -> None:
    door = make_door(session)
    let_in(session, door, door.adam, 5, beyond=4)
    let_in(session, door, door.sami)
    assert door.sami.came == 3
    with pytest.raises(RoomFull):
        let_in(session, door, door.zoe, 3)
    assert let_in(session, door, door.zoe, 1) == [door.zoe]


def test_a_family_on_the_waiting_list_waits_for_whoever_decides(session: Session) -> None:
    door = make_door(session)
    say(door.zoe, 4, seats=0)
    say(door.adam, 3)
    session.flush()
    with pytest.raises(RoomFull):
        let_in(session, door, door.zoe)
    with pytest.raises(RoomFull):
        let_in(session, door, door.zoe, 4)


@pytest.mark.both_databases
def test_a_press_is_taken_back_for_all_that_it_was_for(session: Session) -> None:
    door = make_door(session)
    let_in(session, door, door.sami)
    with pytest.raises(AlreadyInside):
        undo(session, door.evening, door.sami.id, seen=2)
    assert undo(session, door.evening, door.nour.id, seen=3) == [door.nour, door.sami]
    session.flush()
    assert (door.sami.came, door.nour.came, door.nour.came_at) == (None, None, None)
    assert undo(session, door.evening, door.nour.id, seen=3) == []


def test_a_family_of_another_evening_or_no_longer_invited_is_not_there(session: Session) -> None:
    door = make_door(session)
    other = make_invitation(session, make_evening(session))
    assert let_in(session, door, other, 1) is None
    assert undo(session, door.evening, other.id, seen=1) is None
    door.zoe.withdraw()
    session.flush()
    assert let_in(session, door, door.zoe, 1) is None


def letting_in(door: Door, one: Invitation, people: int | None) -> Callable[[Session], int]:
    evening, number = door.evening.id, one.id

    def act(own: Session) -> int:
        came = check_in(
            own, own.get_one(Evening, evening), number, people=people, seen=None, now=TONIGHT
        )
        assert came is not None
        return came[0].came or 0

    return act


@pytest.mark.both_databases
def test_of_helpers_who_let_a_family_in_at_once_one_does_and_the_others_read_so(
    app: Flask, session: Session
) -> None:
    door = make_door(session)
    acts = [
        letting_in(door, one, people)
        for one, people in ((door.sami, None), (door.nour, None), (door.sami, 2), (door.nour, 1))
    ]
    session.commit()
    told = race(app, *acts)
    assert told.count(AlreadyInside) == 3
    session.expire_all()
    assert (door.sami.came, door.nour.came) in {(3, 3), (2, 2), (1, 1)}


@pytest.mark.both_databases
def test_families_without_a_seat_who_come_at_once_never_fill_a_room_beyond_its_seats(
    app: Flask, session: Session
) -> None:
    door = make_door(session)
    shared = select(Presentation).join(Presentation.pupils).where(Pupil.first_name == "Élise")
    waiting = [make_invitation(session, door.evening, room=None) for _ in range(12)]
    place = session.scalars(shared).one()
    for one in waiting:
        one.pupil.presentation.place(room_id=place.room_id or 0, round_id=place.round_id or 0)
    acts = [letting_in(door, one, 1) for one in waiting]
    session.commit()
    told = race(app, *acts)
    assert (told.count(1), told.count(RoomFull)) == (6, 6)
    session.expire_all()
    assert session.scalar(select(func.sum(Invitation.came))) == 6


def test_a_press_takes_few_statements(app: Flask, session: Session) -> None:
    door = make_door(session)
    session.refresh(door.evening)
    session.refresh(door.sami)
    with statements(app) as sent:
        let_in(session, door, door.sami)
    assert len(sent) == 4


def test_a_press_is_for_at_most_as_many_as_are_kept(session: Session) -> None:
    door = make_door(session)
    let_in(session, door, door.adam, door_check_in.MOST, beyond=100)
    assert door.adam.came == 40
