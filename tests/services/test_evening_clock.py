"""Seats come free and answering ends on their days, once; and what was presented is counted."""

from collections import Counter
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState, InvitationState
from partnerlink.domain.vocabulary import Competence, Leerjaar, Level
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.kinds import MailKind
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_changes, evening_clock, evening_seats
from partnerlink.services.evening_clock import EveningStep
from partnerlink.services.evening_seats import get_for_answer
from partnerlink.services.tick import tick
from tests.factories import NOW, make_organisation
from tests.factories_evening_mail import letters
from tests.factories_evenings import DAY, make_evening, make_invitation, make_pupil
from tests.mail.working import Moment, work
from tests.overlapping import halted_after, overlap
from tests.races import race
from tests.ticking import on, ticked
from tests.whole_evenings import reload

HELD_UNTIL = DAY - timedelta(days=7)
ANSWER_BY = DAY - timedelta(days=2)
ONE = timedelta(days=1)


def answer(session: Session, invitation: Invitation, people: int, *, minute: int = 0) -> None:
    found = get_for_answer(session, invitation.id)
    evening_seats.answer(session, found, people, now=NOW + timedelta(minutes=minute))
    session.flush()


def address_of(session: Session, invitation: Invitation) -> str | None:
    carers = select(Carer.email).where(Carer.household_id == invitation.household_id)
    return session.scalars(carers).one()


def waiting_behind_a_silent_family(
    session: Session, *, day: date = DAY
) -> tuple[Evening, Invitation, Invitation]:
    """Return a room of four seats: a family of four that has two, and one that says nothing."""
    evening = make_evening(session, rooms={"A1": 4}, day=day)
    eager, silent = make_invitation(session, evening), make_invitation(session, evening)
    answer(session, eager, 4)
    return evening, eager, silent


def step_called(name: str) -> EveningStep:
    return next(step for step in evening_clock.STEPS if step.name == name)


@pytest.mark.both_databases
def test_seats_of_who_did_not_answer_come_free_the_day_after_they_were_kept(
    session: Session,
) -> None:
    evening, eager, silent = waiting_behind_a_silent_family(session)
    assert ticked(session, on(HELD_UNTIL, "23:59"))["seats_released"] == 0
    assert (eager.seats, evening.keeps_seats) == (2, True)
    assert ticked(session, on(HELD_UNTIL + ONE, "00:00"))["seats_released"] == 1
    assert (eager.seats, eager.waiting_since, evening.keeps_seats) == (4, None, False)
    assert silent.state is InvitationState.ASKED
    assert letters(session, MailKind.EVENING_SEATS_FOUND) == [address_of(session, eager)]
    assert ticked(session, on(HELD_UNTIL + ONE))["seats_released"] == 0


@pytest.mark.both_databases
def test_once_answering_is_over_no_seat_stays_empty_for_a_family_that_does_not_fit(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 5}, seats_per_family=1)
    large, small, third = (make_invitation(session, evening) for _ in range(3))
    answer(session, large, 5)
    large.passed_over = 3
    answer(session, third, 3, minute=1)
    answer(session, small, 2, minute=2)
    assert [one.seats for one in (large, small, third)] == [1, 1, 1]
    ticked(session, on(HELD_UNTIL + ONE))
    assert [one.seats for one in (large, small, third)] == [1, 1, 1]
    assert ticked(session, on(ANSWER_BY, "23:59"))["answering_ended"] == 0
    assert ticked(session, on(ANSWER_BY + ONE, "00:01"))["answering_ended"] == 1
    assert [one.seats for one in (large, small, third)] == [1, 1, 3]
    assert letters(session, MailKind.EVENING_SEATS_FOUND) == [address_of(session, third)]
    assert ticked(session, on(ANSWER_BY + ONE))["answering_ended"] == 0


def test_a_later_last_day_lets_answering_end_again(session: Session) -> None:
    evening = make_evening(session, answer_by=DAY - 3 * ONE)
    make_invitation(session, evening)
    assert ticked(session, on(DAY - 2 * ONE))["answering_ended"] == 1
    reload(session, evening)
    content = {"answer_by": DAY - ONE}
    moment = on(DAY - 2 * ONE, "13:00")
    evening_changes.change_evening(session, evening, content, contact=evening.contact, now=moment)
    assert ticked(session, moment)["answering_ended"] == 0
    assert ticked(session, on(DAY))["answering_ended"] == 1


@pytest.mark.parametrize("state", [EveningState.DRAFT, EveningState.CANCELLED])
def test_time_brings_nothing_to_an_evening_that_does_not_go_on(
    session: Session, state: EveningState
) -> None:
    make_invitation(session, make_evening(session, state=state))
    for day in (HELD_UNTIL, ANSWER_BY, DAY - ONE, DAY, DAY + ONE):
        assert ticked(session, on(day + ONE)) == Counter()


