"""What a school asks for: a guest speaker on one of a few dates."""

from collections.abc import Mapping
from datetime import date, datetime
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

from partnerlink.domain.errors import DatePast, Incomplete, NotAllowedNow, NotVerified
from partnerlink.domain.matching import MAX_RADIUS_KM
from partnerlink.domain.request_content import CONTENT, NEEDED, PRACTICAL, SEEKING, changeable
from partnerlink.domain.talk import REQUEST, RequestState
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import (
    Competence,
    Leerjaar,
    Level,
    Sector,
    Slot,
    TalkLanguage,
    Venue,
)
from partnerlink.models.account import Account
from partnerlink.models.base import Base, Key, MaskOf, Moment, enum_of
from partnerlink.models.organisation import Organisation
from partnerlink.models.request_date import RequestDate

__all__ = ["CONTENT", "NEEDED", "RequestDate", "TalkRequest"]


class TalkRequest(Base):
    """A school's request; it has date options, or a period with weekly slots."""

    __tablename__ = "talk_request"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    contact_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    state: Mapped[RequestState] = mapped_column(enum_of(RequestState, name="talk_request_state"))
    subject: Mapped[str] = mapped_column(String(120))
    takeaway: Mapped[str] = mapped_column(Text, default="")
    sectors: Mapped[frozenset[Sector]] = mapped_column(MaskOf(Sector), default=frozenset())
    levels: Mapped[frozenset[Level]] = mapped_column(MaskOf(Level), default=frozenset())
    leerjaren: Mapped[frozenset[Leerjaar]] = mapped_column(MaskOf(Leerjaar), default=frozenset())
    groups: Mapped[int] = mapped_column(Integer, default=1)
    pupils: Mapped[int] = mapped_column(Integer, default=25)
    period_start: Mapped[date | None] = mapped_column(Date)
    period_end: Mapped[date | None] = mapped_column(Date)
    period_slots: Mapped[frozenset[Slot]] = mapped_column(MaskOf(Slot), default=frozenset())
    venue: Mapped[Venue] = mapped_column(
        enum_of(Venue, name="talk_request_venue"), default=Venue.AT_SCHOOL
    )
    competences: Mapped[frozenset[Competence]] = mapped_column(
        MaskOf(Competence), default=frozenset()
    )
    languages: Mapped[frozenset[TalkLanguage]] = mapped_column(
        MaskOf(TalkLanguage), default=frozenset()
    )
    host_teacher: Mapped[str] = mapped_column(String(120), default="")
    radius_km: Mapped[int] = mapped_column(Integer, default=25)
    room: Mapped[str] = mapped_column(String(120), default="")
    spelregels: Mapped[str] = mapped_column(Text, default="")
    wants_reserve: Mapped[bool] = mapped_column(default=False)
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("talk_request.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    contact: Mapped[Account] = relationship(lazy="raise_on_sql")
    date_options: Mapped[list[RequestDate]] = relationship(
        cascade="all, delete-orphan",
        lazy="selectin",
        order_by=lambda: (RequestDate.day, RequestDate.part),
    )

    __table_args__ = (
        CheckConstraint(f"radius_km BETWEEN 1 AND {MAX_RADIUS_KM}", name="radius_km"),
        CheckConstraint("groups BETWEEN 1 AND 40", name="groups"),
        CheckConstraint("pupils BETWEEN 1 AND 2000", name="pupils"),
        CheckConstraint(
            "(period_start IS NULL) = (period_end IS NULL) AND period_start <= period_end",
            name="period",
        ),
        Index("ix_talk_request_organisation_id_state", "organisation_id", "state"),
    )

    @classmethod
    def draft(cls, organisation: Organisation, *, contact: Account, now: datetime) -> Self:
        """Start a request that only its own school sees."""
        return cls(
            organisation=organisation,
            organisation_id=organisation.id,
            contact=contact,
            state=REQUEST.born_by("draft"),
            created_at=now,
        )

    def copy(self, *, contact: Account, now: datetime) -> Self:
        """Start a new draft with everything but the dates."""
        new = self.draft(self.organisation, contact=contact, now=now)
        for name in CONTENT:
            setattr(new, name, getattr(self, name))
        new.copied_from_id = self.id
        return new

    @property
    def dates(self) -> TalkDates:
        """Return when the talk may be, as one value."""
        period = (
            TalkPeriod(self.period_start, self.period_end, self.period_slots)
            if self.period_start and self.period_end
            else None
        )
        options = tuple(TalkDate(option.day, option.part) for option in self.date_options)
        return TalkDates(options=options, period=period)

    def set_dates(self, dates: TalkDates) -> None:
        """Replace when the talk may be."""
        period = dates.period
        self.period_start = period.first_day if period else None
        self.period_end = period.last_day if period else None
        self.period_slots = period.slots if period else frozenset()
        kept = {(option.day, option.part): option for option in self.date_options}
        self.date_options = [
            kept.get((d.day, d.part)) or RequestDate(day=d.day, part=d.part) for d in dates.options
        ]

    def change(self, content: Mapping[str, object], dates: TalkDates) -> None:
        """Write what its school says; `content` holds names of CONTENT, what it lacks stays.

        Raises NotAllowedNow once no speaker is sought, Incomplete when more than a draft gets thin.
        """
        if not self.is_changeable:
            raise NotAllowedNow(REQUEST.concept, "change", self.state)
        for name in CONTENT:
            if name in content:
                setattr(self, name, content[name])
        self.set_dates(dates)
        if self.state is not RequestState.DRAFT and self.missing:
            raise Incomplete(*self.missing)

    def change_practical(self, content: Mapping[str, object]) -> tuple[str, ...]:
        """Write those of `content` that may change while a speaker comes; return what changed.

        Raises NotAllowedNow when no speaker is found, Incomplete when something needed goes.
        """
        if changeable(self.state) != PRACTICAL:
            raise NotAllowedNow(REQUEST.concept, "change", self.state)
        changed = [n for n in PRACTICAL if n in content and content[n] != getattr(self, n)]
        for name in changed:
            setattr(self, name, content[name])
        if self.missing:
            raise Incomplete(*self.missing)
        return tuple(changed)

    def publish(self, now: datetime, *, today: date) -> None:
        """Open a draft to partners.

        Raises NotVerified, Incomplete, or DatePast when no date is left.
        """
        self._require_ready(today)
        self.state = REQUEST.after("publish", self.state)
        self.published_at = now

    def pause(self) -> None:
        """Take an open request out of sight for a while."""
        self.state = REQUEST.after("pause", self.state)

    def resume(self, *, today: date) -> None:
        """Open a paused request again."""
        self._require_ready(today)
        self.state = REQUEST.after("resume", self.state)

    def fill(self) -> None:
        """Record that a speaker is found."""
        self.state = REQUEST.after("fill", self.state)

    def reopen(self) -> None:
        """Look for a speaker again."""
        self.state = REQUEST.after("reopen", self.state)

    def set_aside(self) -> None:
        """Stop looking for a while after the school called its talk off."""
        self.state = REQUEST.after("set_aside", self.state)

    def complete(self) -> None:
        """Record that the talk was held."""
        self.state = REQUEST.after("complete", self.state)

    def close(self) -> None:
        """Stop looking."""
        self.state = REQUEST.after("close", self.state)

    def _require_ready(self, today: date) -> None:
        if not self.organisation.is_verified:
            raise NotVerified
        if self.missing:
            raise Incomplete(*self.missing)
        if self.dates.last_day < today:
            raise DatePast

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what it lacks before partners may see it."""
        lacking = [name for name in NEEDED if not getattr(self, name)]
        if self.organisation.x is None:
            lacking.append("place")
        return (*lacking, "dates") if self.dates.is_empty else tuple(lacking)

    @property
    def is_changeable(self) -> bool:
        """Tell whether its school may still change what it says."""
        return self.state in SEEKING

    def is_open_on(self, today: date) -> bool:
        """Tell whether partners can find this request: open, verified, and a date to come."""
        return (
            self.state is RequestState.OPEN
            and self.organisation.is_verified
            and not self.dates.is_empty
            and self.dates.last_day >= today
        )

    @classmethod
    def of_organisation(cls, organisation_id: int) -> "Select[TalkRequest]":
        """Select a school's requests, newest first."""
        return (
            select(cls)
            .where(cls.organisation_id == organisation_id)
            .order_by(cls.created_at.desc(), cls.id.desc())
        )
