"""When the talk of a request may be: a few days, each with a part of it."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.vocabulary import DayPart
from partnerlink.models.base import Base, enum_of


class RequestDate(Base):
    """One date option: a day and a part of it."""

    __tablename__ = "talk_request_date"

    request_id: Mapped[int] = mapped_column(
        ForeignKey("talk_request.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    part: Mapped[DayPart] = mapped_column(
        enum_of(DayPart, name="talk_request_date_part"), primary_key=True
    )
