"""`flask mail send` is killed among many invitations, and started again: all arrive, once."""

import os
import signal
from collections import Counter
from subprocess import Popen
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.mail.worker import CLAIM_LASTS
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services.evening_invitations import send_batch
from tests.factories import NOW
from tests.factories_whole_school import make_whole_school
from tests.mail.smtp_sink import Sink, running
from tests.served.processes import SECONDS_TO_END, send_mail

pytestmark = pytest.mark.both_databases

FAMILIES = 60
BEFORE_THE_KILL = 20


class DeadlySink(Sink):
    """Takes a mail and kills who sent it, before that hears that it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.worker: Popen[bytes] | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail, and kill its sender when it is time."""
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.envelopes) == BEFORE_THE_KILL and self.worker is not None:
            os.kill(self.worker.pid, signal.SIGKILL)
        return answer


def posted_to_everybody(session: Session) -> list[str]:
    """Put the invitation of every family in the outbox; return to whom."""
    number = make_whole_school(session, families=FAMILIES)
    send_batch(session, session.get_one(Evening, number), now=NOW)
    addresses = list(session.scalars(select(OutboxMail.recipient)))
    session.commit()
    return addresses


def test_a_worker_that_is_killed_among_invitations_loses_none_and_repeats_only_the_one_it_held(
    app: Flask, session: Session, database_url: str
) -> None:
    addresses, sink = posted_to_everybody(session), DeadlySink()

    with running(sink) as url:
        sink.worker = send_mail(database_url, url, now=NOW)
        assert sink.worker.wait(timeout=SECONDS_TO_END) == -signal.SIGKILL
        assert len(sink.envelopes) == BEFORE_THE_KILL
        # The letter that it held may have arrived, so nobody takes it before its claim has run out.
        for now, in_all in ((NOW, FAMILIES), (NOW + CLAIM_LASTS, FAMILIES + 1)):
            done = send_mail(database_url, url, now=now)
            assert done.wait(timeout=SECONDS_TO_END) == 0
            assert len(sink.envelopes) == in_all

    held = sink.envelopes[BEFORE_THE_KILL - 1].rcpt_tos[0]
    got = Counter(envelope.rcpt_tos[0] for envelope in sink.envelopes)
    assert got == Counter(addresses) + Counter([held])
    repeated = [mail["Message-ID"] for mail in sink.messages if held in str(mail["To"])]
    assert len(repeated) == 2
    assert len(set(repeated)) == 1
    assert set(session.scalars(select(OutboxMail.state))) == {MailState.SENT}
