"""Geodesic distances, to show; those to search by are in `domain.distance`."""

from partnerlink.models.location import Located


def kilometres_between(one: Located, other: Located) -> float:
    """Return the geodesic distance between two places that are known, in kilometres."""
    kilometres = one.kilometres_to(other)
    assert kilometres is not None
    return kilometres
