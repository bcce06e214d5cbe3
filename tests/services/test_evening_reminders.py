"""Households hear of an evening at the right moments, each thing once, and not when it is idle."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services import evening_changes, evening_seats
from partnerlink.services.evening_seats import get_for_answer
from partnerlink.services.tick import tick
from tests.factories import NOW
from tests.factories_evening_mail import letters
from tests.factories_evenings import DAY, make_evening, make_household, make_pupil
from tests.factories_families import before, days_of, family
from tests.mail.working import Moment, work
from tests.races import race
from tests.ticking import on, ticked
from tests.whole_evenings import reload

ONE = timedelta(days=1)
WEEK = 7 * ONE
HELD_UNTIL = DAY - WEEK
ANSWER_BY = DAY - 2 * ONE
HOLD, REMIND_WEEK = MailKind.EVENING_HOLD, MailKind.EVENING_REMIND_WEEK
REMIND_DAY, SILENT = MailKind.EVENING_REMIND_DAY, "stil@familie.example"


@pytest.mark.both_databases
def test_who_did_not_answer_hears_three_days_before_that_seats_come_free(session: Session) -> None:
    evening = make_evening(session)
    family(session, evening)
    family(session, evening, "ja", 2)
    family(session, evening, "nee", 0)
    family(session, evening, "nietgevraagd", invited=None)
    family(session, evening, "ingetrokken").revoke_link()
    make_household(session, evening, make_pupil(session, evening), emails=(None,))
    assert days_of(session, "hold_told", before(HELD_UNTIL + ONE, 6)) == [HELD_UNTIL - 3 * ONE]
    assert letters(session, HOLD) == [SILENT]


def test_who_was_invited_late_hears_it_two_days_after_that(session: Session) -> None:
    invited = on(HELD_UNTIL - 3 * ONE, "09:00")
    family(session, make_evening(session), invited=invited)
    assert days_of(session, "hold_told", before(HELD_UNTIL, 3)) == [HELD_UNTIL - ONE]


def test_seats_that_are_kept_longer_are_told_of_again(session: Session) -> None:
    evening = make_evening(session, day=DAY + 2 * WEEK, answer_by=DAY + WEEK)
    family(session, evening)
    assert ticked(session, on(HELD_UNTIL))["hold_told"] == 1
    evening.held_until = DAY
    assert days_of(session, "hold_told", before(DAY, 6)) == [DAY - 3 * ONE]


@pytest.mark.both_databases
def test_a_week_before_who_comes_or_owes_an_answer_is_reminded_once(session: Session) -> None:
    evening = make_evening(session)
    family(session, evening)
    family(session, evening, "ja", 2)
    family(session, evening, "nee", 0)
    family(session, evening, "weg", 2).withdraw()
    family(session, evening, "nietgevraagd", invited=None)
    week = DAY - WEEK
    assert days_of(session, "reminded_week", before(DAY, 9)) == [week, week]
    assert letters(session, REMIND_WEEK) == ["ja@familie.example", SILENT]


@pytest.mark.parametrize(
    ("invited", "reminded"), [(9, 7), (8, 6), (7, 5), (5, 3), (4, None), (2, None)]
)
def test_within_two_days_of_an_invitation_nobody_is_reminded(
    session: Session, invited: int, reminded: int | None
) -> None:
    """Both are days before the evening."""
    evening = make_evening(session, held_until=DAY - 20 * ONE)
    family(session, evening, invited=on(DAY - invited * ONE, "09:00"))
    days = days_of(session, "reminded_week", before(DAY, 9))
    assert days == ([] if reminded is None else [DAY - reminded * ONE])


def test_who_was_just_told_of_seats_is_reminded_two_days_later(session: Session) -> None:
    evening = make_evening(session, held_until=DAY - 5 * ONE)
    family(session, evening)
    assert ticked(session, on(DAY - 8 * ONE))["hold_told"] == 1
    assert days_of(session, "reminded_week", before(DAY, 7)) == [DAY - 6 * ONE]


def test_who_just_answered_is_left_in_peace(session: Session) -> None:
    family(session, make_evening(session), "ja", 2, answered=on(DAY - WEEK, "09:00"))
    assert days_of(session, "reminded_week", before(DAY, 7)) == [DAY - 5 * ONE]


def test_nobody_is_asked_for_an_answer_that_can_no_longer_be_given(session: Session) -> None:
    evening = make_evening(session, answer_by=DAY - 8 * ONE, held_until=DAY - 9 * ONE)
    family(session, evening)
    family(session, evening, "ja", 2)
    ticked(session, on(DAY - WEEK))
    assert letters(session, REMIND_WEEK) == ["ja@familie.example"]


def test_who_waits_for_a_seat_is_not_told_that_it_is_nice_that_they_come(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 2})
    family(session, evening, "eerst", 2)
    family(session, evening, "wacht", 2).seats = 0
    for day in (DAY - WEEK, DAY - ONE):
        ticked(session, on(day))
    assert (
        letters(session, REMIND_WEEK) == letters(session, REMIND_DAY) == ["eerst@familie.example"]
    )


@pytest.mark.both_databases
def test_the_day_before_only_who_said_yes_before_that_is_asked_whether_they_still_come(
    session: Session,
) -> None:
    evening = make_evening(session, answer_by=DAY - ONE)
    family(session, evening)
    family(session, evening, "nee", 0)
    family(session, evening, "ja", 2, answered=on(DAY - 2 * ONE, "23:59"))
    family(session, evening, "gisteren", 2, answered=on(DAY - ONE, "00:00"))
    assert days_of(session, "reminded_day", before(DAY + ONE, 4)) == [DAY - ONE]
    assert letters(session, REMIND_DAY) == ["ja@familie.example"]


def test_what_was_sent_is_not_sent_again_when_the_outbox_has_forgotten_it(
    session: Session,
) -> None:
    evening = make_evening(session)
    family(session, evening, "ja", 2)
    family(session, evening)
    days = [HELD_UNTIL - 2 * ONE, DAY - 6 * ONE, DAY - ONE, DAY + ONE]
    for day in days:
        assert ticked(session, on(day))
        session.execute(delete(OutboxMail))
        ticked(session, on(day, "13:00"))
        assert not session.scalars(select(OutboxMail)).all()


def moved(session: Session, evening: Evening, day: date, *, now: datetime) -> None:
    reload(session, evening)
    content = {"day": day, "answer_by": day - 2 * ONE, "held_until": day - WEEK}
    evening_changes.change_evening(session, evening, content, contact=evening.contact, now=now)


def test_an_evening_that_is_moved_far_begins_to_remind_anew(session: Session) -> None:
    evening = make_evening(session)
    family(session, evening, "ja", 2)
    assert days_of(session, "reminded_week", before(DAY - 3 * ONE, 5)) == [DAY - WEEK]
    later = DAY + 21 * ONE
    moved(session, evening, later, now=on(DAY - 3 * ONE))
    assert days_of(session, "reminded_week", before(later, 12)) == [later - WEEK]
    assert len(letters(session, REMIND_WEEK)) == 2


def test_an_evening_that_is_moved_a_day_asks_again_only_on_the_new_day_before(
    session: Session,
) -> None:
    evening = make_evening(session)
    family(session, evening, "ja", 2)
    ticked(session, on(DAY - WEEK))
    ticked(session, on(DAY - ONE))
    moved(session, evening, DAY + ONE, now=on(DAY - ONE, "15:00"))
    assert days_of(session, "reminded_day", [DAY - ONE, DAY, DAY + ONE]) == [DAY]
    assert (len(letters(session, REMIND_WEEK)), len(letters(session, REMIND_DAY))) == (1, 2)


@pytest.mark.parametrize("state", [EveningState.DRAFT, EveningState.CANCELLED])
def test_nobody_hears_of_an_evening_that_does_not_go_on(
    session: Session, state: EveningState
) -> None:
    evening = make_evening(session)
    family(session, evening)
    family(session, evening, "ja", 2)
    evening.state = state
    for day in (HELD_UNTIL - ONE, DAY - 6 * ONE, DAY - ONE, DAY + ONE):
        ticked(session, on(day))
    assert not session.scalars(select(OutboxMail)).all()


def test_a_reminder_of_the_night_waits_till_morning_and_an_answer_before_makes_it_idle(
    app: Flask, session: Session
) -> None:
    evening = make_evening(session)
    gone, stays = family(session, evening, "weg", 2), family(session, evening, "blijft", 2)
    ticked(session, on(DAY - ONE, "00:01"))
    moment = Moment()
    moment.now = on(DAY - ONE, "07:59")
    assert work(session, KeptHere(), moment).sent == 0
    found = get_for_answer(session, gone.id)
    evening_seats.answer(session, found, 0, now=moment.now)
    moment.now = on(DAY - ONE, "08:00")
    tally = work(session, KeptHere(), moment)
    assert (tally.sent, tally.dropped) == (1, 1)
    sent = select(OutboxMail.recipient).where(OutboxMail.state == MailState.SENT)
    assert session.scalars(sent).all() == ["blijft@familie.example"]
    assert stays.seats == 2


@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2027, 3, 28)])
def test_in_the_week_in_which_the_clock_changes_reminders_come_on_their_days(
    session: Session, night: date
) -> None:
    day = night + ONE
    evening = make_evening(session, day=day, answer_by=night, held_until=day - 14 * ONE)
    long_ago = on(day - 30 * ONE)
    family(session, evening, "ja", 2, invited=long_ago, answered=long_ago)
    assert ticked(session, on(day - 8 * ONE, "23:59"))["reminded_week"] == 0
    assert ticked(session, on(day - WEEK, "00:00"))["reminded_week"] == 1
    assert ticked(session, on(night - ONE, "23:59"))["reminded_day"] == 0
    assert ticked(session, on(night, "00:00"))["reminded_day"] == 1
    assert ticked(session, on(day))["reminded_day"] == 0


@pytest.mark.both_databases
def test_two_clocks_that_tick_at_once_write_to_each_household_once(
    app: Flask, session: Session
) -> None:
    evening = make_evening(session)
    for each in range(12):
        family(session, evening, f"gezin{each}", None if each % 2 else 2)
    session.commit()
    now = on(DAY - WEEK)
    outcomes = race(app, *[lambda _own: tick(now)] * 2)
    together = sum((done for done in outcomes if isinstance(done, Counter)), Counter[str]())
    assert together == Counter(hold_told=6, reminded_week=6)
    session.expire_all()
    assert len(set(letters(session, REMIND_WEEK) + letters(session, HOLD))) == 12
    assert len(session.scalars(select(OutboxMail)).all()) == 12


def test_each_carer_of_a_household_gets_the_letter(session: Session) -> None:
    evening = make_evening(session)
    pupils = make_pupil(session, evening), make_pupil(session, evening)
    household = make_household(session, evening, *pupils, emails=("a@x.example", "b@x.example"))
    household.invited_at = NOW
    assert ticked(session, on(DAY - 6 * ONE))["reminded_week"] == 1
    assert letters(session, REMIND_WEEK) == ["a@x.example", "b@x.example"]
    assert session.get_one(Household, household.id).reminded_week_at == on(DAY - 6 * ONE)
