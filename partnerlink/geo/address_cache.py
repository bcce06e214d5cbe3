"""What may be remembered of an address service's answers, and for how long."""

from datetime import datetime, timedelta

from partnerlink.geo.house_numbers import HouseNumber
from partnerlink.geo.postcodes import normalise_postcode

HIT_KEPT = timedelta(days=365)
# A new estate appears in the registry within days; an error is never kept at all.
MISS_KEPT = timedelta(days=7)


def cache_key(postcode: str, house_number: str) -> str:
    """Write an address in one way, `7811AB 12-A1` or `7811AB 12`, to find its answer again.

    Raises `PostcodeMalformed` and `HouseNumberMalformed`.
    """
    number = HouseNumber.parse(house_number)
    key = f"{normalise_postcode(postcode).replace(' ', '')} {number.number}"
    return f"{key}-{number.suffix}" if number.suffix else key


def is_fresh(found: bool, *, fetched_at: datetime, now: datetime) -> bool:
    """Tell whether a remembered hit (`found`) or miss still holds at `now`."""
    return now - fetched_at < (HIT_KEPT if found else MISS_KEPT)
