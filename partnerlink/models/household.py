"""Who is invited together: the carers at one address, without their names or the address."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, ForeignKey, String, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.evening import ParentLanguage
from partnerlink.models.base import Base, Key, Moment, enum_of

if TYPE_CHECKING:
    from partnerlink.models.invitation import Invitation


class Household(Base):
    """One letter goes to a household. Carers who live apart are two, and never meet here.

    `invited_at` is when its invitation was put in the outbox; None as long as it was not.
    `letter_printed_at` is when the school last said that its letter came out of the printer. When
    it was told of its seats, was reminded, and was written to afterwards stands here and not in
    the outbox, which forgets letters sooner than an evening may be moved.
    """

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evening_id: Mapped[int] = mapped_column(
        ForeignKey("evening.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[ParentLanguage] = mapped_column(
        enum_of(ParentLanguage, name="household_language"), default=ParentLanguage.NL
    )
    invited_at: Mapped[datetime | None] = mapped_column(Moment)
    letter_printed_at: Mapped[datetime | None] = mapped_column(Moment)
    hold_told_at: Mapped[datetime | None] = mapped_column(Moment)
    no_seat_told_at: Mapped[datetime | None] = mapped_column(Moment)
    reminded_week_at: Mapped[datetime | None] = mapped_column(Moment)
    reminded_day_at: Mapped[datetime | None] = mapped_column(Moment)
    looked_back_at: Mapped[datetime | None] = mapped_column(Moment)

    carers: Mapped[list["Carer"]] = relationship(
        back_populates="household",
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        order_by=lambda: Carer.id,
    )
    invitations: Mapped[list["Invitation"]] = relationship(
        back_populates="household", lazy="raise_on_sql", order_by="Invitation.id"
    )

    def record_invited(self, now: datetime) -> None:
        """Remember that its invitation was posted, so that it is posted once."""
        self.invited_at = now

    def record_letter_printed(self, now: datetime) -> None:
        """Remember that there is a letter on paper with what holds now."""
        self.letter_printed_at = now

    def record_hold_told(self, now: datetime) -> None:
        """Remember that it was told until when its seats are kept."""
        self.hold_told_at = now

    def record_no_seat_told(self, now: datetime) -> None:
        """Remember that it was told that there is no seat for everybody."""
        self.no_seat_told_at = now

    def record_reminded_week(self, now: datetime) -> None:
        """Remember that it was reminded in the week before."""
        self.reminded_week_at = now

    def record_reminded_day(self, now: datetime) -> None:
        """Remember that it was asked the day before whether it still comes."""
        self.reminded_day_at = now

    def record_looked_back(self, now: datetime) -> None:
        """Remember that it was written to after the evening."""
        self.looked_back_at = now

    def ask_anew(self) -> None:
        """Let it be among those that have no invitation yet, by mail nor on paper."""
        self.invited_at = self.letter_printed_at = None

    def mail_anew(self) -> None:
        """Let it be among those that were not mailed yet; a letter on paper stays good."""
        self.invited_at = None

    @classmethod
    def was_invited(cls) -> ColumnElement[bool]:
        """Return the condition that its invitation went out, by mail or on paper."""
        return or_(cls.invited_at.is_not(None), cls.letter_printed_at.is_not(None))

    @property
    def addresses(self) -> list[str]:
        """Return the e-mail addresses of its carers, which must be loaded."""
        return [carer.email for carer in self.carers if carer.email]


class Carer(Base):
    """A parent or carer; `label` is what they are to the pupil, a word of RELATIONS, or empty."""

    __tablename__ = "carer"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    household_id: Mapped[int] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str | None] = mapped_column(String(254))

    household: Mapped[Household] = relationship(back_populates="carers", lazy="raise_on_sql")
