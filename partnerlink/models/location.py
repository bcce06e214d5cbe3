"""Where something is: an address as people write it, and its point on the plane."""

from geopy.distance import geodesic
from sqlalchemy import Float, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from partnerlink.domain.distance import metres_of
from partnerlink.domain.vocabulary import Precision
from partnerlink.models.base import enum_of

# One for all: making the ellipsoid anew for each pair costs a quarter of the whole.
_EARTH = geodesic()


class Located:
    """Columns of an address and its place; all of the place, or nothing of it, is known."""

    street: Mapped[str] = mapped_column(String(120), default="")
    house_number: Mapped[str] = mapped_column(String(20), default="")
    postcode: Mapped[str] = mapped_column(String(7), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    latitude: Mapped[float | None] = mapped_column(Float(53))
    longitude: Mapped[float | None] = mapped_column(Float(53))
    x: Mapped[int | None] = mapped_column(Integer)
    y: Mapped[int | None] = mapped_column(Integer)
    precision: Mapped[Precision | None] = mapped_column(enum_of(Precision, name="precision"))

    def place_at(
        self, *, latitude: float, longitude: float, x: int, y: int, precision: Precision
    ) -> None:
        """Put this at a point: WGS84 degrees, and whole metres on the plane."""
        self.latitude, self.longitude = latitude, longitude
        self.x, self.y = x, y
        self.precision = precision

    @property
    def point(self) -> tuple[float, float] | None:
        """Return (latitude, longitude), or None when the place is not known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    def kilometres_to(self, other: "Located") -> float | None:
        """Return the geodesic distance in km; None when one of the places is not known."""
        if self.point is None or other.point is None:
            return None
        return float(_EARTH.measure(self.point, other.point))

    def metres_to(self, other: "Located") -> int | None:
        """Return the distance on the plane in whole metres; None when a place is not known."""
        if self.x is None or self.y is None or other.x is None or other.y is None:
            return None
        return metres_of((self.x - other.x) ** 2 + (self.y - other.y) ** 2)

    def is_about(self, other: "Located") -> bool:
        """Tell whether the distance between the two is known by a postcode or place name only."""
        return {self.precision, other.precision} != {Precision.ADDRESS}

    @property
    def address_line(self) -> str:
        """Return the address on one line, as on an envelope."""
        front = f"{self.street} {self.house_number}".strip()
        return ", ".join(part for part in (front, f"{self.postcode} {self.city}".strip()) if part)
