"""A round of a presentation evening: the same time in every room."""

from datetime import time

from sqlalchemy import CheckConstraint, ForeignKey, Index, Time
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Key


class EveningRound(Base):
    """From when until when, Europe/Amsterdam, on the day of the evening."""

    __tablename__ = "evening_round"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evening_id: Mapped[int] = mapped_column(ForeignKey("evening.id", ondelete="CASCADE"))
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)

    __table_args__ = (
        CheckConstraint("starts < ends", name="order"),
        Index("uq_evening_round_evening_id_starts", "evening_id", "starts", unique=True),
    )
