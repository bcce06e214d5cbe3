"""Find room on a map for the names of places and for the kilometres on the rings."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from partnerlink.geo.map_ground import Place
from partnerlink.geo.map_layout import Pill, Room, circle_overlaps, text_width
from partnerlink.geo.map_paths import Box, Point

RING_ANGLES = tuple(
    sign * step for step in (0, 15, 30, 45, 60, 180, 165, 150, 135) for sign in (1, -1)
)
"""Where the label of a ring may stand, in degrees from the top; the first is preferred."""

RING_LABEL_RADIUS = 10
TEXT_SIZE, CITY_TEXT_SIZE = 14.5, 16.0
"""Font sizes in pixels of the picture that room is kept for."""

MOST_PLACES, WEIGHED_PLACES = 9, 45
"""How many names a map gets, of how many: a hamlet that happens to fit tells nobody anything."""

EDGE, PLACE_EDGE, AIR = 4, 8, 3


@dataclass(frozen=True)
class Ring:
    """A circle at a whole number of kilometres, and the middle of its label."""

    kilometres: int
    radius: float
    x: int
    y: int

    @property
    def label_width(self) -> int:
        """Return the width of the label, for as many digits as it has."""
        return 38 + 7 * len(str(self.kilometres))

    @property
    def label_height(self) -> int:
        """Return the height of the label."""
        return 2 * RING_LABEL_RADIUS

    def pill(self) -> Pill:
        """Return the space that dots and names keep clear of."""
        return Pill(self.x, self.y, self.label_width / 2 - RING_LABEL_RADIUS, RING_LABEL_RADIUS)


@dataclass(frozen=True)
class PlaceLabel:
    """A place: its own spot, and the middle of its name's base line."""

    name: str
    x: int
    y: int
    text_x: int
    text_y: int
    is_city: bool


def label_ring(
    kilometres: int, radius: float, middle: float, crowd: Sequence[Point], reach: float
) -> Ring:
    """Put the label of a ring where the fewest dots are, and as near the top as can be.

    `crowd` holds the middles of the dots and `reach` their radius with some air, in pixels.
    """
    rings = []
    for angle in RING_ANGLES:
        turn = math.radians(angle)
        x, y = middle + radius * math.sin(turn), middle - radius * math.cos(turn)
        rings.append(Ring(kilometres, round(radius, 1), round(x), round(y)))
    # min() keeps the first of equals, so the order of the angles is the preference.
    return min(rings, key=lambda ring: _crowding(ring.pill(), crowd, reach))


def _crowding(pill: Pill, crowd: Sequence[Point], reach: float) -> int:
    """Count the dots that would lie over a label."""
    clear = pill.radius + reach
    return sum(math.hypot(*pill.step_from(dot)) < clear for dot in crowd)


@dataclass
class Names:
    """The names on a map so far, and the space that is taken."""

    room: Room
    dots: Sequence[Point]
    taken: list[Box] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    labels: list[PlaceLabel] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken += [pill.box() for pill in self.room.pills]

    def place(self, places: Sequence[tuple[Place, float, float]]) -> None:
        """Name the first places that have room, at most MOST_PLACES, and no name twice."""
        for place, x, y in places:
            if len(self.labels) >= MOST_PLACES:
                return
            if min(x, y, self.room.size - x, self.room.size - y) < PLACE_EDGE:
                continue
            if place.name in self.named:
                continue
            spot = self.find_spot(place.name, (x, y), is_city=place.is_city, clear=5)
            if spot:
                label = PlaceLabel(place.name, round(x), round(y), *spot, place.is_city)
                self.labels.append(label)
                self.named.add(place.name)
                self.taken.append(Box(x - 4, y - 4, x + 4, y + 4))

    def find_spot(
        self, text: str, around: Point, *, is_city: bool, clear: float
    ) -> tuple[int, int] | None:
        """Take a free spot for a text above, below or beside a point, or return None.

        `clear` is the space to leave around the point. The spot is the middle of the base line.
        """
        size = CITY_TEXT_SIZE if is_city else TEXT_SIZE
        half, up, down = text_width(text, size) / 2, size * 0.8, size * 0.25
        side = half + clear + 2
        steps = ((0, -clear - down), (0, clear + up), (side, 5), (-side, 5))
        for dx, dy in steps:
            x, y = round(around[0] + dx), round(around[1] + dy)
            box = Box(x - half - AIR, y - up - AIR / 2, x + half + AIR, y + down + AIR / 2)
            if self._is_free(box):
                self.taken.append(box)
                return x, y
        return None

    def _is_free(self, box: Box) -> bool:
        """Tell whether a text here is wholly on the map and touches nothing."""
        edge = self.room.size - EDGE
        return (
            Box(EDGE, EDGE, edge, edge).holds(box)
            and not any(box.touches(other) for other in self.taken)
            and not any(circle_overlaps(box, dot, self.room.radius + 1) for dot in self.dots)
        )
