"""Cut lines and areas to a rectangle, and write them as short, smooth SVG paths."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
Pixel: TypeAlias = tuple[int, int]


class Box(NamedTuple):
    """A rectangle along the axes; for degrees, x is the longitude and y the latitude."""

    left: float
    low: float
    right: float
    high: float

    def touches(self, other: "Box") -> bool:
        """Tell whether the two rectangles share a point."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.low <= other.high
            and other.low <= self.high
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether the other rectangle lies wholly inside, clear of the edge."""
        return (
            self.left < other.left
            and other.right < self.right
            and self.low < other.low
            and other.high < self.high
        )

    def has_on_edge(self, point: Point) -> bool:
        """Tell whether a point that was cut to this rectangle lies on its edge."""
        return point[0] in (self.left, self.right) or point[1] in (self.low, self.high)


def box_around(points: Sequence[Point]) -> Box:
    """Return the smallest rectangle around at least one point."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Cut a closed area to a rectangle, one side at a time (Sutherland and Hodgman, 1974).

    The ring is not closed by a copy of its first point, neither on the way in nor out. What is
    left of an area in several pieces is joined along the edge of the rectangle; an empty list
    means that nothing is left.
    """
    points = list(ring)
    for axis, limit, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.low, 1),
        (1, box.high, -1),
    ):
        points = _clip_side(points, axis, limit, sign)
        if not points:
            break
    return points


def _clip_side(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """Keep the part of a ring on one side of a line along an axis."""
    inside = [sign * (point[axis] - limit) >= 0 for point in points]
    if all(inside):
        return points
    kept: list[Point] = []
    for index, point in enumerate(points):
        if inside[index] != inside[index - 1]:
            kept.append(_crossing(points[index - 1], point, axis, limit))
        if inside[index]:
            kept.append(point)
    return kept


def _crossing(start: Point, end: Point, axis: int, limit: float) -> Point:
    """Return where a segment crosses a line along an axis, exactly on that line."""
    share = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clip_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """Return the runs of a line that come near a rectangle.

    A run keeps the first point outside on either end, so it leaves the picture by itself. A
    segment that crosses the rectangle without a point inside is kept when it may touch it.
    """
    runs: list[list[Point]] = []
    run: list[Point] = []
    for start, end in pairwise(line):
        if box.touches(box_around((start, end))):
            run = run or [start]
            run.append(end)
        elif run:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def thin(pixels: Sequence[Pixel], *, step: int) -> list[Pixel]:
    """Leave out the points less than a step from the one before; doubled points are corners."""
    kept: list[Pixel] = []
    for pixel in pixels:
        if kept and pixel != kept[-1]:
            x, y = kept[-1]
            if abs(pixel[0] - x) < step and abs(pixel[1] - y) < step:
                continue
        kept.append(pixel)
    return kept


def ring_path(pixels: Sequence[Pixel]) -> str:
    """Write a closed area as a smooth path, in half pixels.

    The curve is quadratic: the points steer it, and it passes half-way between each two. In
    half pixels those middles are whole numbers, so `t`, which mirrors the point before, needs
    one pair of numbers a point and never drifts. A point given twice is a sharp corner.
    """
    if len(pixels) < 3:
        return ""
    (x0, y0), (x1, y1) = pixels[-1], pixels[0]
    x2, y2 = pixels[1]
    head = f"M{x0 + x1} {y0 + y1}" + _pairs("q", [(x1 - x0, y1 - y0), (x2 - x0, y2 - y0)])
    return head + _steps([*pixels, pixels[0]]) + "z"


def line_path(pixels: Sequence[Pixel]) -> str:
    """Write an open line as a smooth path, in half pixels, from its first point to its last."""
    if len(pixels) < 2:
        return ""
    (x0, y0), (x1, y1) = pixels[0], pixels[1]
    head = f"M{2 * x0} {2 * y0}" + _pairs("l", [(x1 - x0, y1 - y0)])
    if len(pixels) == 2:
        return head + _pairs("", [(x1 - x0, y1 - y0)])
    x2, y2 = pixels[2]
    head += _pairs("q", [(x1 - x0, y1 - y0), (x2 - x0, y2 - y0)])
    (x3, y3), (x4, y4) = pixels[-2], pixels[-1]
    return head + _steps(pixels[1:]) + _pairs("l", [(x4 - x3, y4 - y3)])


def _steps(steering: Sequence[Pixel]) -> str:
    """Write the smooth steps after the first curve: from middle to middle."""
    return _pairs(
        "t", [(c[0] - a[0], c[1] - a[1]) for a, c in zip(steering, steering[2:], strict=False)]
    )


def _pairs(command: str, pairs: Sequence[Pixel]) -> str:
    """Write pairs of numbers after a command, with no more separators than SVG asks for."""
    if not pairs:
        return ""
    words: list[str] = []
    for x, y in pairs:
        words += (f" {x}" if x >= 0 else str(x), f" {y}" if y >= 0 else str(y))
    return command + "".join(words).lstrip() if command else "".join(words)
