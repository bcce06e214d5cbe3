"""Push the dots of a map apart, and find room for words between them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from partnerlink.geo.map_paths import Box, Point

ROUNDS = 80
LEFTOVER = 0.3
"""A push goes this much further than needed, so that a crowd settles in fewer rounds."""

NARROW, WIDE = frozenset("ijlt.,'’frI|- "), frozenset("mwMWÆŒ")


@dataclass(frozen=True)
class Pill:
    """Something round that dots stay clear of: a level line of `2 * half`, thick by `radius`."""

    x: float
    y: float
    half: float
    radius: float

    def step_from(self, point: Point) -> Point:
        """Return the shortest step from the middle line to a point."""
        dx = point[0] - self.x
        return dx - max(-self.half, min(self.half, dx)), point[1] - self.y

    def box(self) -> Box:
        """Return the rectangle around it."""
        reach = self.half + self.radius
        return Box(self.x - reach, self.y - self.radius, self.x + reach, self.y + self.radius)


@dataclass(frozen=True)
class Room:
    """The space that dots have: a square of `size` pixels, dots of `radius`, pills to avoid."""

    size: float
    radius: float
    space: float
    pills: Sequence[Pill]

    @property
    def apart(self) -> float:
        """Return how far the middles of two dots are apart at least."""
        return 2 * self.radius + self.space

    def inside(self, point: Point) -> Point:
        """Return the nearest point where a dot is wholly in the square."""
        low, high = self.radius + 2, self.size - self.radius - 2
        return max(low, min(high, point[0])), max(low, min(high, point[1]))

    def is_free(self, point: Point, others: Sequence[Point]) -> bool:
        """Tell whether a dot here touches no other dot and no pill."""
        clear = self.apart - 1
        return all(math.dist(point, other) >= clear for other in others) and all(
            math.hypot(*pill.step_from(point)) >= self.radius + pill.radius + 1
            for pill in self.pills
        )


def spread(targets: Sequence[Point], room: Room) -> list[Point]:
    """Return a whole pixel for every dot, near its target, so that none overlaps.

    Crowded dots push each other a little further apart in rounds, which keeps them on their own
    side of each other; what is not settled then moves to the nearest free spot, the later dots
    first. Raises ValueError when the dots do not fit.
    """
    spots = [room.inside(target) for target in targets]
    for _ in range(ROUNDS):
        if not _push_apart(spots, room):
            break
    return _settle(spots, room)


def _push_apart(spots: list[Point], room: Room) -> bool:
    """Move every dot that is too near another or a pill once; tell whether one moved."""
    moved, apart = False, room.apart
    for a, b in combinations(range(len(spots)), 2):
        dx, dy = spots[b][0] - spots[a][0], spots[b][1] - spots[a][1]
        if abs(dx) >= apart or abs(dy) >= apart:
            continue
        gap = math.hypot(dx, dy)
        if gap < apart:
            # Dots on one spot leave in a direction of their own, the golden angle apart.
            east, south = (dx / gap, dy / gap) if gap > 0.01 else _own_direction(b)
            push = (apart - gap + LEFTOVER) / 2
            spots[a] = room.inside((spots[a][0] - east * push, spots[a][1] - south * push))
            spots[b] = room.inside((spots[b][0] + east * push, spots[b][1] + south * push))
            moved = True
    for index, spot in enumerate(spots):
        for pill in room.pills:
            dx, dy = pill.step_from(spot)
            gap, apart_from = math.hypot(dx, dy), room.radius + pill.radius + room.space
            if gap < apart_from:
                east, south = (dx / gap, dy / gap) if gap > 0.01 else _own_direction(index)
                push = apart_from - gap + LEFTOVER
                spot = room.inside((spot[0] + east * push, spot[1] + south * push))
                moved = True
        spots[index] = spot
    return moved


def _own_direction(index: int) -> Point:
    """Return a direction that differs for every dot and is the same every time."""
    angle = index * math.pi * (3 - math.sqrt(5))
    return math.cos(angle), math.sin(angle)


def _settle(spots: Sequence[Point], room: Room) -> list[Point]:
    """Round to whole pixels, and move what still touches to the nearest free spot."""
    settled: list[Point] = []
    for spot in spots:
        here = (float(round(spot[0])), float(round(spot[1])))
        if not room.is_free(here, settled):
            near = sorted(_lattice(room), key=lambda other: (math.dist(spot, other), other))
            free = (other for other in near if room.is_free(other, settled))
            found = next(free, None)
            if found is None:
                raise ValueError(f"{len(spots)} dots do not fit on a map of {room.size} pixels")
            here = found
        settled.append(here)
    return settled


def _lattice(room: Room) -> Iterator[Point]:
    """Yield spots that are close together without touching, over the whole square."""
    low, high, step = room.radius + 2, room.size - room.radius - 2, math.ceil(room.apart)
    row, y = 0, low
    while y <= high:
        x = low + (step // 2 if row % 2 else 0)
        while x <= high:
            yield x, y
            x += step
        row, y = row + 1, y + math.ceil(step * 0.87)


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is at a font size, in pixels, on the safe side."""
    return size * sum(0.36 if c in NARROW else 0.9 if c in WIDE else 0.61 for c in text)


def circle_overlaps(box: Box, centre: Point, radius: float) -> bool:
    """Tell whether a circle touches a rectangle."""
    dx = centre[0] - max(box.left, min(box.right, centre[0]))
    dy = centre[1] - max(box.low, min(box.high, centre[1]))
    return dx * dx + dy * dy < radius * radius
