"""The distance map: true distances, and nothing that hides something else."""

import math
from dataclasses import replace
from itertools import combinations

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.geo.distance_map import DistanceMap, Dot, draw_map, ring_kilometres
from partnerlink.geo.map_ground import ground
from partnerlink.geo.map_labels import CITY_TEXT_SIZE, TEXT_SIZE
from partnerlink.geo.map_layout import circle_overlaps, text_width
from partnerlink.geo.map_paths import Box

REGIONS = {
    "Emmen": (52.779, 6.907),
    "Zwolle": (52.512, 6.094),
    "Amsterdam": (52.373, 4.893),
    "Vlissingen": (51.4425, 3.5736),
    "Terschelling": (53.3591, 5.2148),
    "Maastricht": (50.848, 5.689),
}


def a_dot(number: int, centre: tuple[float, float], *, north: float, east: float) -> Dot:
    """Make a dot some degrees north and east of a centre."""
    place = (centre[0] + north, centre[1] + east)
    away = geodesic(centre, place).km
    return Dot(number, *place, tier=1 + number % 3, label=f"Bedrijf {number}", kilometres=away)


def a_spiral(centre: tuple[float, float], *, count: int = 20, reach: float = 0.2) -> list[Dot]:
    """Make dots that are dense near the centre and thin out, as matches do."""
    turns = [(reach * (i / count) ** 2 + 0.001, i * 2.4) for i in range(1, count + 1)]
    return [
        a_dot(i, centre, north=far * math.sin(turn), east=far * 1.6 * math.cos(turn))
        for i, (far, turn) in enumerate(turns, start=1)
    ]


def text_box(x: float, y: float, name: str, size: float) -> Box:
    """Return the rectangle a name covers."""
    half = text_width(name, size) / 2
    return Box(x - half, y - size * 0.75, x + half, y + size * 0.2)


def word_boxes(drawn: DistanceMap) -> list[Box]:
    """Return the rectangles of every word on the map."""
    sizes = {True: CITY_TEXT_SIZE, False: TEXT_SIZE}
    boxes = [
        text_box(label.text_x, label.text_y, label.name, sizes[label.is_city])
        for label in drawn.labels
    ]
    if drawn.own:
        boxes.append(text_box(drawn.own.x, drawn.own.y, drawn.own.name, CITY_TEXT_SIZE))
    return boxes


def assert_readable(drawn: DistanceMap) -> None:
    """Check that nothing on the map hides or leaves anything."""
    middles = [(dot.x, dot.y) for dot in drawn.dots]
    for one, other in combinations(middles, 2):
        assert math.dist(one, other) >= 2 * drawn.dot_radius
    for x, y in middles:
        assert drawn.dot_radius <= min(x, y)
        assert max(x, y) <= drawn.size - drawn.dot_radius
        assert math.dist((x, y), (drawn.middle, drawn.middle)) >= drawn.dot_radius + 16
    for ring in drawn.rings:
        for middle in middles:
            pill = ring.pill()
            assert math.hypot(*pill.step_from(middle)) >= drawn.dot_radius + pill.radius
    boxes = word_boxes(drawn)
    for box in boxes:
        assert Box(0, 0, drawn.size, drawn.size).holds(box)
        assert not any(circle_overlaps(box, middle, drawn.dot_radius) for middle in middles)
        assert not any(box.touches(ring.pill().box()) for ring in drawn.rings)
    assert not any(one.touches(other) for one, other in combinations(boxes, 2))
    assert "nan" not in repr(drawn).lower()
    assert "inf" not in repr(drawn.ground).lower()


dutch_centres = st.tuples(st.floats(50.76, 53.5), st.floats(3.36, 7.2))
steps = st.tuples(st.floats(-1.5, 1.5), st.floats(-2, 2))


@given(centre=dutch_centres, places=st.lists(steps, max_size=20), crowding=st.floats(0, 1))
def test_any_map_is_readable_and_the_same_every_time(
    centre: tuple[float, float], places: list[tuple[float, float]], crowding: float
) -> None:
    dots = [
        a_dot(number, centre, north=north * crowding, east=east * crowding)
        for number, (north, east) in enumerate(places, start=1)
    ]
    drawn = draw_map(centre, dots, own_label="Brugcollege")
    assert_readable(drawn)
    ground.cache_clear()
    assert draw_map(centre, dots, own_label="Brugcollege") == drawn


@given(centre=dutch_centres, place=steps, count=st.integers(2, 40))
def test_dots_on_one_spot_fan_out(
    centre: tuple[float, float], place: tuple[float, float], count: int
) -> None:
    one = a_dot(1, centre, north=place[0], east=place[1])
    drawn = draw_map(centre, [replace(one, number=number) for number in range(1, count + 1)])
    assert_readable(drawn)