@pytest.mark.both_databases
def test_two_clocks_that_tick_at_once_do_everything_once(app: Flask, session: Session) -> None:
    _, eager, _ = waiting_behind_a_silent_family(session)
    make_invitation(session, make_evening(session, day=ANSWER_BY, answer_by=HELD_UNTIL))
    session.commit()
    now = on(ANSWER_BY + ONE)
    outcomes = race(app, *[lambda _own: tick(now)] * 2)
    together = sum((done for done in outcomes if isinstance(done, Counter)), Counter[str]())
    assert together == Counter(seats_released=1, answering_ended=1, reminded_day=1, presented=1)
    session.expire_all()
    assert eager.seats == 4
    assert len(letters(session, MailKind.EVENING_SEATS_FOUND)) == 1


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ["seats_released", "answering_ended", "presented"])
def test_a_clock_that_comes_in_halfway_waits_and_finds_nothing_left_to_do(
    app: Flask, session: Session, name: str
) -> None:
    evening, _, _ = waiting_behind_a_silent_family(session)
    number = evening.id
    step = step_called(name)
    now = on(DAY + ONE if name == "presented" else DAY)
    session.commit()

    def first(own: Session) -> None:
        assert step.take(own, number, now)

    assert overlap(app, halted_after(first), lambda own: step.take(own, number, now)) is False
    session.expire_all()
    assert len(letters(session, MailKind.EVENING_SEATS_FOUND)) == (name == "seats_released")


@pytest.mark.both_databases
def test_who_answers_while_seats_are_released_gets_no_seat_that_another_has(
    app: Flask, session: Session
) -> None:
    _, eager, silent = waiting_behind_a_silent_family(session)
    number, now = silent.id, on(HELD_UNTIL + ONE)

    def says_yes(own: Session) -> int:
        found = get_for_answer(own, number)
        evening_seats.answer(own, found, 2, now=now)
        return found.seats

    released = step_called("seats_released")
    evening_id = eager.evening_id

    def release(own: Session) -> None:
        assert released.take(own, evening_id, now)

    session.commit()
    seats = overlap(app, halted_after(release), says_yes)
    session.expire_all()
    assert (eager.seats, seats) == (4, 0)
    assert session.scalar(select(func.sum(Invitation.seats))) == 4


def test_seats_found_at_night_are_told_in_the_morning(app: Flask, session: Session) -> None:
    _, eager, _ = waiting_behind_a_silent_family(session, day=DAY + 7 * ONE)
    ticked(session, on(HELD_UNTIL + ONE, "00:01"))
    moment = Moment()
    for clock, sent in (("00:02", 0), ("07:59", 0), ("08:00", 1)):
        moment.now = on(HELD_UNTIL + ONE, clock)
        assert work(session, KeptHere(), moment).sent == sent, clock
    letter = session.scalars(select(OutboxMail)).one()
    assert letter.recipient == address_of(session, eager)


@pytest.mark.both_databases
@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2027, 3, 28)])
def test_in_the_night_in_which_the_clock_changes_a_day_ends_at_midnight_all_the_same(
    session: Session, night: date
) -> None:
    evening = make_evening(session, day=night + 9 * ONE, answer_by=night, held_until=night - ONE)
    make_invitation(session, evening)
    assert ticked(session, on(night - ONE, "23:59"))["seats_released"] == 0
    assert ticked(session, on(night, "00:00"))["seats_released"] == 1
    assert ticked(session, on(night, "23:59"))["answering_ended"] == 0
    assert ticked(session, on(night + ONE, "00:00"))["answering_ended"] == 1


@pytest.mark.both_databases
def test_what_was_presented_is_one_encounter_with_a_row_for_each_leerjaar_and_level(
    session: Session,
) -> None:
    served = frozenset({Competence.NETWERKEN})
    school = make_organisation(session)
    evening = make_evening(session, school, competences=served)
    for _ in range(2):
        make_pupil(session, evening)
    make_pupil(session, evening, level=Level.HAVO, leerjaar=Leerjaar.L4)
    make_pupil(session, evening, room=None)
    assert ticked(session, on(DAY, "23:59"))["presented"] == 0
    assert ticked(session, on(DAY + ONE, "00:01"))["presented"] == 1
    assert ticked(session, on(DAY + ONE))["presented"] == 0
    met = session.scalars(select(Encounter).order_by(Encounter.leerjaar)).all()
    assert [(one.leerjaar, one.level, one.pupils) for one in met] == [
        (Leerjaar.L3, Level.VMBO_KB, 2),
        (Leerjaar.L4, Level.HAVO, 1),
    ]
    assert {one.meeting for one in met} == {met[0].meeting}
    assert {(one.school_id, one.day, one.competences) for one in met} == {(school.id, DAY, served)}
    assert evening.recorded_at == on(DAY + ONE, "00:01")


def test_pupils_of_whom_no_leerjaar_or_level_is_known_are_no_encounter(session: Session) -> None:
    evening = make_evening(session, level=None)
    make_pupil(session, evening)
    assert ticked(session, on(DAY + ONE))["presented"] == 1
    assert not session.scalars(select(Encounter)).all()
