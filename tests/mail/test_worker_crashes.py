"""A worker that dies, or is too late: at least once, and never twice knowingly."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.mail.delivery import Smtp
from partnerlink.mail.worker import CLAIM_LASTS, Tally
from partnerlink.models.outbox import MailState, OutboxMail
from tests.factories import NOW
from tests.mail.smtp_sink import Sink
from tests.mail.working import Moment, work

pytestmark = pytest.mark.both_databases


def test_a_letter_whose_worker_died_is_sent_when_its_claim_has_run_out(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    mail.claimed_until = NOW + CLAIM_LASTS
    assert work(session, smtp, moment) == Tally()

    moment.now = NOW + CLAIM_LASTS
    assert work(session, smtp, moment).sent == 1
    assert len(sink.envelopes) == 1


class DiesAfterSending:
    """A worker's machine that stops between the server's yes and the record."""

    def __init__(self, smtp: Smtp) -> None:
        self._smtp = smtp

    def deliver(self, message: object) -> None:
        self._smtp.deliver(message)  # type: ignore[arg-type]
        raise SystemExit

    def close(self) -> None:
        self._smtp.close()


def test_a_crash_after_sending_sends_again_under_the_same_message_id(
    session: Session, mail: OutboxMail, smtp: Smtp, sink: Sink, moment: Moment
) -> None:
    with pytest.raises(SystemExit):
        work(session, DiesAfterSending(smtp), moment)
    assert work(session, smtp, moment) == Tally()

    moment.now = NOW + CLAIM_LASTS
    assert work(session, smtp, moment).sent == 1
    first, second = sink.messages
    assert first["Message-ID"] == second["Message-ID"]


class TakesTooLong:
    """A server so slow that meanwhile another worker takes the letter over."""

    def __init__(self, session: Session, mail: OutboxMail) -> None:
        self._session, self._mail = session, mail

    def deliver(self, _message: object) -> None:
        self._mail.claimed_until = NOW + 2 * CLAIM_LASTS
        self._session.commit()

    def close(self) -> None:
        """Nothing to close."""


def test_a_worker_that_lost_its_claim_records_nothing(
    session: Session, mail: OutboxMail, moment: Moment
) -> None:
    assert work(session, TakesTooLong(session, mail), moment) == Tally()
    assert (mail.state, mail.claimed_until) == (MailState.WAITING, NOW + 2 * CLAIM_LASTS)
