"""Levels and leerjaren that go together."""

import pytest

from partnerlink.domain.leerjaren import find_missing_leerjaar, leerjaren_of
from partnerlink.domain.vocabulary import Leerjaar, Level

L1, L2, L3, L4, L5, L6 = Leerjaar
BB, HAVO, VWO = Level.VMBO_BB, Level.HAVO, Level.VWO


@pytest.mark.parametrize(("level", "years"), [(BB, 4), (Level.VMBO_TL, 4), (HAVO, 5), (VWO, 6)])
def test_a_level_lasts_as_long_as_the_law_says(level: Level, years: int) -> None:
    assert sorted(leerjaren_of(level)) == [str(year) for year in range(1, years + 1)]


def test_every_level_has_leerjaren() -> None:
    assert all(L1 in leerjaren_of(level) for level in Level)


@pytest.mark.parametrize(
    ("levels", "leerjaren"),
    [
        ({BB}, {L3, L4}),
        ({BB, HAVO}, {L3, L5}),
        ({VWO}, {L6}),
        (set(), {L5}),
        ({BB}, set()),
    ],
)
def test_choices_that_exist_go_together(levels: set[Level], leerjaren: set[Leerjaar]) -> None:
    assert find_missing_leerjaar(levels, leerjaren) is None


@pytest.mark.parametrize(
    ("levels", "leerjaren", "missing"),
    [
        ({BB}, {L5}, (BB, L5)),
        ({BB}, {L3, L5}, (BB, L5)),
        ({HAVO}, {L6}, (HAVO, L6)),
        ({BB, HAVO}, {L5}, (BB, L5)),
        ({BB, HAVO}, {L3, L6}, (BB, L6)),
    ],
)
def test_vmbo_5_does_not_exist(
    levels: set[Level], leerjaren: set[Leerjaar], missing: tuple[Level, Leerjaar]
) -> None:
    assert find_missing_leerjaar(levels, leerjaren) == missing
