"""A disadvantage score of a school location; missing is not zero."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Float, Index, Integer, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.scores import ScoreKind
from partnerlink.models.base import Base, Key, enum_of


class Score(Base):
    """One number with its source and date, shown to coordinators only, never a public label.

    A location that has pupils in praktijkonderwijs too has a score of each kind; `percentile` is
    the location's own, the same in both.
    """

    __tablename__ = "score"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    kind: Mapped[ScoreKind] = mapped_column(enum_of(ScoreKind, name="score_kind"))
    score: Mapped[float] = mapped_column(Float(53))
    pupils: Mapped[int] = mapped_column(Integer, CheckConstraint("pupils > 0", name="pupils"))
    percentile: Mapped[float] = mapped_column(Float(53), default=0.0)
    source: Mapped[str] = mapped_column(String(200))
    reference_date: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (Index("uq_score_code_kind", "code", "kind", unique=True),)

    @classmethod
    def percentiles(cls) -> "Select[str, float]":
        """Select each location's code and percentile, once."""
        return select(cls.code, cls.percentile).distinct()
