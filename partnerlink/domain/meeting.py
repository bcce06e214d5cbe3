"""How a speaker and a school can meet: in the classroom, or over a video call.

Source of the rule: the product's "Matching by distance": at school within the radius of both
sides; online, which skips the radius, only when both allow it.
"""

from partnerlink.domain.distance import METRES_PER_KILOMETRE
from partnerlink.domain.vocabulary import Venue


def can_travel(asked: Venue, metres: int, *radii: int) -> bool:
    """Tell whether the speaker can come to school; the distance and the radii are in metres."""
    return asked is not Venue.ONLINE and metres <= min(radii)


def can_meet_online(asked: Venue, *, is_online_possible: bool) -> bool:
    """Tell whether both sides allow a talk online: the school that asks, the offer that says so."""
    return asked is not Venue.AT_SCHOOL and is_online_possible


def ways_to_meet(
    asked: Venue, *, is_online_possible: bool, metres: int | None, radius_km: int
) -> tuple[Venue, ...]:
    """Return how the two can meet, the usual way first: at school when the speaker can travel.

    `metres` is their distance, None when it is not known; `radius_km` is the smaller of the two
    maxima. Never empty: once neither way is open any more, what the school asked still stands.
    """
    travels = metres is not None and can_travel(asked, metres, radius_km * METRES_PER_KILOMETRE)
    online = can_meet_online(asked, is_online_possible=is_online_possible)
    if travels or online:
        return (Venue.AT_SCHOOL,) * travels + (Venue.ONLINE,) * online
    return (Venue.ONLINE if asked is Venue.ONLINE else Venue.AT_SCHOOL,)
