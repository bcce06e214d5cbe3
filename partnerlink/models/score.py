"""A disadvantage score of a school location; missing is not zero."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, Float, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Key, enum_of


class ScoreKind(StrEnum):
    """Where a score comes from; praktijkonderwijs is computed by another formula."""

    ONDERWIJSKANSEN_VO = "onderwijskansenscore_vo"
    ONDERWIJSKANSEN_PRO = "onderwijskansenscore_pro"
    COORDINATOR_ESTIMATE = "coordinator_estimate"


class Score(Base):
    """One number with its source and date, shown to coordinators only, never a public label."""

    __tablename__ = "score"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    kind: Mapped[ScoreKind] = mapped_column(enum_of(ScoreKind, name="score_kind"))
    score: Mapped[float] = mapped_column(Float(53))
    pupils: Mapped[int] = mapped_column(Integer, CheckConstraint("pupils > 0", name="pupils"))
    percentile: Mapped[float] = mapped_column(Float(53), default=0.0)
    source: Mapped[str] = mapped_column(String(200))
    reference_date: Mapped[date] = mapped_column(Date)

    __table_args__ = (Index("uq_score_code", "code", unique=True),)
