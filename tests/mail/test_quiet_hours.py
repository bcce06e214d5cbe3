"""Letters to parents wait out the night, and no others do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.clock import AMSTERDAM
from partnerlink.mail.delivery import KeptHere, Smtp
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.quiet_hours import goes_out_at
from partnerlink.mail.worker import Tally, Worker
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import MailState, OutboxMail
from tests.factories import NOW, make_account
from tests.factories_evenings import make_evening, make_household, make_pupil
from tests.factories_mail import post_reset
from tests.mail.household_cases import a_household, letter_to
from tests.mail.smtp_sink import Sink
from tests.mail.working import Moment, work


def dutch(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("ready", "goes"),
    [
        ("2026-11-10T08:00", "2026-11-10T08:00"),
        ("2026-11-10T20:59:59", "2026-11-10T20:59:59"),
        ("2026-11-10T21:00", "2026-11-11T08:00"),
        ("2026-11-10T23:59:59", "2026-11-11T08:00"),
        ("2026-11-11T00:00", "2026-11-11T08:00"),
        ("2026-11-11T07:59:59", "2026-11-11T08:00"),
        ("2026-12-31T22:00", "2027-01-01T08:00"),
        # The nights in which the clock goes back, and forward.
        ("2026-10-24T22:00", "2026-10-25T08:00"),
        ("2026-10-25T02:30", "2026-10-25T08:00"),
        ("2027-03-27T22:00", "2027-03-28T08:00"),
        ("2027-03-28T03:30", "2027-03-28T08:00"),
    ],
)
def test_a_letter_that_is_ready_at_night_goes_in_the_morning(ready: str, goes: str) -> None:
    assert goes_out_at(dutch(ready)) == dutch(goes)


@pytest.mark.parametrize(
    ("from_", "until", "hours"),
    [
        ("2026-11-10T21:00", "2026-11-11T08:00", 11),
        ("2026-10-24T21:00", "2026-10-25T08:00", 12),
        ("2027-03-27T21:00", "2027-03-28T08:00", 10),
    ],
)
@pytest.mark.both_databases
def test_all_night_nothing_goes_out_however_long_the_night_is(
    session: Session, moment: Moment, from_: str, until: str, hours: int
) -> None:
    household = a_household(session)
    mail = letter_to(session, MailKind.EVENING_INVITED, household)
    put_far_off(session)
    mail.due_at = moment.now = dutch(from_)

    asked = 0
    while moment.now < dutch(until):
        assert work(session, KeptHere(), moment) == Tally()
        moment.now += timedelta(minutes=30)
        asked += 1
    assert asked == 2 * hours
    assert work(session, KeptHere(), moment) == Tally(sent=1)


def put_far_off(session: Session) -> None:
    """Let the evening be after every night of these tests."""
    evening = session.scalars(select(Evening)).one()
    evening.day = evening.day.replace(year=2027)
    evening.answer_by = evening.answer_by.replace(year=2027)


@pytest.mark.both_databases
def test_at_night_other_letters_go_on_and_nobody_waits_for_the_parents(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    to_parents = letter_to(session, MailKind.EVENING_INVITED, a_household(session))
    to_parents.due_at = NOW - timedelta(minutes=5)
    moment.now = mail.due_at = dutch("2026-11-10T22:15")

    assert work(session, smtp, moment) == Tally(sent=1)
    assert [envelope.rcpt_tos for envelope in sink.envelopes] == [[mail.recipient]]
    # Not late: whoever watches the server is not woken for it.
    assert to_parents.due_at == dutch("2026-11-11T08:00")

    moment.now = dutch("2026-11-11T08:00")
    assert work(session, smtp, moment) == Tally(sent=1)
    assert sink.envelopes[1].rcpt_tos == ["ouder@familie.example"]


@pytest.mark.both_databases
def test_a_new_password_does_not_wait_for_a_thousand_invitations(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    to_parents = letter_to(session, MailKind.EVENING_INVITED, a_household(session))
    to_parents.due_at = NOW - timedelta(hours=1)

    assert work(session, smtp, moment).sent == 2
    assert sink.envelopes[0].rcpt_tos == [mail.recipient]


@pytest.mark.both_databases
def test_a_letter_that_failed_in_the_evening_is_tried_again_in_the_morning(
    session: Session, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    letter = letter_to(session, MailKind.EVENING_INVITED, a_household(session))
    sink.to_receiver = "450 4.2.1 Mailbox busy"
    moment.now = letter.due_at = dutch("2026-11-10T20:59:30")
    assert work(session, smtp, moment) == Tally(failed=1)

    sink.to_receiver = "250 OK"
    moment.now = dutch("2026-11-10T21:05")
    assert work(session, smtp, moment) == Tally()
    moment.now = dutch("2026-11-11T08:00")
    assert work(session, smtp, moment) == Tally(sent=1)


@pytest.mark.both_databases
def test_a_claim_that_ran_out_at_night_waits_for_the_morning_too(
    session: Session, moment: Moment
) -> None:
    letter = letter_to(session, MailKind.EVENING_INVITED, a_household(session))
    letter.due_at = NOW
    letter.claimed_until = dutch("2026-11-10T21:30")
    moment.now = dutch("2026-11-10T21:10")
    assert work(session, KeptHere(), moment) == Tally()
    assert letter.due_at == NOW

    moment.now = dutch("2026-11-10T21:40")
    assert work(session, KeptHere(), moment) == Tally()
    assert letter.due_at == dutch("2026-11-11T08:00")


@pytest.mark.both_databases
def test_two_workers_at_nightfall_send_no_parent_a_letter_and_lose_none(
    app: Flask, session: Session
) -> None:
    evening = make_evening(session)
    for _ in range(20):
        household = make_household(session, evening, make_pupil(session, evening))
        letter_to(session, MailKind.EVENING_INVITED, household)
    for number in range(10):
        post_reset(session, make_account(session, email=f"aan{number}@example.nl"))
    session.commit()
    together = Barrier(2)

    def send_at(now: datetime) -> int:
        with app.app_context():
            together.wait(timeout=20)
            return Worker(KeptHere(), now=lambda: now, keeps_bodies=False).send_due().sent

    def both(now: datetime) -> int:
        with ThreadPoolExecutor(2) as pool:
            runs = [pool.submit(send_at, now) for _ in range(2)]
            return sum(run.result(timeout=60) for run in runs)

    assert both(dutch("2026-11-10T21:00")) == 10
    assert both(dutch("2026-11-11T08:00")) == 20
    with db.database().open_reading() as reading:
        assert set(reading.scalars(select(OutboxMail.state))) == {MailState.SENT}
