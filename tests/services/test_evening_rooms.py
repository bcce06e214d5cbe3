"""Rooms and rounds change, and nobody who has a seat loses it."""

from datetime import time

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.errors import NotAllowedNow, RoomTooSmall
from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_layout import Layout, RoomLine, RoundLine
from partnerlink.domain.evening_times import Span
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_seats
from partnerlink.services.evening_rooms import Arranged, RoundsOverlap, StillUsed, arrange
from partnerlink.services.evening_seats import get_for_answer
from tests.factories import NOW
from tests.factories_evenings import DAY, make_evening, make_invitation, make_pupil
from tests.races import race
from tests.whole_evenings import reload


def sized(room: EveningRoom, capacity: int, **changes: object) -> Layout:
    values: dict[str, object] = {"number": room.id, "name": room.name, "capacity": capacity}
    return Layout(rooms=[RoomLine(**(values | changes))])  # type: ignore[arg-type]


def answered(session: Session, invitation: Invitation, people: int) -> None:
    found = get_for_answer(session, invitation.id)
    evening_seats.answer(session, found, people, now=NOW)
    reload(session, found.pupil.presentation.evening)


def mails(session: Session) -> list[MailKind]:
    return [MailKind(kind) for kind in session.scalars(select(OutboxMail.kind))]


@pytest.mark.both_databases
def test_a_room_that_is_too_small_is_refused_with_the_names_that_would_not_fit(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    make_invitation(session, evening, first_name="Sami")
    make_invitation(session, evening, first_name="Noor", initial="V")
    with pytest.raises(RoomTooSmall) as refused:
        arrange(session, evening, sized(evening.rooms[0], 3), now=NOW)
    assert (refused.value.room, refused.value.names) == ("A1", ("Noor V",))
    assert reload(session, evening).rooms[0].capacity == 4


def test_a_room_is_held_against_its_fullest_round(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    make_invitation(session, evening)
    for _ in range(2):
        make_invitation(session, evening, round_=1, first_name="Daan")
    with pytest.raises(RoomTooSmall) as refused:
        arrange(session, evening, sized(evening.rooms[0], 3), now=NOW)
    assert refused.value.names == ("Daan B",)
    arrange(session, reload(session, evening), sized(evening.rooms[0], 4), now=NOW)


@pytest.mark.both_databases
def test_a_larger_room_serves_its_waiting_list_at_once_and_tells_the_family(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    first, second = make_invitation(session, evening), make_invitation(session, evening)
    answered(session, first, 4)
    answered(session, second, 2)
    assert (first.seats, first.lacking) == (2, 2)
    done = arrange(session, evening, sized(evening.rooms[0], 6), now=NOW)
    assert (done.served, first.seats) == ([first], 4)
    assert mails(session) == [MailKind.EVENING_SEATS_FOUND]


def test_a_room_that_was_too_full_already_may_grow_a_little(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 2})
    for _ in range(2):
        make_invitation(session, evening)
    arrange(session, evening, sized(evening.rooms[0], 3), now=NOW)
    assert reload(session, evening).rooms[0].capacity == 3


def test_a_room_and_a_round_with_presentations_stay(session: Session) -> None:
    evening = make_evening(session)
    make_pupil(session, evening, first_name="Sami")
    with pytest.raises(StillUsed) as room:
        arrange(session, evening, Layout(gone_rooms=[evening.rooms[0].id]), now=NOW)
    with pytest.raises(StillUsed) as round_:
        arrange(session, evening, Layout(gone_rounds=[evening.rounds[0].id]), now=NOW)
    assert (room.value.is_room, round_.value.is_room) == (True, False)
    assert room.value.names == round_.value.names == ("Sami B",)


@pytest.mark.both_databases
def test_what_is_empty_goes_and_its_name_and_time_can_be_used_anew(session: Session) -> None:
    evening = make_evening(session, rounds=2)
    room, last = evening.rooms[1], evening.rounds[1]
    layout = Layout(
        rooms=[RoomLine(name=room.name, capacity=12, is_step_free=False)],
        rounds=[RoundLine(span=Span(last.starts, time(20, 15)))],
        gone_rooms=[room.id],
        gone_rounds=[last.id],
    )
    arrange(session, evening, layout, now=NOW)
    session.expire_all()
    kept = session.scalars(select(EveningRoom).order_by(EveningRoom.position)).all()
    assert [(each.name, each.capacity, each.is_step_free) for each in kept] == [
        ("A1", 30, True),
        ("A2", 12, False),
    ]


@pytest.mark.both_databases
def test_two_rooms_change_names_and_two_rounds_change_times(session: Session) -> None:
    evening = make_evening(session, rounds=2)
    one, two = evening.rooms
    early, late = evening.rounds
    spans = [Span(each.starts, each.ends) for each in (early, late)]
    layout = Layout(
        rooms=[
            RoomLine(number=one.id, name="A2", capacity=30),
            RoomLine(number=two.id, name="A1", capacity=30),
        ],
        rounds=[
            RoundLine(number=early.id, span=spans[1]),
            RoundLine(number=late.id, span=spans[0]),
        ],
    )
    arrange(session, evening, layout, now=NOW)
    session.expire(one)
    session.expire(early)
    assert (one.name, early.starts) == ("A2", spans[1].starts)


@pytest.mark.parametrize("starts", [time(19, 0), time(19, 29)])
def test_rounds_never_overlap_the_ones_there_are(session: Session, starts: time) -> None:
    evening = make_evening(session, rounds=1)
    layout = Layout(rounds=[RoundLine(span=Span(starts, time(19, 45)))])
    with pytest.raises(RoundsOverlap):
        arrange(session, evening, layout, now=NOW)


@pytest.mark.parametrize(
    "changes", [{"state": EveningState.CANCELLED}, {"day": NOW.date().replace(day=9)}]
)
def test_what_is_over_stays_as_it_was(session: Session, changes: dict[str, object]) -> None:
    days = {"answer_by": DAY.replace(month=11, day=2), "held_until": DAY.replace(month=11, day=1)}
    evening = make_evening(session, **(days | changes))  # type: ignore[arg-type]
    with pytest.raises(NotAllowedNow):
        arrange(session, evening, Layout(), now=NOW)


@pytest.mark.both_databases
def test_a_room_that_shrinks_while_families_answer_is_never_oversold(
    app: Flask, session: Session
) -> None:
    evening = make_evening(session, rooms={"A1": 8})
    numbers = [make_invitation(session, evening).id for _ in range(2)]
    room, key = evening.rooms[0].id, evening.id
    session.commit()

    def shrink(own: Session) -> Arranged:
        options = selectinload(Evening.rooms), selectinload(Evening.rounds)
        mine = own.get_one(Evening, key, options=options)
        line = RoomLine(number=room, name="A1", capacity=4)
        return arrange(own, mine, Layout(rooms=[line]), now=NOW)

    def answer(number: int, own: Session) -> None:
        evening_seats.answer(own, get_for_answer(own, number), 4, now=NOW)

    race(app, shrink, *(lambda own, n=n: answer(n, own) for n in numbers))
    session.expire_all()
    capacity = session.scalars(select(EveningRoom.capacity)).one()
    seats = sum(session.scalars(select(Invitation.seats)).all())
    assert seats <= capacity
