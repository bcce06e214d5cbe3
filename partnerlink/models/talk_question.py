"""The question a talk begins with: who asks what, until when, and how it was answered."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Date, Text
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.talk import TALK, AskedAs, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.models.base import Moment, enum_of
from partnerlink.models.proposed_date import ProposedDate


class Asked:
    """Columns of a talk that hold its question, and the answers that are no yes."""

    state: Mapped[TalkState]
    first_step: Mapped[Side] = mapped_column(enum_of(Side, name="talk_first_step"))
    asked_as: Mapped[AskedAs] = mapped_column(
        enum_of(AskedAs, name="talk_asked_as"), default=AskedAs.SPEAKER
    )
    message: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answer_by: Mapped[date] = mapped_column(Date)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, default="")
    ended_by: Mapped[Side | None] = mapped_column(enum_of(Side, name="talk_ended_by"))

    if TYPE_CHECKING:
        proposed: Mapped[list[ProposedDate]]

    def _ask(self, dates: Sequence[TalkDate], *, answer_by: date, now: datetime) -> None:
        self.proposed = [ProposedDate(day=d.day, part=d.part) for d in dates]
        self.asked_at, self.answer_by = now, answer_by

    def keep_in_reserve(self, chosen: TalkDate, now: datetime) -> None:
        """Keep a willing speaker behind the planned one; `chosen` is left of the dates asked."""
        self.state = TALK.after("keep_in_reserve", self.state)
        self.proposed = [each for each in self.proposed if each.value == chosen]
        self.answered_at = now

    def ask_reserve(self, dates: Sequence[TalkDate], *, answer_by: date, now: datetime) -> None:
        """Ask the reserve to step in."""
        self.state = TALK.after("ask_reserve", self.state)
        self.first_step, self.asked_as = Side.SCHOOL, AskedAs.STAND_IN
        self.answered_at = None
        self._ask(dates, answer_by=answer_by, now=now)

    def ask_to_come(self) -> None:
        """Ask somebody to come who was asked to stand in reserve and has not answered yet."""
        self.state = TALK.after("ask_to_come", self.state)
        self.asked_as = AskedAs.SPEAKER

    def decline(self, now: datetime, *, reason: str = "") -> None:
        """Say no."""
        self.state = TALK.after("decline", self.state)
        self.answered_at, self.reason = now, reason

    def withdraw(self, now: datetime, *, by: Side, reason: str = "") -> None:
        """Take the question, or the readiness to step in, back."""
        self.state = TALK.after("withdraw", self.state)
        self.answered_at, self.ended_by, self.reason = now, by, reason

    def expire(self, now: datetime) -> None:
        """End a question that nobody answered in time."""
        self.state = TALK.after("expire", self.state)
        self.answered_at = now
