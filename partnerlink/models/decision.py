"""Who let an organisation in, or kept it out, when and on what ground."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Key, Moment, enum_of


class DecisionKind(StrEnum):
    VERIFY = "verify"
    REFUSE = "refuse"


class Decision(Base):
    """One line of the log; `account_id` is empty when the mail domain decided."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    kind: Mapped[DecisionKind] = mapped_column(enum_of(DecisionKind, name="decision_kind"))
    ground: Mapped[str] = mapped_column(String(300), default="")
    decided_at: Mapped[datetime] = mapped_column(Moment)
