"""What is noted about a talk between the agreement and its outcome."""

from datetime import date, datetime

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.talk import TALK, Side, TalkState
from partnerlink.models.base import Moment


class Prepared:
    """Columns of a talk: who was asked, who said that it goes on, who saw the speaker's VOG."""

    state: Mapped[TalkState]
    reconfirm_asked_at: Mapped[datetime | None] = mapped_column(Moment)
    school_reconfirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    partner_reconfirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    outcome_asked_at: Mapped[datetime | None] = mapped_column(Moment)
    outcome_asked_again_at: Mapped[datetime | None] = mapped_column(Moment)
    vog_seen_by: Mapped[str] = mapped_column(String(120), default="")
    vog_seen_on: Mapped[date | None] = mapped_column(Date)

    def ask_reconfirmation(self, now: datetime) -> None:
        """Note that both sides were asked whether it goes on."""
        self.reconfirm_asked_at = now

    def ask_outcome(self, now: datetime) -> None:
        """Note that the school was asked whether it took place."""
        self.outcome_asked_at = now

    def ask_outcome_again(self, now: datetime) -> None:
        """Note that the school was asked a second time, which is the last."""
        self.outcome_asked_again_at = now

    def reconfirm(self, side: Side, now: datetime) -> None:
        """Record that one side says it goes on; a second time changes nothing."""
        self.state = TALK.after("reconfirm", self.state)
        if side is Side.SCHOOL:
            self.school_reconfirmed_at = self.school_reconfirmed_at or now
        else:
            self.partner_reconfirmed_at = self.partner_reconfirmed_at or now

    def reconfirmed_at(self, side: Side) -> datetime | None:
        """Return when this side said that the talk goes on."""
        return self.school_reconfirmed_at if side is Side.SCHOOL else self.partner_reconfirmed_at

    def record_vog(self, *, seen_by: str, seen_on: date) -> None:
        """Record who saw the speaker's VOG and when; the document itself is never kept."""
        self.state = TALK.after("record_vog", self.state)
        self.vog_seen_by, self.vog_seen_on = seen_by, seen_on
