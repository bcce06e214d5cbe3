from datetime import UTC, datetime, timedelta

import pytest

from partnerlink.geo.address_cache import HIT_KEPT, MISS_KEPT, cache_key, is_fresh
from partnerlink.geo.errors import HouseNumberMalformed, PostcodeMalformed

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("number", ["12a1", "12 A-1", "12-A 1", " 12 a/1 ", "12A.1"])
def test_one_address_has_one_key_however_it_is_typed(number: str) -> None:
    assert cache_key("7811 ab", number) == cache_key("nl-7811AB", "12A-1") == "7811AB 12-A1"


def test_neighbours_have_their_own_keys() -> None:
    numbers = ["1", "11", "1-1", "1A", "1-A1", "1-1A", "111"]
    assert len({cache_key("7811AB", number) for number in numbers}) == len(numbers)


def test_what_is_no_address_has_no_key() -> None:
    with pytest.raises(PostcodeMalformed):
        cache_key("7811 SS", "1")
    with pytest.raises(HouseNumberMalformed):
        cache_key("7811 AB", "")


@pytest.mark.parametrize(("found", "kept"), [(True, HIT_KEPT), (False, MISS_KEPT)])
def test_an_answer_is_fresh_until_its_time_is_over(found: bool, kept: timedelta) -> None:
    last_moment = NOW + kept - timedelta(seconds=1)
    assert is_fresh(found, fetched_at=NOW, now=NOW)
    assert is_fresh(found, fetched_at=NOW, now=last_moment)
    assert not is_fresh(found, fetched_at=NOW, now=NOW + kept)


def test_a_hit_is_kept_a_year_and_a_miss_a_week() -> None:
    assert timedelta(days=365) == HIT_KEPT
    assert timedelta(days=7) == MISS_KEPT
