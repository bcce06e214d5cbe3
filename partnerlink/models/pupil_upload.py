"""A list of pupils that is being looked at, before anything of it counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Moment


class PupilUpload(Base):
    """One at a time for each evening: the cells as they were read, gone after a day at most.

    `lines` are the numbers of the rows in the file; what PartnerLink never keeps is left out of the
    cells before they are stored.
    """

    __tablename__ = "pupil_upload"

    evening_id: Mapped[int] = mapped_column(
        ForeignKey("evening.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    rows: Mapped[list[list[str]]] = mapped_column(JSON)
    lines: Mapped[list[int]] = mapped_column(JSON)
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
    uploaded_at: Mapped[datetime] = mapped_column(Moment)


class PupilColumns(Base):
    """How a school's own lists are read: remembered from the last import."""

    __tablename__ = "pupil_columns"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
