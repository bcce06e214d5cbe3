"""Send what waits in the outbox: claim a letter, write it, send it, record how that went.

Each step is a small transaction of its own, and none is open while the mail server is spoken to.
A claim runs out, so a letter whose worker died is sent by another. When a worker dies between the
server's yes and the record, its letter goes out twice, under the same Message-ID: at least once,
and never twice knowingly. Letters to parents wait out the night; the others go on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, Select, and_, or_, select, update

from partnerlink import db
from partnerlink.mail.compose import Composed, compose, message_of
from partnerlink.mail.delivery import Delivery, NotNow, ServerAway, Undeliverable
from partnerlink.mail.quiet_hours import goes_out_at, is_quiet_at
from partnerlink.models.outbox import BACK_OFF, MailState, OutboxMail

CLAIM_LASTS = timedelta(minutes=10)
"""Longer than a mail server can keep us waiting for one letter."""


@dataclass(slots=True)
class Tally:
    """What one round of sending did."""

    sent: int = 0
    dropped: int = 0
    failed: int = 0
    is_server_away: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A letter that is ours until a moment; the moment is also the proof that it still is."""

    mail_id: int
    until: datetime


class Worker:
    """Sends letters one by one; several workers may run at once, on one machine or on more."""

    def __init__(
        self, delivery: Delivery, *, now: Callable[[], datetime], keeps_bodies: bool
    ) -> None:
        self._delivery, self._now, self._keeps_bodies = delivery, now, keeps_bodies

    def send_due(self, *, is_stopping: Callable[[], bool] = lambda: False) -> Tally:
        """Send until nothing is due, the server is away, or somebody asks to stop."""
        tally = Tally()
        try:
            while not (is_stopping() or tally.is_server_away):
                claim = self._claim()
                if claim is None:
                    break
                self._handle(claim, tally)
        finally:
            self._delivery.close()
        return tally

    def _claim(self) -> Claim | None:
        now = self._now()
        if is_quiet_at(now):
            _hold_until_morning(now)
        with db.database().open_reading() as session:
            if session.scalar(_due(now).with_only_columns(OutboxMail.id)) is None:
                return None
        with db.writing() as session:
            mail = session.scalar(_due(now).with_for_update(skip_locked=True))
            if mail is None:
                return None
            mail.claimed_until = now + CLAIM_LASTS
            return Claim(mail.id, mail.claimed_until)

    def _handle(self, claim: Claim, tally: Tally) -> None:
        composed: Composed | None = None
        try:
            composed = self._send(claim)
        except ServerAway as away:
            tally.is_server_away = True
            self._fail(claim, tally, error=str(away))
        except NotNow as refused:
            self._fail(claim, tally, error=str(refused))
        except Undeliverable as refused:
            self._fail(claim, tally, error=str(refused), tries_left=0)
        except Exception as broken:  # One letter that cannot be written must not stop the rest.
            structlog.get_logger().exception("mail could not be written", mail=claim.mail_id)
            self._fail(claim, tally, error=f"{type(broken).__name__}: {broken}")
        else:
            self._close(claim, composed, tally)

    def _send(self, claim: Claim) -> Composed | None:
        now = self._now()
        with db.database().open_reading() as session:
            mail = session.get_one(OutboxMail, claim.mail_id)
            composed = compose(session, mail, now=now)
            if composed is None:
                return None
            message = message_of(mail, composed, now=now)
        self._delivery.deliver(message)
        return composed

    def _close(self, claim: Claim, composed: Composed | None, tally: Tally) -> None:
        def close(mail: OutboxMail) -> None:
            if composed is None:
                mail.drop(self._now())
                tally.dropped += 1
                return
            mail.send(self._now())
            self._keep(mail, composed)
            tally.sent += 1

        self._record(claim, close)

    def _keep(self, mail: OutboxMail, composed: Composed) -> None:
        mail.subject, mail.language = composed.subject, composed.language
        if self._keeps_bodies:
            mail.text_body, mail.html_body = composed.text, composed.html
            mail.calendar = composed.calendar.content if composed.calendar else None

    def _fail(
        self, claim: Claim, tally: Tally, *, error: str, tries_left: int = len(BACK_OFF)
    ) -> None:
        def fail(mail: OutboxMail) -> None:
            mail.attempts = max(mail.attempts, len(BACK_OFF) - tries_left)
            mail.fail(self._now(), error=error)
            tally.failed += 1

        self._record(claim, fail)

    def _record(self, claim: Claim, change: Callable[[OutboxMail], None]) -> None:
        with db.writing() as session:
            mail = session.get(OutboxMail, claim.mail_id, with_for_update=True)
            if mail is None or mail.claimed_until != claim.until:
                # Somebody else took it over after our claim ran out, or it was taken back.
                structlog.get_logger().warning("mail was no longer ours", mail=claim.mail_id)
                return
            change(mail)
            structlog.get_logger().info(
                "mail", mail=mail.id, kind=mail.kind, state=mail.state, attempts=mail.attempts
            )


def _due(now: datetime) -> Select[OutboxMail]:
    # A school that sends a thousand invitations keeps nobody waiting for a new password.
    is_for_parents = OutboxMail.carer_id.is_not(None)
    chosen = (
        select(OutboxMail)
        .where(_is_free(now))
        .order_by(is_for_parents, OutboxMail.due_at, OutboxMail.id)
        .limit(1)
    )
    return chosen.where(~is_for_parents) if is_quiet_at(now) else chosen


def _hold_until_morning(now: datetime) -> None:
    """Let letters to parents that are due at night be due in the morning.

    So they are out of the way of the others, and are not counted as late.
    """
    held = select(OutboxMail.id).where(_is_free(now), OutboxMail.carer_id.is_not(None))
    with db.database().open_reading() as session:
        if session.scalar(held.limit(1)) is None:
            return
    with db.writing() as session:
        # In one order, and without waiting for each other: two workers may do this at once.
        mine = held.order_by(OutboxMail.id).with_for_update(skip_locked=True)
        morning = goes_out_at(now)
        session.execute(update(OutboxMail).where(OutboxMail.id.in_(mine)).values(due_at=morning))


def _is_free(now: datetime) -> ColumnElement[bool]:
    return and_(
        OutboxMail.state == MailState.WAITING,
        OutboxMail.due_at <= now,
        or_(OutboxMail.claimed_until.is_(None), OutboxMail.claimed_until <= now),
    )
