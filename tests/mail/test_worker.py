from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.mail.delivery import KeptHere, Smtp, server_from
from partnerlink.mail.worker import Tally, Worker
from partnerlink.models.outbox import BACK_OFF, MailState, OutboxMail
from tests.factories import NOW, make_account
from tests.factories_mail import post_reset
from tests.mail.smtp_sink import Sink, free_port
from tests.mail.working import Moment, work

pytestmark = pytest.mark.both_databases


def test_a_letter_is_sent_once(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    assert work(session, smtp, moment).sent == 1
    assert work(session, smtp, moment) == Tally()

    (message,) = sink.messages
    assert message["Subject"] == "Kies een nieuw wachtwoord"
    assert (mail.state, mail.sent_at, mail.claimed_until) == (MailState.SENT, NOW, None)


def test_letters_go_out_in_the_order_in_which_they_are_due(
    session: Session, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    for minutes in (2, 1, 3):
        account = make_account(session, email=f"na{minutes}@example.nl")
        post_reset(session, account, now=NOW - timedelta(minutes=minutes))

    assert work(session, smtp, moment).sent == 3
    assert [e.rcpt_tos[0] for e in sink.envelopes] == [
        "na3@example.nl",
        "na2@example.nl",
        "na1@example.nl",
    ]


def test_a_letter_of_later_waits(
    session: Session, mail: OutboxMail, smtp: Smtp, moment: Moment
) -> None:
    mail.due_at = NOW + timedelta(seconds=1)
    assert work(session, smtp, moment) == Tally()

    moment.now += timedelta(seconds=1)
    assert work(session, smtp, moment).sent == 1


def test_what_is_overtaken_is_dropped_and_not_sent(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    account = make_account(session)
    account.is_enabled = False
    mail.account_id = account.id

    assert work(session, smtp, moment) == Tally(dropped=1)
    assert (mail.state, mail.text_body) == (MailState.DROPPED, None)
    assert sink.envelopes == []


def test_a_letter_that_is_refused_for_now_is_tried_again_later(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    sink.to_receiver = "450 4.2.1 Mailbox busy"
    assert work(session, smtp, moment) == Tally(failed=1)
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert mail.last_error == "450 4.2.1 Mailbox busy"
    assert mail.due_at == NOW + BACK_OFF[0]
    assert work(session, smtp, moment) == Tally()

    sink.to_receiver = "250 OK"
    moment.now = NOW + BACK_OFF[0]
    assert work(session, smtp, moment).sent == 1


def test_a_letter_is_dead_after_the_last_try_and_can_be_revived(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    sink.to_mail = "451 Try again later"
    for wait in BACK_OFF:
        assert work(session, smtp, moment).failed == 1
        assert mail.state is MailState.WAITING
        assert mail.due_at == moment.now + wait
        moment.now += wait
    assert work(session, smtp, moment).failed == 1
    assert mail.state is MailState.DEAD

    sink.to_mail = "250 OK"
    assert work(session, smtp, moment) == Tally()
    mail.revive(moment.now)
    assert work(session, smtp, moment).sent == 1


def test_a_letter_that_is_refused_for_good_is_dead_at_once(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    sink.to_receiver = "550 5.1.1 Unknown user"

    assert work(session, smtp, moment) == Tally(failed=1)
    assert (mail.state, mail.last_error) == (MailState.DEAD, "550 5.1.1 Unknown user")


def test_when_the_server_is_away_one_letter_is_tried_and_the_rest_left_alone(
    session: Session, mail: OutboxMail, moment: Moment
) -> None:
    other = post_reset(session, make_account(session))
    away = Smtp(server_from(f"smtp://127.0.0.1:{free_port()}"), own_name="x.example", seconds=1)

    assert work(session, away, moment) == Tally(failed=1, is_server_away=True)
    assert "Connection refused" in mail.last_error
    assert (mail.attempts, other.attempts, other.claimed_until) == (1, 0, None)


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    mail.kind = "telegram"
    post_reset(session, make_account(session))

    assert work(session, smtp, moment) == Tally(sent=1, failed=1)
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert mail.last_error == "ValueError: 'telegram' is not a valid MailKind"


def test_bodies_are_kept_in_the_demo_only(
    session: Session, mail: OutboxMail, smtp: Smtp, moment: Moment
) -> None:
    work(session, smtp, moment, keeps=False)
    assert mail.subject == "Kies een nieuw wachtwoord"
    assert (mail.text_body, mail.html_body, mail.calendar) == (None, None, None)

    shown = post_reset(session, make_account(session))
    work(session, smtp, moment, keeps=True)
    assert shown.text_body is not None
    assert shown.text_body.startswith("Dag Anna de Vries,")
    assert shown.html_body is not None
    assert shown.html_body.startswith("<!doctype html>")


def test_without_a_server_the_demo_keeps_the_letter(
    session: Session, mail: OutboxMail, moment: Moment
) -> None:
    assert work(session, KeptHere(), moment, keeps=True).sent == 1
    assert mail.state is MailState.SENT
    assert mail.text_body is not None


def test_a_worker_stops_when_asked_between_two_letters(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    post_reset(session, make_account(session))
    session.commit()

    tally = Worker(smtp, now=moment, keeps_bodies=False).send_due(
        is_stopping=lambda: bool(sink.envelopes)
    )

    assert tally == Tally(sent=1)
