"""The programme is written, and presentations move, without a family losing a seat."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow, RoomTooSmall
from partnerlink.domain.evening import EveningState
from partnerlink.domain.planner import plan
from partnerlink.domain.planner_values import Place
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_plan, evening_seats
from partnerlink.services.evening_plan import ProgrammeChanged
from partnerlink.services.evening_programme import Keep, place_of, seats_of, standing_of
from partnerlink.services.evening_seats import get_for_answer
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil
from tests.races import race


def place(evening: Evening, room: int, round_: int) -> Place:
    return Place(evening.rooms[room].id, evening.rounds[round_].id)


def answer(session: Session, invitation: Invitation, people: int) -> None:
    evening_seats.answer(session, get_for_answer(session, invitation.id), people, now=NOW)
    session.flush()


def placed(session: Session, *pupils: Pupil) -> list[Place | None]:
    """Return where pupils present, as it is stored."""
    session.flush()
    numbers = [pupil.presentation_id for pupil in pupils]
    found = [session.get_one(Presentation, number, populate_existing=True) for number in numbers]
    return [place_of(one) for one in found]


def make_plan(session: Session, evening: Evening, *, keep: Keep = Keep.FIXED) -> None:
    task = standing_of(session, evening).task(keep)
    evening_plan.write_programme(session, evening, task, plan(task), keep=keep, now=NOW)
    session.flush()


def letters(session: Session) -> list[tuple[MailKind, str]]:
    session.flush()
    found = session.scalars(select(OutboxMail).order_by(OutboxMail.id))
    return [(letter.kind, letter.recipient) for letter in found]


@pytest.mark.both_databases
def test_every_presentation_of_a_draft_gets_a_place_and_nobody_is_told(session: Session) -> None:
    evening = make_evening(session, state=EveningState.DRAFT)
    pupils = [make_pupil(session, evening, room=None) for _ in range(8)]
    twins = [make_pupil(session, evening, room=None, class_name=name) for name in ("3A", "3B")]
    make_household(session, evening, *twins)
    make_plan(session, evening)
    assert None not in placed(session, *pupils)
    one, other = placed(session, *twins)
    assert one is not None
    assert other is not None
    assert one.round != other.round
    assert letters(session) == []


@pytest.mark.both_databases
def test_what_changed_while_the_programme_was_made_is_not_overwritten(session: Session) -> None:
    evening = make_evening(session, state=EveningState.DRAFT)
    make_pupil(session, evening, room=None)
    task = standing_of(session, evening).task()
    made = plan(task)
    late = make_pupil(session, evening, room=None)
    with pytest.raises(ProgrammeChanged):
        evening_plan.write_programme(session, evening, task, made, keep=Keep.FIXED, now=NOW)
    assert placed(session, late) == [None]


def test_who_was_invited_stays_where_they_are_while_newcomers_are_planned(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 30, "A2": 30})
    invited = make_invitation(session, evening, room=1, round_=2)
    new = make_pupil(session, evening, room=None)
    there, pupil = place(evening, 1, 2), invited.pupil
    make_plan(session, evening, keep=Keep.PLACED)
    assert placed(session, pupil) == [there]
    assert placed(session, new) != [None]
    assert letters(session) == []


def test_a_presentation_put_by_hand_stays_when_all_are_planned_anew(session: Session) -> None:
    evening = make_evening(session, state=EveningState.DRAFT)
    pupil = make_pupil(session, evening)
    there = place(evening, 1, 2)
    evening_plan.move(session, evening, {pupil.presentation_id: there}, now=NOW)
    make_plan(session, evening)
    assert placed(session, pupil) == [there]


def test_who_finds_no_place_in_a_draft_loses_the_old_one(session: Session) -> None:
    evening = make_evening(session, state=EveningState.DRAFT, rooms={"A1": 30}, rounds=1)
    pupils = [make_pupil(session, evening) for _ in range(2)]
    evening.presentations_per_round = 1
    make_plan(session, evening)
    assert placed(session, *pupils).count(None) == 1


@pytest.mark.both_databases
def test_a_family_keeps_its_seats_when_its_child_moves_and_the_next_gets_what_comes_free(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 6, "A2": 6})
    moved, waiting = make_invitation(session, evening), make_invitation(session, evening)
    emails = [one.household.carers[0].email for one in (moved, waiting)]
    number, there = moved.pupil.presentation_id, place(evening, 1, 0)
    answer(session, moved, 4)
    answer(session, waiting, 4)
    assert (moved.seats, waiting.seats) == (4, 2)
    sequence = evening.sequence
    evening_plan.move(session, evening, {number: there}, now=NOW)
    assert (moved.seats, waiting.seats) == (4, 4)
    assert evening.sequence == sequence + 1
    assert letters(session) == [
        (MailKind.EVENING_SEATS_FOUND, emails[1]),
        (MailKind.EVENING_CHANGED, emails[0]),
    ]


@pytest.mark.both_databases
def test_a_move_into_a_room_without_enough_seats_is_refused_with_the_names(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 6, "A2": 3})
    moved = make_invitation(session, evening, first_name="Noor", initial="V")
    make_invitation(session, evening, room=1)
    pupil, here, there = moved.pupil, place(evening, 0, 0), place(evening, 1, 0)
    with pytest.raises(RoomTooSmall) as refused:
        evening_plan.move(session, evening, {pupil.presentation_id: there}, now=NOW)
    assert (refused.value.room, refused.value.names) == ("A2", ("Noor V",))
    assert placed(session, pupil) == [here]


def test_two_full_rooms_can_swap(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 2, "A2": 2})
    one, other = make_invitation(session, evening), make_invitation(session, evening, room=1)
    pupils = [one.pupil, other.pupil]
    wanted = [place(evening, 1, 0), place(evening, 0, 0)]
    moves = {pupil.presentation_id: to for pupil, to in zip(pupils, wanted, strict=True)}
    evening_plan.move(session, evening, moves, now=NOW)
    assert placed(session, *pupils) == wanted


def test_only_a_draft_lets_a_presentation_go_without_a_place(session: Session) -> None:
    evening = make_evening(session)
    pupil = make_pupil(session, evening)
    with pytest.raises(NotAllowedNow):
        evening_plan.take_out(session, evening, pupil.presentation)
    draft = make_evening(session, state=EveningState.DRAFT)
    other = make_pupil(session, draft)
    evening_plan.take_out(session, draft, other.presentation)
    assert placed(session, other) == [None]


def test_after_the_evening_nothing_moves(session: Session) -> None:
    evening = make_evening(session)
    pupil = make_pupil(session, evening)
    with pytest.raises(NotAllowedNow):
        evening_plan.move(
            session,
            evening,
            {pupil.presentation_id: place(evening, 1, 0)},
            now=NOW + timedelta(days=60),
        )


def test_seats_are_counted_as_they_are_given_and_kept(session: Session) -> None:
    evening = make_evening(session, seats_per_family=3)
    apart = make_pupil(session, evening)
    for _ in range(2):
        make_household(session, evening, apart)
    unknown = make_pupil(session, evening)
    coming = make_invitation(session, evening)
    numbers = [pupil.presentation_id for pupil in (apart, unknown, coming.pupil)]
    answer(session, coming, 5)
    standing = standing_of(session, evening)
    assert [seats_of(evening, standing.by_number[number]) for number in numbers] == [4, 3, 5]


@pytest.mark.both_databases
def test_moves_and_answers_at_once_never_oversell_a_room(app: Flask, session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 12, "A2": 5})
    families = [make_invitation(session, evening) for _ in range(6)]
    evening_id, there = evening.id, place(evening, 1, 0)
    moves = [one.pupil.presentation_id for one in families[:3]]
    numbers = [one.id for one in families]
    session.commit()

    def moving(number: int) -> object:
        def act(own: Session) -> int:
            evening_plan.move(own, own.get_one(Evening, evening_id), {number: there}, now=NOW)
            return number

        return act

    def answering(number: int) -> object:
        def act(own: Session) -> int:
            evening_seats.answer(own, get_for_answer(own, number), 3, now=NOW)
            return number

        return act

    acts = [moving(one) for one in moves] + [answering(one) for one in numbers]
    race(app, *acts)  # type: ignore[arg-type]
    session.expire_all()
    given = session.execute(
        select(Presentation.room_id, func.sum(Invitation.seats))
        .join(Invitation.pupil)
        .join(Presentation)
        .group_by(Presentation.room_id)
    ).all()
    seats = {row[0]: row[1] for row in given}
    assert seats[there.room] <= 5
    assert all(number <= 12 for number in seats.values())
