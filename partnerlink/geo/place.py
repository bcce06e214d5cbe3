"""A point on the map with its name."""

from dataclasses import dataclass

from partnerlink.domain.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is (WGS84 degrees), how that is called, and how exactly it is known."""

    latitude: float
    longitude: float
    place: str
    province: str
    precision: Precision
    municipality: str = ""
