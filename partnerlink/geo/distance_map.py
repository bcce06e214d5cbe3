"""Lay out the numbered map that shows how far away the matches in a list are.

Plain numbers go in, and a model comes out that `templates/macros/map.html` writes as one small
inline SVG. The projection keeps every distance to the centre true, so a dot lies on the ring
that its kilometres say; crowded dots step aside, with a line to where they belong.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from partnerlink.geo.map_ground import Ground, ground, places_in_view
from partnerlink.geo.map_labels import WEIGHED_PLACES, Names, PlaceLabel, Ring, label_ring
from partnerlink.geo.map_layout import Pill, Room, spread
from partnerlink.geo.map_paths import Point
from partnerlink.geo.map_projection import Projection

SIZE = 420
"""The width and height of the picture, in pixels before a browser scales it."""

MIDDLE = SIZE / 2
DOT_RADIUS = 16
HOME = Pill(MIDDLE, MIDDLE, 0, 18)
OUTER_RING = MIDDLE - 20
MOST_DOTS = 40
NO_MATCHES_KM = 5
RING_STEPS = (2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000)
"""Kilometres between rings. Less than 2 would show the coast finer than it is known."""

LONGEST_OWN_LABEL = 28


@dataclass(frozen=True)
class Dot:
    """A match to show: its number in the list, where it is in degrees, and how far.

    `tier` is how well it fits: 3, 2 or 1. `label` names it to a screen reader.
    """

    number: int
    latitude: float
    longitude: float
    tier: int
    label: str
    kilometres: float


@dataclass(frozen=True)
class PlacedDot:
    """A dot with its spot, and where it belongs when it had to step aside, in pixels."""

    dot: Dot
    x: int
    y: int
    home_x: int
    home_y: int

    @property
    def has_stepped_aside(self) -> bool:
        """Tell whether the dot no longer covers its true place."""
        return math.dist((self.x, self.y), (self.home_x, self.home_y)) > DOT_RADIUS - 3


@dataclass(frozen=True)
class OwnLabel:
    """The name of the reader's own place and the middle of its base line."""

    name: str
    x: int
    y: int


@dataclass(frozen=True)
class DistanceMap:
    """Everything the template writes; all numbers are pixels in a square of `size`."""

    size: int
    dot_radius: int
    ground: Ground
    rings: tuple[Ring, ...]
    labels: tuple[PlaceLabel, ...]
    own: OwnLabel | None
    dots: tuple[PlacedDot, ...]

    @property
    def middle(self) -> int:
        """Return where the centre is drawn, across and down."""
        return self.size // 2


def draw_map(
    centre: tuple[float, float], dots: Sequence[Dot], *, own_label: str = ""
) -> DistanceMap:
    """Lay out a map around a centre (latitude, longitude in degrees) with at most 40 dots.

    The same input gives the same map. Raises ValueError for more dots, for a coordinate that is
    not on earth and for a distance that is not a number of kilometres from zero.
    """
    _check(centre, dots)
    kilometres = ring_kilometres(max((dot.kilometres for dot in dots), default=NO_MATCHES_KM))
    projection = Projection(*centre, scale=OUTER_RING / kilometres[-1], middle=MIDDLE)
    homes = [projection.point_at(dot.latitude, dot.longitude, dot.kilometres) for dot in dots]
    rings, spots, room = _arrange(homes, kilometres, projection.scale)
    names = Names(room, spots)
    own = _own_label(names, own_label)
    names.place(places_in_view(projection, most=WEIGHED_PLACES))
    return DistanceMap(
        size=SIZE,
        dot_radius=DOT_RADIUS,
        ground=ground(projection),
        rings=rings,
        labels=tuple(names.labels),
        own=own,
        dots=tuple(map(_placed, dots, spots, homes)),
    )


def ring_kilometres(farthest: float) -> tuple[int, ...]:
    """Return one to three round distances in kilometres, the last at least the farthest dot."""
    step = next(step for step in RING_STEPS if farthest <= 3 * step)
    count = max(1, math.ceil(farthest / step))
    return tuple(step * (index + 1) for index in range(count))


def _check(centre: tuple[float, float], dots: Sequence[Dot]) -> None:
    """Refuse what can't be drawn truthfully."""
    if len(dots) > MOST_DOTS:
        raise ValueError(f"a map shows at most {MOST_DOTS} dots, not {len(dots)}")
    for latitude, longitude in (centre, *((dot.latitude, dot.longitude) for dot in dots)):
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(f"{latitude}, {longitude} is not a place on earth")
    for dot in dots:
        if not 0 <= dot.kilometres <= 3 * RING_STEPS[-1]:
            raise ValueError(f"{dot.kilometres} is not a distance in kilometres on earth")


def _arrange(
    homes: Sequence[Point], kilometres: Sequence[int], scale: float
) -> tuple[tuple[Ring, ...], list[Point], Room]:
    """Spread the dots, label the rings where it is quiet, and keep the dots off those labels."""
    spots = spread(homes, Room(SIZE, DOT_RADIUS, 3, (HOME,)))
    rings = tuple(
        label_ring(km, km * scale, MIDDLE, [*spots, (HOME.x, HOME.y)], DOT_RADIUS + 4)
        for km in kilometres
    )
    room = Room(SIZE, DOT_RADIUS, 3, (HOME, *(ring.pill() for ring in rings)))
    return rings, spread(spots, room), room


def _own_label(names: Names, text: str) -> OwnLabel | None:
    """Name the centre when there is room between the dots; no place repeats its name."""
    name = text
    if len(text) > LONGEST_OWN_LABEL:
        text = text[: LONGEST_OWN_LABEL - 1].rstrip() + "…"
    spot = names.find_spot(text, (HOME.x, HOME.y), is_city=True, clear=HOME.radius + 3)
    if not (text and spot):
        return None
    names.named.add(name)
    return OwnLabel(text, *spot)


def _placed(dot: Dot, spot: Point, home: Point) -> PlacedDot:
    """Join a dot with its spot and its home."""
    return PlacedDot(dot, round(spot[0]), round(spot[1]), round(home[0]), round(home[1]))
