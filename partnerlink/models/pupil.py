"""A pupil who presents: as little as the evening needs."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.base import Base, Key, enum_of

if TYPE_CHECKING:
    from partnerlink.models.invitation import Invitation
    from partnerlink.models.presentation import Presentation


class Pupil(Base):
    """First name and initial, class, and the school's own key; never a surname or birth date.

    `import_number` tells which import of the evening brought this pupil, counted from 1; None for
    one who was added by hand.
    """

    __tablename__ = "pupil"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    evening_id: Mapped[int] = mapped_column(ForeignKey("evening.id", ondelete="CASCADE"))
    presentation_id: Mapped[int] = mapped_column(
        ForeignKey("presentation.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(40))
    first_name: Mapped[str] = mapped_column(String(60))
    initial: Mapped[str] = mapped_column(String(5), default="")
    class_name: Mapped[str] = mapped_column(String(30), default="")
    leerjaar: Mapped[Leerjaar | None] = mapped_column(enum_of(Leerjaar, name="pupil_leerjaar"))
    level: Mapped[Level | None] = mapped_column(enum_of(Level, name="pupil_level"))
    import_number: Mapped[int | None] = mapped_column(Integer)

    presentation: Mapped["Presentation"] = relationship(
        back_populates="pupils", lazy="raise_on_sql"
    )
    invitations: Mapped[list["Invitation"]] = relationship(
        back_populates="pupil", lazy="raise_on_sql", order_by="Invitation.id"
    )

    __table_args__ = (Index("uq_pupil_evening_id_code", "evening_id", "code", unique=True),)

    @property
    def name(self) -> str:
        """Return how the school's own lists call this pupil: `Sami B`"""
        return f"{self.first_name} {self.initial}".strip()
