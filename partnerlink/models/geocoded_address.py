"""What PDOK said about an address, so that it is asked once."""

from datetime import datetime

from sqlalchemy import Boolean, Float, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.models.base import Base, Moment


class GeocodedAddress(Base):
    """A hit with its point, or a miss; errors are never kept."""

    __tablename__ = "geocoded_address"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    is_found: Mapped[bool] = mapped_column(Boolean)
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    fetched_at: Mapped[datetime] = mapped_column(Moment)
