"""The link between a request and an offer, from the first question to the evaluation."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self
from uuid import uuid4

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.talk import GOING_ON, TALK, AskedAs, Side, TalkState, speaker_key
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import DayPart, Venue
from partnerlink.models.account import Account
from partnerlink.models.base import Base, Key, Moment, enum_of
from partnerlink.models.evaluation import Evaluation
from partnerlink.models.organisation import Organisation
from partnerlink.models.proposed_date import ProposedDate
from partnerlink.models.talk_arrangement import Arranged
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_preparation import Prepared
from partnerlink.models.talk_question import Asked
from partnerlink.models.talk_request import TalkRequest

__all__ = ["ProposedDate", "Talk"]


class Talk(Asked, Arranged, Prepared, Base):
    """One school, one partner, one talk; `school_id` and `partner_id` are organisations."""

    __tablename__ = "talk"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    request_id: Mapped[int] = mapped_column(
        ForeignKey("talk_request.id", ondelete="CASCADE"), index=True
    )
    offer_id: Mapped[int] = mapped_column(
        ForeignKey("talk_offer.id", ondelete="CASCADE"), index=True
    )
    school_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[TalkState] = mapped_column(enum_of(TalkState, name="talk_state"))
    day: Mapped[date | None] = mapped_column(Date)
    part: Mapped[DayPart | None] = mapped_column(enum_of(DayPart, name="talk_part"))
    speaker: Mapped[str | None] = mapped_column(String(40))
    calendar_uid: Mapped[str] = mapped_column(String(80))
    calendar_sequence: Mapped[int] = mapped_column(Integer, default=0)
    changed_at: Mapped[datetime] = mapped_column(Moment)

    request: Mapped[TalkRequest] = relationship(lazy="raise_on_sql")
    offer: Mapped[TalkOffer] = relationship(lazy="raise_on_sql")
    school: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=[school_id])
    partner: Mapped[Organisation] = relationship(lazy="raise_on_sql", foreign_keys=[partner_id])
    proposed: Mapped[list[ProposedDate]] = relationship(
        cascade="all, delete-orphan",
        lazy="selectin",
        order_by=lambda: (ProposedDate.day, ProposedDate.part),
    )
    evaluations: Mapped[list[Evaluation]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=Evaluation.side
    )

    __table_args__ = (
        Index(
            "uq_talk_one_going_on_per_pair",
            "request_id",
            "offer_id",
            unique=True,
            sqlite_where=state.in_(sorted(GOING_ON)),
            postgresql_where=state.in_(sorted(GOING_ON)),
        ),
        Index(
            "uq_talk_one_planned_per_request",
            "request_id",
            unique=True,
            sqlite_where=state == TalkState.PLANNED,
            postgresql_where=state == TalkState.PLANNED,
        ),
        Index(
            "uq_talk_one_place_per_speaker_and_part",
            "speaker",
            "day",
            "part",
            unique=True,
            sqlite_where=state == TalkState.PLANNED,
            postgresql_where=state == TalkState.PLANNED,
        ),
        CheckConstraint(
            "state NOT IN ('planned', 'held', 'not_held') OR "
            "(day IS NOT NULL AND part IS NOT NULL AND starts_at < ends_at)",
            name="agreed_date",
        ),
        Index("ix_talk_state_day", "state", "day"),
    )

    @classmethod
    def start(
        cls,
        request: TalkRequest,
        offer: TalkOffer,
        *,
        first_step: Side,
        dates: Sequence[TalkDate],
        message: str,
        answer_by: date,
        now: datetime,
        asked_as: AskedAs = AskedAs.SPEAKER,
    ) -> Self:
        """Invite the offer's speaker, or apply to the request, with one or more dates."""
        action = "invite" if first_step is Side.SCHOOL else "apply"
        if asked_as is AskedAs.RESERVE:
            action = "invite_as_reserve"
        talk = cls(
            request=request,
            offer=offer,
            school=request.organisation,
            partner=offer.organisation,
            state=TALK.born_by(action),
            first_step=first_step,
            asked_as=asked_as,
            message=message,
            calendar_uid=f"{uuid4()}@partnerlink",
            changed_at=now,
        )
        talk._ask(dates, answer_by=answer_by, now=now)
        return talk

    def accept(
        self,
        chosen: TalkDate,
        *,
        starts_at: datetime,
        ends_at: datetime,
        now: datetime,
        venue: Venue | None = None,
    ) -> None:
        """Fix the date, with the times of that part of the day, and how the two meet.

        Without a `venue` they meet in the usual one of their ways.
        """
        self.state = TALK.after("accept", self.state)
        self.answered_at = now
        self.day, self.part = chosen.day, chosen.part
        self.starts_at, self.ends_at = starts_at, ends_at
        self.venue = venue or self.ways[0]
        self.speaker = speaker_key(
            self.partner.kind, organisation_id=self.partner.id, contact_id=self.offer.contact_id
        )
        self.changed_at = now

    def cancel(self, now: datetime, *, by: Side, reason: str) -> None:
        """Call a planned talk off."""
        self.state = TALK.after("cancel", self.state)
        self.ended_by, self.reason = by, reason
        self._change_calendar(now)

    def record_held(self) -> None:
        """Record that the talk took place."""
        self.state = TALK.after("record_held", self.state)

    def correct_held(self) -> None:
        """Let what was recorded of a talk that took place be put right."""
        self.state = TALK.after("correct_held", self.state)

    def record_not_held(self, *, reason: str) -> None:
        """Record that the talk did not take place."""
        self.state = TALK.after("record_not_held", self.state)
        self.reason = reason

    def evaluate(
        self, side: Side, *, rating: int, remark: str, wants_again: bool, now: datetime
    ) -> None:
        """Keep what one side says afterwards; a second time replaces the first."""
        self.state = TALK.after("evaluate", self.state)
        said = self.evaluation_by(side) or Evaluation(side=side)
        said.rating, said.remark, said.wants_again, said.given_at = rating, remark, wants_again, now
        if said not in self.evaluations:
            self.evaluations.append(said)

    def change_practical(self, now: datetime) -> None:
        """Note that its request says something else now of what both calendars tell."""
        self._change_calendar(now)

    def _change_calendar(self, now: datetime) -> None:
        self.calendar_sequence += 1
        self.changed_at = now

    @property
    def proposed_dates(self) -> tuple[TalkDate, ...]:
        """Return the dates put forward, in order."""
        return tuple(d.value for d in self.proposed)

    @property
    def agreed_date(self) -> TalkDate | None:
        """Return the date agreed on, once there is one."""
        return TalkDate(self.day, self.part) if self.day and self.part else None

    def next_draft(self) -> "Select[TalkRequest]":
        """Select what was made of its request to ask for another time."""
        copies = select(TalkRequest).where(TalkRequest.copied_from_id == self.request_id)
        return copies.order_by(TalkRequest.id).limit(1)

    def evaluation_by(self, side: Side) -> Evaluation | None:
        """Return what this side said afterwards."""
        return next((e for e in self.evaluations if e.side is side), None)

    def organisation_at(self, side: Side) -> Organisation:
        """Return the organisation at one end."""
        return self.school if side is Side.SCHOOL else self.partner

    def contact_at(self, side: Side) -> Account:
        """Return the person to write to at one end."""
        return self.request.contact if side is Side.SCHOOL else self.offer.contact

    @classmethod
    def asked_to_step_in(cls, request_id: int) -> "Select[Talk]":
        """Select the reserve of a request who is asked to come and has not answered yet."""
        return select(cls).where(
            cls.request_id == request_id,
            cls.state == TalkState.INVITED,
            cls.asked_as == AskedAs.STAND_IN,
        )

    @classmethod
    def between(cls, organisation_id: int) -> "Select[Talk]":
        """Select the talks at whose one end this organisation stands."""
        return select(cls).where(
            or_(cls.school_id == organisation_id, cls.partner_id == organisation_id)
        )
