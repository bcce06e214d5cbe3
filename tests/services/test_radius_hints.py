"""A hint follows what was needed, and nothing rare leads it astray."""

from partnerlink.services.radius_hints import FIRST_RADIUS, LARGEST, MOST_PLACES, RadiusHints


def test_a_place_where_nobody_looked_begins_as_usual() -> None:
    assert RadiusHints().begin_with("here") == FIRST_RADIUS


def test_a_hint_settles_a_little_above_what_is_needed() -> None:
    hints = RadiusHints()
    for _each in range(20):
        hints.remember("here", 4_000)
    assert 4_000 < hints.begin_with("here") < 5_000
    assert hints.begin_with("there") == FIRST_RADIUS


def test_one_search_for_something_rare_is_soon_forgotten() -> None:
    hints = RadiusHints()
    hints.remember("here", 2_000_000)
    assert hints.begin_with("here") == LARGEST
    for _each in range(5):
        hints.remember("here", 3_000)
    assert hints.begin_with("here") < 5_000


def test_the_places_remembered_have_a_bound() -> None:
    hints = RadiusHints()
    for place in range(MOST_PLACES + 1):
        hints.remember(place, 3_000)
    assert hints.begin_with(0) == FIRST_RADIUS
    assert hints.begin_with(MOST_PLACES) != FIRST_RADIUS
