"""What stays of an evening once its people are erased: numbers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Key, Moment


class EveningCount(Base):
    """One number of the report; `class_name` is empty for the whole evening."""

    __tablename__ = "evening_count"

    evening_id: Mapped[int] = mapped_column(
        ForeignKey("evening.id", ondelete="CASCADE"), primary_key=True
    )
    class_name: Mapped[str] = mapped_column(String(30), primary_key=True)
    measure: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)


class Erasure(Base):
    """That something was erased, when, and how many rows of it."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evening_id: Mapped[int] = mapped_column(
        ForeignKey("evening.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column(Integer)
    erased_at: Mapped[datetime] = mapped_column(Moment)
