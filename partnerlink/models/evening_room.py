"""A room of a presentation evening."""

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Key


class EveningRoom(Base):
    """Its seats are the same in every round. Whoever gives seats away locks this row first."""

    __tablename__ = "evening_room"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evening_id: Mapped[int] = mapped_column(ForeignKey("evening.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    capacity: Mapped[int] = mapped_column(Integer)
    is_step_free: Mapped[bool] = mapped_column(Boolean, default=True)
    position: Mapped[int] = mapped_column(Integer, default=0)

    __table_args__ = (
        CheckConstraint("capacity BETWEEN 1 AND 2000", name="capacity"),
        Index("uq_evening_room_evening_id_name", "evening_id", "name", unique=True),
    )
