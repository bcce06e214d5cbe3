"""Coast, islands, lakes and frontier: the land is where it is in the world."""

import re
from itertools import pairwise

import pytest

from partnerlink.geo.map_ground import ground
from partnerlink.geo.map_projection import Projection


def on_land(latitude: float, longitude: float) -> bool:
    """Tell whether a place is land on the map of its own surroundings."""
    drawn = ground(Projection(latitude, longitude, scale=19.0, middle=210.0))
    crossings = 0
    for ring in re.findall(r"M(-?\d+) (-?\d+)q([^z]*)z", drawn.land):
        x, y = int(ring[0]), int(ring[1])
        numbers = [int(number) for number in re.findall(r"-?\d+", ring[2])]
        ends = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ends.append((x, y))
        assert ends[-1] == ends[0], "the curve drifted: it does not end where it began"
        for (ax, ay), (bx, by) in pairwise(ends):
            if (ay > 420) != (by > 420):
                crossings += ax + (420 - ay) / (by - ay) * (bx - ax) > 420
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Emmen", 52.779, 6.907),
        ("Zwolle", 52.512, 6.094),
        ("Lelystad", 52.508, 5.475),
        ("Midsland on Terschelling", 53.383, 5.29),
        ("Den Burg on Texel", 53.054, 4.797),
        ("Nes on Ameland", 53.443, 5.773),
        ("Middelburg", 51.499, 3.611),
        ("Maastricht", 50.848, 5.689),
        ("Zierikzee", 51.65, 3.917),
    ],
)
def test_a_town_lies_on_land(place: str, latitude: float, longitude: float) -> None:
    assert on_land(latitude, longitude), place


@pytest.mark.parametrize(
    ("water", "latitude", "longitude"),
    [
        ("North Sea", 52.4, 4.2),
        ("IJsselmeer", 52.8, 5.3),
        ("Markermeer", 52.55, 5.2),
        ("Wadden Sea", 53.25, 5.2),
        ("Westerschelde", 51.4, 3.75),
        ("Sneekermeer", 53.027, 5.755),
    ],
)
def test_water_is_not_land(water: str, latitude: float, longitude: float) -> None:
    assert not on_land(latitude, longitude), water


def test_the_frontier_runs_east_of_emmen_and_is_absent_at_zwolle() -> None:
    emmen = Projection(52.779, 6.907, scale=12.0, middle=210.0)
    zwolle = Projection(52.512, 6.094, scale=12.0, middle=210.0)
    assert ground(emmen).frontier
    assert not ground(zwolle).frontier
