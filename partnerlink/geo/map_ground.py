"""Draw what lies under the dots: land, rivers and frontiers, and know the places around."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from partnerlink.geo.map_paths import (
    Box,
    Pixel,
    Point,
    box_around,
    clip_line,
    clip_ring,
    line_path,
    ring_path,
    thin,
)
from partnerlink.geo.map_projection import Projection

DATA = Path(__file__).parent / "map_data"
"""Derived by tools/build_map_data.py from GSHHG (LGPL) and GeoNames (CC BY 4.0)."""

COARSEST_PIXELS = 1.2
"""How far, in pixels, the drawn coast may stray from the finest one that is stored."""

MARGIN = 30
"""How many pixels are drawn beyond the edge, so that no smooth corner shows."""

CITY = 50_000
"""From how many inhabitants a place gets a larger label."""


class Line(NamedTuple):
    """A line or ring in degrees (longitude, latitude), with the box around it."""

    points: tuple[Point, ...]
    box: Box


class Place(NamedTuple):
    """A place to name on the map."""

    name: str
    longitude: float
    latitude: float
    inhabitants: int

    @property
    def is_city(self) -> bool:
        """Tell whether the label is a large one."""
        return self.inhabitants >= CITY


@dataclass(frozen=True)
class Ground:
    """The paths under the dots, in half pixels; an empty path draws nothing."""

    land: str
    rivers: str
    frontier: str


@lru_cache(maxsize=1)
def _places() -> tuple[Place, ...]:
    """Read the places once, the most telling first."""
    rows = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    return tuple(Place(*row) for row in rows)


@lru_cache(maxsize=3)
def _levels(name: str) -> dict[float, tuple[Line, ...]]:
    """Read one kind of line once, by tolerance in kilometres."""
    levels: dict[float, list[Line]] = {}
    for tolerance, pairs in json.loads((DATA / name).read_text(encoding="utf-8")):
        points = tuple((x, y) for x, y in pairs)
        levels.setdefault(tolerance, []).append(Line(points, box_around(points)))
    return {tolerance: tuple(lines) for tolerance, lines in levels.items()}


def _lines(name: str, scale: float) -> tuple[Line, ...]:
    """Return the coarsest level that still looks right at a scale in pixels per kilometre."""
    levels = _levels(name)
    fitting = [tolerance for tolerance in levels if tolerance * scale <= COARSEST_PIXELS]
    return levels[max(fitting, default=min(levels))]


@lru_cache(maxsize=256)
def ground(projection: Projection) -> Ground:
    """Draw the land, rivers and frontiers around a centre.

    The paths are in half pixels of the projection's picture. They are kept for the centres that
    were drawn last: a school's surroundings do not change.
    """
    view = projection.view(margin=MARGIN)
    return Ground(
        land=_draw("land.json", projection, view, _ring),
        rivers=_draw("rivers.json", projection, view, _open_line),
        frontier=_draw("frontier.json", projection, view, _open_line),
    )


_Pen = Callable[[Line, Projection, Box], str]


def _draw(name: str, projection: Projection, view: Box, pen: _Pen) -> str:
    """Write every line of one kind that may be seen as one path."""
    lines = _lines(name, projection.scale)
    return "".join(pen(line, projection, view) for line in lines if line.box.touches(view))


def _ring(line: Line, projection: Projection, view: Box) -> str:
    """Write the part of a ring that may be seen; its cut sides stay straight."""
    points: Sequence[Point] = line.points
    if not view.holds(line.box):
        points = clip_ring(points, view)
    pixels: list[Pixel] = []
    for point in points:
        pixel = _pixel(projection, point)
        pixels += (pixel, pixel) if view.has_on_edge(point) else (pixel,)
    return ring_path(thin(pixels, step=2))


def _open_line(line: Line, projection: Projection, view: Box) -> str:
    """Write the runs of a line that may be seen."""
    runs = clip_line(line.points, view)
    pixels = [thin([_pixel(projection, point) for point in run], step=2) for run in runs]
    return "".join(line_path(run) for run in pixels)


def _pixel(projection: Projection, point: Point) -> Pixel:
    """Return the whole pixel of a place in degrees."""
    x, y = projection.point(point[1], point[0])
    return round(x), round(y)


def places_in_view(projection: Projection, *, most: int) -> list[tuple[Place, float, float]]:
    """Return the most telling places inside the picture with their pixels, in that order."""
    view, size = projection.view(margin=0), 2 * projection.middle
    found: list[tuple[Place, float, float]] = []
    for place in _places():
        if view.left < place.longitude < view.right and view.low < place.latitude < view.high:
            x, y = projection.point(place.latitude, place.longitude)
            if 0 < x < size and 0 < y < size:
                found.append((place, x, y))
                if len(found) == most:
                    break
    return found
