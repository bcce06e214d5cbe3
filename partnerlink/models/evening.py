"""An evening on which pupils present, and their families come and see."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Self

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Text,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.evening import (
    EVENING,
    MAX_SEATS_PER_FAMILY,
    EveningState,
)
from partnerlink.domain.vocabulary import Competence, Leerjaar, Level
from partnerlink.models.account import Account
from partnerlink.models.base import Base, Key, MaskOf, Moment, enum_of
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.organisation import Organisation


class Evening(Base):
    """One presentation evening; times are of Europe/Amsterdam, days are its dates.

    `answer_by` is the last day on which families may answer, `held_until` the last day on which
    seats are kept for who has not answered. `sequence` counts the changes calendars must hear of,
    `imports` the lists of pupils that were brought in, also those that were undone.
    """

    __tablename__ = "evening"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    state: Mapped[EveningState] = mapped_column(enum_of(EveningState, name="evening_state"))
    title: Mapped[str] = mapped_column(String(120))
    day: Mapped[date] = mapped_column(Date)
    address: Mapped[str] = mapped_column(String(200), default="")
    entrance: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    welcome: Mapped[str] = mapped_column(Text, default="")
    spelregels: Mapped[str] = mapped_column(Text, default="")
    home_task: Mapped[str] = mapped_column(Text, default="")
    answer_by: Mapped[date] = mapped_column(Date)
    held_until: Mapped[date] = mapped_column(Date)
    seats_per_family: Mapped[int] = mapped_column(Integer, default=2)
    presentations_per_round: Mapped[int] = mapped_column(Integer, default=3)
    leerjaar: Mapped[Leerjaar | None] = mapped_column(enum_of(Leerjaar, name="evening_leerjaar"))
    level: Mapped[Level | None] = mapped_column(enum_of(Level, name="evening_level"))
    competences: Mapped[frozenset[Competence]] = mapped_column(
        MaskOf(Competence), default=frozenset()
    )
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    imports: Mapped[int] = mapped_column(Integer, default=0)
    door_version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    seats_released_at: Mapped[datetime | None] = mapped_column(Moment)
    answering_ended_at: Mapped[datetime | None] = mapped_column(Moment)
    recorded_at: Mapped[datetime | None] = mapped_column(Moment)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    contact: Mapped[Account] = relationship(lazy="raise_on_sql")
    rooms: Mapped[list[EveningRoom]] = relationship(
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        order_by=lambda: (EveningRoom.position, EveningRoom.id),
    )
    rounds: Mapped[list[EveningRound]] = relationship(
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        order_by=lambda: EveningRound.starts,
    )

    __table_args__ = (
        CheckConstraint("held_until <= answer_by AND answer_by < day", name="days"),
        CheckConstraint(
            f"seats_per_family BETWEEN 1 AND {MAX_SEATS_PER_FAMILY}", name="seats_per_family"
        ),
        CheckConstraint("presentations_per_round BETWEEN 1 AND 40", name="presentations"),
        Index("ix_evening_organisation_id_day", "organisation_id", "day"),
        Index("ix_evening_day", "day"),
    )

    @classmethod
    def draft(
        cls, organisation: Organisation, *, contact: Account, day: date, now: datetime
    ) -> Self:
        """Start an evening that only its own school sees, with days that fit `day`."""
        return cls(
            organisation=organisation,
            organisation_id=organisation.id,
            contact=contact,
            state=EVENING.born_by("draft"),
            day=day,
            answer_by=day - timedelta(days=2),
            held_until=day - timedelta(days=7),
            created_at=now,
        )

    def change(self, content: Mapping[str, object]) -> None:
        """Write what the school says; `content` holds names of CONTENT, what it lacks stays.

        What stands in calendars counts as a change of the appointment once families know it.
        Raises NotAllowedNow once it is cancelled.
        """
        self.state = EVENING.after("change", self.state)
        moved = any(getattr(self, name) != content.get(name, getattr(self, name)) for name in SHOWN)
        for name in CONTENT:
            if name in content:
                setattr(self, name, content[name])
        if moved and self.is_open:
            self.sequence += 1

    def open(self, now: datetime) -> None:
        """Start asking families. Raises NotAllowedNow."""
        self.state = EVENING.after("open", self.state)
        self.opened_at = now

    def cancel(self) -> None:
        """Call it off, for everybody. Raises NotAllowedNow."""
        self.state = EVENING.after("cancel", self.state)
        self.sequence += 1

    def release_seats(self, now: datetime) -> None:
        """Stop keeping seats for families that did not answer. Raises NotAllowedNow."""
        self.state = EVENING.after("release_seats", self.state)
        self.seats_released_at = now

    def end_answering(self, now: datetime) -> None:
        """Record that the last day for answers is over. Raises NotAllowedNow."""
        self.state = EVENING.after("end_answering", self.state)
        self.answering_ended_at = now

    def record(self, now: datetime) -> None:
        """Remember that its presentations are counted among the school's encounters."""
        self.recorded_at = now

    def renew_door(self) -> None:
        """Make the helpers' link of before void."""
        self.door_version += 1

    @property
    def is_open(self) -> bool:
        """Tell whether families are asked."""
        return self.state is EveningState.OPEN

    def takes_answers(self, today: date) -> bool:
        """Tell whether families may still answer on `today`, in the Netherlands."""
        return self.is_open and today <= self.answer_by

    def is_changeable(self, today: date) -> bool:
        """Tell whether its school may change it: not cancelled, nor behind us unless a draft."""
        is_behind = self.is_open and self.day < today
        return EVENING.allows("change", self.state) and not is_behind

    def is_tonight(self, today: date) -> bool:
        """Tell whether the door is open on `today`."""
        return self.is_open and today == self.day

    @property
    def keeps_seats(self) -> bool:
        """Tell whether families that did not answer still have their seats."""
        return self.seats_released_at is None

    @property
    def hours(self) -> tuple[time, time] | None:
        """Return when the first round begins and the last one ends; None without rounds."""
        if not self.rounds:
            return None
        return min(r.starts for r in self.rounds), max(r.ends for r in self.rounds)

    @classmethod
    def of_organisation(cls, organisation_id: int) -> "Select[Evening]":
        """Select a school's evenings, the latest first."""
        return (
            select(cls)
            .where(cls.organisation_id == organisation_id)
            .order_by(cls.day.desc(), cls.id.desc())
        )


SHOWN = ("title", "day", "address", "entrance")
DAYS = ("answer_by", "held_until")
TEXTS = ("phone", "welcome", "spelregels", "home_task")
COUNTS = ("seats_per_family", "presentations_per_round", "leerjaar", "level", "competences")
CONTENT = (*SHOWN, *DAYS, *TEXTS, *COUNTS)
