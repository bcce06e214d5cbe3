"""The dates of a question: those that whoever took the first step put forward."""

from datetime import date

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import DayPart
from partnerlink.models.base import Base, enum_of


class ProposedDate(Base):
    """One date that a talk may be on."""

    __tablename__ = "talk_proposed_date"

    talk_id: Mapped[int] = mapped_column(
        ForeignKey("talk.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    part: Mapped[DayPart] = mapped_column(
        enum_of(DayPart, name="talk_proposed_date_part"), primary_key=True
    )

    @property
    def value(self) -> TalkDate:
        """Return this date as a value."""
        return TalkDate(self.day, self.part)
