"""A school's evenings: in which list, begun, copied, and never those of another school."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_steps import EveningStep
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_todos import evening_todos
from partnerlink.services.evenings import (
    EveningList,
    copy_evening,
    count_lists,
    evenings_in,
    find_own,
)
from tests.factories import NOW, TODAY, make_organisation
from tests.factories_evenings import DAY, make_evening, make_invitation, make_pupil

pytestmark = pytest.mark.both_databases


def days(day: date) -> dict[str, object]:
    return {
        "day": day,
        "answer_by": day - timedelta(days=2),
        "held_until": day - timedelta(days=7),
    }


def test_each_evening_stands_in_one_list(session: Session) -> None:
    school = make_organisation(session)
    tonight = make_evening(session, school, **days(TODAY))  # type: ignore[arg-type]
    later = make_evening(session, school)
    draft = make_evening(session, school, state=EveningState.DRAFT)
    past = make_evening(session, school, **days(TODAY - timedelta(days=1)))  # type: ignore[arg-type]
    cancelled = make_evening(session, school, state=EveningState.CANCELLED)
    make_evening(session)
    found = {
        which: session.scalars(evenings_in(school.id, which, today=TODAY)).all()
        for which in EveningList
    }
    assert found == {
        EveningList.COMING: [tonight, later],
        EveningList.DRAFTS: [draft],
        EveningList.PAST: [past],
        EveningList.CANCELLED: [cancelled],
    }
    counts = count_lists(session, school.id, today=TODAY)
    assert counts == {which: len(evenings) for which, evenings in found.items()}


def test_an_evening_of_another_school_is_not_found(session: Session) -> None:
    evening = make_evening(session)
    assert find_own(session, evening.organisation_id, evening.id) is evening
    assert find_own(session, make_organisation(session).id, evening.id) is None


def test_a_copy_has_the_rooms_and_rounds_and_nobody_in_it(session: Session) -> None:
    evening = make_evening(session, welcome="Welkom!", seats_released_at=NOW)
    evening.rooms[1].is_step_free = False
    make_invitation(session, evening)
    copy = copy_evening(session, evening, contact=evening.contact, today=TODAY, now=NOW)
    rooms = session.scalars(select(EveningRoom).where(EveningRoom.evening_id == copy.id)).all()
    rounds = select(func.count()).where(EveningRound.evening_id == copy.id)
    people = select(func.count()).where(Pupil.evening_id == copy.id)
    assert (copy.state, copy.title, copy.welcome) == (EveningState.DRAFT, evening.title, "Welkom!")
    assert (copy.day, copy.day.weekday()) == (DAY + timedelta(weeks=52), DAY.weekday())
    assert copy.held_until < copy.answer_by < copy.day
    assert {(each.name, each.capacity, each.is_step_free) for each in rooms} == {
        ("A1", 30, True),
        ("A2", 30, False),
    }
    assert (session.scalar(rounds), session.scalar(people)) == (3, 0)
    assert (copy.keeps_seats, copy.sequence, copy.opened_at) == (True, 0, None)


def test_a_copy_of_an_old_evening_is_in_the_future(session: Session) -> None:
    evening = make_evening(session, **days(date(2019, 3, 5)))  # type: ignore[arg-type]
    copy = copy_evening(session, evening, contact=evening.contact, today=TODAY, now=NOW)
    assert TODAY < copy.day <= TODAY + timedelta(weeks=52)


def test_what_waits_for_the_school_is_on_its_list_and_what_does_not_is_not(
    session: Session,
) -> None:
    school = make_organisation(session)
    report = make_evening(session, school, **days(TODAY - timedelta(days=7)))  # type: ignore[arg-type]
    make_evening(session, school, **days(TODAY - timedelta(days=8)))  # type: ignore[arg-type]
    tonight = make_evening(session, school, **days(TODAY))  # type: ignore[arg-type]
    draft = make_evening(session, school, state=EveningState.DRAFT)
    make_evening(session, school, state=EveningState.CANCELLED)
    quiet = make_evening(session, school)
    make_pupil(session, quiet)
    found = evening_todos(session, school.id, today=TODAY)
    assert [(each.evening, each.step) for each in found] == [
        (report, EveningStep.REPORT),
        (tonight, EveningStep.DOOR),
        (draft, EveningStep.PUPILS),
    ]
