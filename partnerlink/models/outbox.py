"""Mail that waits, went out, or could not: one row per letter."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, LargeBinary, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.lifecycle import Lifecycle
from partnerlink.models.base import Base, Key, Moment, enum_of


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


MAIL = Lifecycle(
    concept="mail",
    births={"post": MailState.WAITING},
    moves={
        "send": {MailState.WAITING: MailState.SENT},
        "drop": {MailState.WAITING: MailState.DROPPED},
        "retry": {MailState.WAITING: MailState.WAITING},
        "give_up": {MailState.WAITING: MailState.DEAD},
        "revive": {MailState.DEAD: MailState.WAITING},
    },
)

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""How long to wait after the first, second, ... failure; after the last one a letter is dead."""


class OutboxMail(Base):
    """A letter: what it is about (`kind`, `facts`), and how it read once it was sent."""

    __tablename__ = "outbox_mail"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    state: Mapped[MailState] = mapped_column(enum_of(MailState, name="outbox_mail_state"))
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    recipient: Mapped[str] = mapped_column(String(254))
    recipient_name: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(5))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    carer_id: Mapped[int | None] = mapped_column(
        ForeignKey("carer.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE")
    )
    posted_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str] = mapped_column(String(300), default="")
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    subject: Mapped[str | None] = mapped_column(Text)
    text_body: Mapped[str | None] = mapped_column(Text)
    html_body: Mapped[str | None] = mapped_column(Text)
    calendar: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (Index("ix_outbox_mail_state_due_at", "state", "due_at"),)

    def send(self, now: datetime) -> None:
        """Record that the mail server took it."""
        self.state = MAIL.after("send", self.state)
        self.sent_at, self.claimed_until = now, None

    def drop(self, now: datetime) -> None:
        """Record that what it tells is overtaken, so it need not go out."""
        self.state = MAIL.after("drop", self.state)
        self.sent_at, self.claimed_until = now, None

    def fail(self, now: datetime, *, error: str) -> None:
        """Wait for another try, longer each time, or give up."""
        self.attempts += 1
        self.last_error, self.claimed_until = error[:300], None
        if self.attempts > len(BACK_OFF):
            self.state = MAIL.after("give_up", self.state)
        else:
            self.state = MAIL.after("retry", self.state)
            self.due_at = now + BACK_OFF[self.attempts - 1]

    def revive(self, now: datetime) -> None:
        """Try a dead letter again from the start."""
        self.state = MAIL.after("revive", self.state)
        self.attempts, self.due_at = 0, now

    @classmethod
    def dead(cls) -> "Select[OutboxMail]":
        """Select the letters that were given up, newest first."""
        return select(cls).where(cls.state == MailState.DEAD).order_by(cls.id.desc())
