"""What one side says after a talk: three short questions."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.talk import Side
from partnerlink.models.base import Base, Moment, enum_of


class Evaluation(Base):
    """How it went (1 to 4), what stayed, and whether this side would do it again."""

    __tablename__ = "evaluation"

    talk_id: Mapped[int] = mapped_column(
        ForeignKey("talk.id", ondelete="CASCADE"), primary_key=True
    )
    side: Mapped[Side] = mapped_column(enum_of(Side, name="evaluation_side"), primary_key=True)
    rating: Mapped[int] = mapped_column(
        Integer, CheckConstraint("rating BETWEEN 1 AND 4", name="rating")
    )
    remark: Mapped[str] = mapped_column(Text, default="")
    wants_again: Mapped[bool] = mapped_column(Boolean)
    given_at: Mapped[datetime] = mapped_column(Moment)
