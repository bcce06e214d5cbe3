"""Holidays: the official ones of a region, and a school's own that replace them."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.school_days import Holiday
from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.models.base import Base, Key, enum_of


class SchoolHoliday(Base):
    """First and last day, both free; of a region, or of one school.

    A school's own holiday of a name in a school year replaces the region's of that name.
    """

    __tablename__ = "school_holiday"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    region: Mapped[HolidayRegion | None] = mapped_column(
        enum_of(HolidayRegion, name="school_holiday_region")
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE")
    )
    school_year: Mapped[str] = mapped_column(String(9))
    name: Mapped[str] = mapped_column(String(40))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)

    __table_args__ = (
        CheckConstraint("(region IS NULL) <> (organisation_id IS NULL)", name="owner"),
        CheckConstraint("first_day <= last_day", name="order"),
        Index("uq_school_holiday_region", "region", "school_year", "name", unique=True),
        Index(
            "uq_school_holiday_organisation_id",
            "organisation_id",
            "school_year",
            "name",
            unique=True,
        ),
    )

    @property
    def value(self) -> Holiday:
        """Return these days off as a value."""
        return Holiday(self.first_day, self.last_day, self.name)
