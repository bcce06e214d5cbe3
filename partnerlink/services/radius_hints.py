"""Remember which radius was enough last time: it makes a search quicker, never different.

Beginning too small costs a cheap statement more, beginning twice too large reads four times the
rows. So a hint moves along a scale of ratios, and one search for something rare cannot pull it
far: it is never larger than `LARGEST`.
"""

from collections.abc import Hashable

FIRST_RADIUS = 2_000
SMALLEST, LARGEST = 500, 20_000
MOST_PLACES = 20_000
ROOM_TO_SPARE = 1.1
"""The next search in the neighbourhood is not in the very same spot."""
WEIGHT_OF_THE_LAST = 0.3


class RadiusHints:
    """The radius in metres with which to begin, per kind of search and neighbourhood."""

    def __init__(self, first: int = FIRST_RADIUS) -> None:
        self._first = first
        self._radii: dict[Hashable, int] = {}

    def begin_with(self, place: Hashable) -> int:
        """Return the radius for a place, or the usual one when nobody looked there yet."""
        return self._radii.get(place, self._first)

    def remember(self, place: Hashable, needed: int) -> None:
        """Move the radius of a place towards what was needed, with some room to spare."""
        if len(self._radii) >= MOST_PLACES:
            self._radii.clear()
        enough = min(LARGEST, max(SMALLEST, round(needed * ROOM_TO_SPARE)))
        before = self._radii.get(place, enough)
        moved = before ** (1 - WEIGHT_OF_THE_LAST) * enough**WEIGHT_OF_THE_LAST
        self._radii[place] = round(moved)
