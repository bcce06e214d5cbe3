"""What a household needs to be able to come; erased soon after the evening."""

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base


class InvitationNeeds(Base):
    """All of it is optional, asked and never assumed."""

    __tablename__ = "invitation_needs"

    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), primary_key=True
    )
    interpreter: Mapped[str] = mapped_column(String(40), default="")
    needs_wheelchair_space: Mapped[bool] = mapped_column(Boolean, default=False)
    needs_lift: Mapped[bool] = mapped_column(Boolean, default=False)
    children: Mapped[int] = mapped_column(Integer, default=0)
    children_ages: Mapped[str] = mapped_column(String(40), default="")
    wants_mentor: Mapped[bool] = mapped_column(Boolean, default=False)

    __table_args__ = (CheckConstraint("children BETWEEN 0 AND 10", name="children"),)
