"""What one pupil, or a few together, present: where and when."""

from typing import TYPE_CHECKING

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.models.base import Base, Key
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.pupil import Pupil

if TYPE_CHECKING:
    from partnerlink.models.evening import Evening


class Presentation(Base):
    """A presentation; it has a room and a round, or neither yet.

    The planner keeps to `wished_room` and `wished_round`, and leaves alone what is `is_fixed`, put
    there by hand. `preferred_round` is when the carers would rather come.
    """

    __tablename__ = "presentation"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evening_id: Mapped[int] = mapped_column(
        ForeignKey("evening.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(120), default="")
    room_id: Mapped[int | None] = mapped_column(ForeignKey("evening_room.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("evening_round.id"))
    is_fixed: Mapped[bool] = mapped_column(Boolean, default=False)
    wished_room_id: Mapped[int | None] = mapped_column(
        ForeignKey("evening_room.id", ondelete="SET NULL")
    )
    wished_round_id: Mapped[int | None] = mapped_column(
        ForeignKey("evening_round.id", ondelete="SET NULL")
    )
    preferred_round_id: Mapped[int | None] = mapped_column(
        ForeignKey("evening_round.id", ondelete="SET NULL")
    )

    evening: Mapped["Evening"] = relationship(lazy="raise_on_sql")
    room: Mapped[EveningRoom | None] = relationship(lazy="raise_on_sql", foreign_keys=[room_id])
    round: Mapped[EveningRound | None] = relationship(lazy="raise_on_sql", foreign_keys=[round_id])
    pupils: Mapped[list[Pupil]] = relationship(
        back_populates="presentation", lazy="raise_on_sql", order_by=lambda: Pupil.id
    )

    __table_args__ = (
        CheckConstraint("(room_id IS NULL) = (round_id IS NULL)", name="place"),
        Index("ix_presentation_room_id_round_id", "room_id", "round_id"),
    )

    @property
    def is_planned(self) -> bool:
        """Tell whether it has a room and a round."""
        return self.room_id is not None

    def place(self, *, room_id: int, round_id: int) -> None:
        """Give it a room and a round."""
        self.room_id, self.round_id = room_id, round_id

    def unplace(self) -> None:
        """Take its room and round away."""
        self.room_id = self.round_id = None
        self.is_fixed = False
