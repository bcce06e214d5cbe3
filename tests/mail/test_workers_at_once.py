"""Several workers on one outbox: each letter goes out, and none goes out twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.mail.delivery import MailServer, Smtp, server_from
from partnerlink.mail.worker import Worker
from partnerlink.models.outbox import MailState, OutboxMail
from tests.factories import NOW, make_account
from tests.factories_mail import post_reset
from tests.mail.smtp_sink import Sink, running

LETTERS = 30
WORKERS = 3


class Together(Smtp):
    """Waits with its first letter in hand until every worker has one."""

    def __init__(self, server: MailServer, *, start: Barrier) -> None:
        super().__init__(server, own_name="partnerlink.example", seconds=10)
        self._start, self._has_started = start, False

    def deliver(self, message: EmailMessage) -> None:
        if not self._has_started:
            self._start.wait(timeout=20)
            self._has_started = True
        super().deliver(message)


@pytest.mark.both_databases
def test_workers_at_once_send_each_letter_once(app: Flask, session: Session) -> None:
    for number in range(LETTERS):
        post_reset(session, make_account(session, email=f"aan{number}@example.nl"))
    session.commit()
    sink, start = Sink(), Barrier(WORKERS)

    with running(sink) as url:

        def work() -> int:
            with app.app_context():
                delivery = Together(server_from(url), start=start)
                return Worker(delivery, now=lambda: NOW, keeps_bodies=False).send_due().sent

        with ThreadPoolExecutor(WORKERS) as pool:
            sent = [pool.submit(work) for _ in range(WORKERS)]
            numbers = [future.result(timeout=60) for future in sent]

    assert sum(numbers) == LETTERS
    assert min(numbers) >= 1
    got = Counter(envelope.rcpt_tos[0] for envelope in sink.envelopes)
    assert got == Counter({f"aan{number}@example.nl": 1 for number in range(LETTERS)})
    states = session.scalars(select(OutboxMail.state)).all()
    assert set(states) == {MailState.SENT}
