"""A meeting of pupils with the world of work that really took place."""

from datetime import date
from uuid import uuid4

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.vocabulary import Competence, Leerjaar, Level
from partnerlink.models.base import Base, Key, MaskOf, enum_of


def new_meeting() -> str:
    """Return what the rows of one meeting have in common, also when its talk is erased."""
    return uuid4().hex


class Encounter(Base):
    """For one leerjaar and level of a school, how many pupils, with whom.

    A talk for several leerjaren or levels has a row for each; they count as one `meeting`.
    """

    __tablename__ = "encounter"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL")
    )
    talk_id: Mapped[int | None] = mapped_column(ForeignKey("talk.id", ondelete="SET NULL"))
    evening_id: Mapped[int | None] = mapped_column(ForeignKey("evening.id", ondelete="SET NULL"))
    meeting: Mapped[str] = mapped_column(String(32), default=new_meeting)
    day: Mapped[date] = mapped_column(Date)
    leerjaar: Mapped[Leerjaar] = mapped_column(enum_of(Leerjaar, name="encounter_leerjaar"))
    level: Mapped[Level] = mapped_column(enum_of(Level, name="encounter_level"))
    pupils: Mapped[int] = mapped_column(
        Integer, CheckConstraint("pupils BETWEEN 1 AND 2000", name="pupils")
    )
    competences: Mapped[frozenset[Competence]] = mapped_column(
        MaskOf(Competence), default=frozenset()
    )

    __table_args__ = (
        UniqueConstraint("talk_id", "leerjaar", "level"),
        UniqueConstraint("evening_id", "leerjaar", "level"),
        UniqueConstraint("meeting", "leerjaar", "level"),
        Index("ix_encounter_school_id_day", "school_id", "day"),
    )
