import csv
import math
import random
from importlib.resources import files

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.geo.projection import BAND_METRES, band_of, project

POSTCODES = files("partnerlink.geo").joinpath("postcodes.csv").read_text(encoding="utf-8")
POSTCODE_POINTS = [
    (float(row["latitude"]), float(row["longitude"]))
    for row in csv.DictReader(POSTCODES.splitlines())
]

Point = tuple[float, float]
FARTHEST_METRES = 75_000


def pairs_within_reach(count: int) -> list[tuple[Point, Point]]:
    pick = random.Random(1963)
    pairs: list[tuple[Point, Point]] = []
    while len(pairs) < count:
        a, b = pick.choice(POSTCODE_POINTS), pick.choice(POSTCODE_POINTS)
        if 0 < math.dist(project(*a), project(*b)) <= FARTHEST_METRES:
            pairs.append((a, b))
    return pairs


def test_distances_on_the_plane_are_those_on_the_ground() -> None:
    for a, b in pairs_within_reach(1000):
        on_plane, on_ground = math.dist(project(*a), project(*b)), geodesic(a, b).meters
        assert abs(on_plane - on_ground) <= min(7.5, 0.00011 * on_ground)


def test_amersfoort_is_the_origin() -> None:
    assert project(52.155, 5.387) == pytest.approx((155_000, 463_000), abs=1e-6)


def test_north_is_up_and_east_is_right() -> None:
    x, y = project(52.155, 5.387)
    assert project(52.255, 5.387) == pytest.approx((x, y + 11_126), abs=2)
    assert project(52.155, 5.487) == pytest.approx((x + 6_845, y), abs=6)


def test_a_band_is_two_kilometres_high() -> None:
    assert BAND_METRES == 2000
    assert [band_of(y) for y in (0, 1999, 2000, 463_000, -1)] == [0, 0, 1, 231, -1]


@given(st.floats(50.7, 53.6), st.floats(3.3, 7.3))
def test_every_dutch_point_lies_on_the_positive_plane(latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    assert 0 < x < 300_000
    assert 290_000 < y < 640_000
    assert band_of(round(y)) * BAND_METRES <= round(y) < (band_of(round(y)) + 1) * BAND_METRES
