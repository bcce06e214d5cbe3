"""Distances: whole metres on the plane to search by, geodesic kilometres to show."""

import math

from partnerlink.models.location import Located

METRES_PER_KILOMETRE = 1000


def metres_of(squared: int) -> int:
    """Return the root of square metres, rounded up to whole metres.

    Rounded up, it is within a whole radius exactly when the point itself is.
    """
    root = math.isqrt(squared)
    return root if root * root == squared else root + 1


def metres_between(one: Located, other: Located) -> int | None:
    """Return the distance on the plane as a search knows it; None when a place is not known."""
    if one.x is None or one.y is None or other.x is None or other.y is None:
        return None
    return metres_of((one.x - other.x) ** 2 + (one.y - other.y) ** 2)


def kilometres_between(one: Located, other: Located) -> float:
    """Return the geodesic distance between two places that are known, in kilometres."""
    kilometres = one.kilometres_to(other)
    assert kilometres is not None
    return kilometres