@pytest.mark.parametrize("count", [0, 1, 20, 40])
def test_dots_at_the_centre_itself_leave_the_marker_of_the_school_free(count: int) -> None:
    centre = REGIONS["Zwolle"]
    dots = [a_dot(number, centre, north=0, east=0) for number in range(1, count + 1)]
    drawn = draw_map(centre, dots)
    assert_readable(drawn)
    assert len(drawn.dots) == count


def test_dots_crowded_in_one_far_corner_stay_on_the_map() -> None:
    centre = REGIONS["Emmen"]
    dots = [a_dot(n, centre, north=0.2 + n / 1e4, east=0.33) for n in range(1, 41)]
    assert_readable(draw_map(centre, dots, own_label="Esdal"))


@pytest.mark.parametrize("region", REGIONS)
def test_no_name_stands_on_a_map_twice(region: str) -> None:
    centre = REGIONS[region]
    drawn = draw_map(centre, [a_dot(1, centre, north=0.004, east=-0.03)], own_label=region)
    assert drawn.own is not None
    names = [drawn.own.name, *(label.name for label in drawn.labels)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("region", REGIONS)
def test_a_dot_that_has_room_lies_on_the_ring_of_its_kilometres(region: str) -> None:
    centre = REGIONS[region]
    turns = [index * math.pi / 4 + 0.4 for index in range(8)]
    dots = [
        a_dot(n, centre, north=0.3 * math.sin(turn), east=0.5 * math.cos(turn))
        for n, turn in enumerate(turns, start=1)
    ]
    drawn = draw_map(centre, dots)
    scale = drawn.rings[-1].radius / drawn.rings[-1].kilometres
    for placed in drawn.dots:
        from_centre = math.dist((placed.home_x, placed.home_y), (drawn.middle, drawn.middle))
        assert from_centre == pytest.approx(placed.dot.kilometres * scale, abs=1)
        assert not placed.has_stepped_aside


@pytest.mark.parametrize(
    ("farthest", "rings"),
    [
        (0, (2,)),
        (1.9, (2,)),
        (2.1, (2, 4)),
        (6, (2, 4, 6)),
        (6.1, (5, 10)),
        (14.8, (5, 10, 15)),
        (25, (10, 20, 30)),
        (31, (25, 50)),
        (301, (250, 500)),
        (20_000, (10_000, 20_000)),
    ],
)
def test_rings_are_one_to_three_round_distances(farthest: float, rings: tuple[int, ...]) -> None:
    assert ring_kilometres(farthest) == rings


@given(st.floats(0, 20_100))
def test_the_outer_ring_always_holds_the_farthest_dot(farthest: float) -> None:
    rings = ring_kilometres(farthest)
    assert 1 <= len(rings) <= 3
    assert rings[-1] >= farthest


PLACE = (52.5, 6.1)


@pytest.mark.parametrize(
    ("centre", "dots"),
    [
        ((math.nan, 6.0), []),
        ((52.0, 181.0), []),
        (PLACE, [Dot(1, math.inf, 6.0, 3, "x", 1.0)]),
        (PLACE, [Dot(1, 52.0, 6.0, 3, "x", math.nan)]),
        (PLACE, [Dot(1, 52.0, 6.0, 3, "x", -1.0)]),
        (PLACE, [Dot(1, 52.0, 6.0, 3, "x", math.inf)]),
        (PLACE, [Dot(n, 52.0, 6.0, 3, "x", 60.0) for n in range(41)]),
    ],
)
def test_what_cannot_be_drawn_truthfully_is_refused(
    centre: tuple[float, float], dots: list[Dot]
) -> None:
    with pytest.raises(ValueError, match=r"is not a|at most"):
        draw_map(centre, dots)


def test_a_place_on_the_other_side_of_the_earth_still_gives_a_map() -> None:
    assert_readable(draw_map(PLACE, [a_dot(1, PLACE, north=-90, east=-170)]))


def test_a_long_name_of_the_school_is_shortened() -> None:
    drawn = draw_map(PLACE, [], own_label="Christelijke Scholengemeenschap voor de hele streek")
    assert drawn.own is not None
    assert drawn.own.name == "Christelijke Scholengemeens…"


def test_names_of_the_largest_places_around_are_shown() -> None:
    names = {label.name for label in draw_map(REGIONS["Emmen"], a_spiral(REGIONS["Emmen"])).labels}
    assert {"Assen", "Hardenberg"} <= names
