"""A meeting of pupils with the world of work that really took place."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.vocabulary import Competence, Leerjaar, Level
from partnerlink.models.base import Base, Key, MaskOf, enum_of


class Encounter(Base):
    """For which leerjaar and level of a school, how many pupils, with whom."""

    __tablename__ = "encounter"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL")
    )
    talk_id: Mapped[int | None] = mapped_column(
        ForeignKey("talk.id", ondelete="SET NULL"), unique=True
    )
    day: Mapped[date] = mapped_column(Date)
    leerjaar: Mapped[Leerjaar] = mapped_column(enum_of(Leerjaar, name="encounter_leerjaar"))
    level: Mapped[Level] = mapped_column(enum_of(Level, name="encounter_level"))
    pupils: Mapped[int] = mapped_column(
        Integer, CheckConstraint("pupils BETWEEN 1 AND 2000", name="pupils")
    )
    competences: Mapped[frozenset[Competence]] = mapped_column(
        MaskOf(Competence), default=frozenset()
    )

    __table_args__ = (Index("ix_encounter_school_id_day", "school_id", "day"),)
