"""Twins in two classes, from the list of their school to what their parents answer."""

from itertools import pairwise

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState, InvitationState
from partnerlink.domain.planner import plan
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.compose import compose
from partnerlink.mail.evening_calendar import invitation_calendar
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_plan, household_answers
from partnerlink.services.evening_invitations import send_batch
from partnerlink.services.evening_programme import Keep, standing_of
from partnerlink.services.evening_seats import get_for_answer
from tests.factories import NOW
from tests.factories_evenings import make_evening
from tests.pupil_imports import bring_in, pupils
from tests.whole_evenings import reload

pytestmark = pytest.mark.both_databases

CLASS = 11
HOME = "thuis@familie.example"


def make_classes(session: Session) -> Evening:
    """Make two classes that each fill a room, with one of the twins in each, and plan them."""
    rooms = {"A1": 20, "A2": 20}
    evening = make_evening(
        session, rooms=rooms, state=EveningState.DRAFT, presentations_per_round=4
    )
    lines = [
        f"{letter}{number};Kind;3{letter};Een brug;gezin{letter}{number}@familie.example;;;;\n"
        for letter in "AB"
        for number in range(CLASS)
    ]
    lines += [f"T1;Sami;3A;Een brug;{HOME};;;;\n", f"T2;Nour;3B;Een brug;{HOME};;;;\n"]
    bring_in(session, evening, "".join(lines))
    reload(session, evening)
    # Twelve turns a room: each class fills one, and the twins are in different ones.
    task = standing_of(session, evening).task(Keep.FIXED)
    evening_plan.write_programme(session, evening, task, plan(task), keep=Keep.FIXED, now=NOW)
    evening.state = EveningState.OPEN
    session.flush()
    return reload(session, evening)


def test_twins_in_two_classes_have_one_mail_two_answers_and_times_at_which_both_are_seen(
    session: Session,
) -> None:
    evening = make_classes(session)
    assert send_batch(session, evening, now=NOW) == 2 * CLASS + 1
    session.flush()

    (mail,) = session.scalars(select(OutboxMail).where(OutboxMail.recipient == HOME))
    letter = compose(session, mail, now=NOW)
    assert letter is not None
    assert "Sami" in letter.text
    assert "Nour" in letter.text

    session.expire_all()
    found = pupils(session)
    one, other = (found[code].invitations[0].id for code in ("T1", "T2"))
    for number, people in ((one, 2), (other, 1)):
        household_answers.answer(session, get_for_answer(session, number), people, now=NOW)
    session.flush()
    family = household_answers.of_household(session, get_for_answer(session, one))
    assert [(each.state, each.seats) for each in family] == [
        (InvitationState.COMING, 2),
        (InvitationState.COMING, 1),
    ]

    content = invitation_calendar(family, method=CalendarMethod.PUBLISH, now=NOW)
    events = sorted(Calendar.from_ical(content).events, key=lambda event: event["DTSTART"].dt)
    assert len(events) == 2
    for early, late in pairwise(events):
        assert early["DTEND"].dt <= late["DTSTART"].dt
    rooms = {each.pupil.presentation.room_id for each in family}
    gap = events[1]["DTSTART"].dt - events[0]["DTEND"].dt
    assert len(rooms) == 1 or gap.total_seconds() >= 1800, "there is a round to walk"


def test_a_no_for_one_of_twins_leaves_the_other_as_it_is(session: Session) -> None:
    make_classes(session)
    found = pupils(session)
    one, other = (found[code].invitations[0].id for code in ("T1", "T2"))
    for number, people in ((one, 2), (other, 2), (one, 0)):
        household_answers.answer(session, get_for_answer(session, number), people, now=NOW)
    session.flush()
    family = household_answers.of_household(session, get_for_answer(session, other))
    said = {each.id: (each.state, each.seats) for each in family}
    assert said == {one: (InvitationState.NOT_COMING, 0), other: (InvitationState.COMING, 2)}
