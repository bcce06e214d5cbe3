"""The rules of matching: hard filters, fit, order, and reasons that are true."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain import matching
from partnerlink.domain.matching import (
    NEAR_METRES,
    Obstacle,
    Reason,
    ReasonKind,
    Supply,
    Tier,
    Wish,
    find_obstacle,
    judge,
    load,
    rank_key,
    turn,
)
from partnerlink.domain.vocabulary import (
    Competence,
    Leerjaar,
    Level,
    Sector,
    Slot,
    TalkLanguage,
    Venue,
)

WISH = Wish(
    sectors=frozenset({Sector.TECHNIEK}),
    levels=frozenset({Level.VMBO_KB}),
    slots=frozenset({Slot.TUE_MORNING, Slot.WED_MORNING}),
    languages=frozenset(),
    venue=Venue.AT_SCHOOL,
    radius=25_000,
    leerjaren=frozenset({Leerjaar.L3}),
)
SUPPLY = Supply(
    sectors=frozenset({Sector.TECHNIEK, Sector.ICT}),
    levels=frozenset({Level.VMBO_KB, Level.HAVO}),
    slots=frozenset({Slot.TUE_MORNING, Slot.WED_MORNING}),
    languages=frozenset({TalkLanguage.NL}),
    is_online_possible=False,
    radius=40_000,
)
NOTHING = frozenset[Competence]()


@pytest.mark.parametrize(
    ("wish", "supply", "metres", "obstacle"),
    [
        (WISH, SUPPLY, 25_000, None),
        (WISH, SUPPLY, 25_001, Obstacle.DISTANCE),
        (WISH, replace(SUPPLY, radius=10_000), 10_001, Obstacle.DISTANCE),
        (replace(WISH, sectors=frozenset({Sector.ZORG})), SUPPLY, 0, Obstacle.SECTOR),
        (replace(WISH, levels=frozenset({Level.VWO})), SUPPLY, 0, Obstacle.LEVEL),
        (replace(WISH, slots=frozenset({Slot.FRI_EVENING})), SUPPLY, 0, Obstacle.DATE),
        (replace(WISH, languages=frozenset({TalkLanguage.PL})), SUPPLY, 0, Obstacle.LANGUAGE),
        (WISH, replace(SUPPLY, has_places=False), 0, Obstacle.CAPACITY),
        (replace(WISH, venue=Venue.ONLINE), SUPPLY, 0, Obstacle.DISTANCE),
        (replace(WISH, venue=Venue.EITHER), SUPPLY, 90_000, Obstacle.DISTANCE),
        (WISH, replace(SUPPLY, is_online_possible=True), 90_000, Obstacle.DISTANCE),
        (
            replace(WISH, venue=Venue.EITHER),
            replace(SUPPLY, is_online_possible=True),
            90_000,
            None,
        ),
        (
            replace(WISH, venue=Venue.ONLINE),
            replace(SUPPLY, is_online_possible=True),
            90_000,
            None,
        ),
    ],
)
def test_the_first_hard_filter_that_keeps_two_apart(
    wish: Wish, supply: Supply, metres: int, obstacle: Obstacle | None
) -> None:
    assert find_obstacle(wish, supply, metres) is obstacle


def test_everything_in_common_fits_very_well() -> None:
    fit = judge(WISH, SUPPLY, 6_000, gap=NOTHING)
    assert fit.tier is Tier.VERY_WELL
    assert fit.reasons == (
        Reason(ReasonKind.SECTORS, (Sector.TECHNIEK,)),
        Reason(ReasonKind.LEVELS, (Level.VMBO_KB,)),
        Reason(ReasonKind.SLOTS, (Slot.TUE_MORNING, Slot.WED_MORNING)),
    )


def test_a_gap_that_is_filled_makes_up_for_one_shortcoming() -> None:
    wish = replace(
        WISH,
        sectors=frozenset({Sector.TECHNIEK, Sector.BOUW}),
        competences=frozenset({Competence.NETWERKEN}),
    )
    assert judge(wish, SUPPLY, 0, gap=NOTHING).tier is Tier.WELL
    filled = judge(wish, SUPPLY, 0, gap=frozenset({Competence.NETWERKEN}))
    assert filled.tier is Tier.VERY_WELL
    assert filled.reasons[-1] == Reason(ReasonKind.GAP, (Competence.NETWERKEN,))


def test_a_long_way_makes_a_match_one_step_less_good() -> None:
    assert judge(WISH, SUPPLY, 14_999, gap=NOTHING).tier is Tier.VERY_WELL
    assert judge(WISH, SUPPLY, 15_000, gap=NOTHING).tier is Tier.WELL
    online = replace(WISH, venue=Venue.ONLINE)
    supply = replace(SUPPLY, is_online_possible=True)
    assert judge(online, supply, 60_000, gap=NOTHING).tier is Tier.VERY_WELL


def test_one_date_that_was_the_only_one_asked_is_easy() -> None:
    one = replace(WISH, slots=frozenset({Slot.TUE_MORNING}))
    assert judge(one, SUPPLY, 0, gap=NOTHING).tier is Tier.VERY_WELL
    narrow = replace(SUPPLY, slots=frozenset({Slot.TUE_MORNING}))
    assert judge(WISH, narrow, 0, gap=NOTHING).tier is Tier.WELL


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"encounters": 0}, {"encounters": 1}),
        ({"encounters": 2, "pupils": 1400}, {"encounters": 2, "pupils": 700}),
        ({"encounters": 1, "percentile": 1.0}, {"encounters": 1, "percentile": 0.2}),
        ({"encounters": 1, "percentile": None}, {"encounters": 1, "percentile": 0.4}),
        ({"encounters": 1, "percentile": 0.6}, {"encounters": 1, "percentile": None}),
    ],
)
def test_whose_turn_it_is(first: dict[str, object], second: dict[str, object]) -> None:
    usual: dict[str, object] = {"pupils": None, "percentile": None}
    assert turn(**(usual | first)) < turn(**(usual | second))  # type: ignore[arg-type]


def test_a_busy_offer_sinks_by_its_own_measure() -> None:
    assert load(2, talks_per_year=8) < load(1, talks_per_year=2)


def some_of(kind: type, *, least: int = 0) -> st.SearchStrategy[frozenset]:
    return st.frozensets(st.sampled_from(kind), min_size=least)


wishes = st.builds(
    Wish,
    sectors=some_of(Sector, least=1),
    levels=some_of(Level, least=1),
    slots=some_of(Slot, least=1),
    languages=some_of(TalkLanguage),
    venue=st.sampled_from(Venue),
    radius=st.integers(1_000, 75_000),
    competences=some_of(Competence),
)
supplies = st.builds(
    Supply,
    sectors=some_of(Sector, least=1),
    levels=some_of(Level, least=1),
    slots=some_of(Slot, least=1),
    languages=some_of(TalkLanguage, least=1),
    is_online_possible=st.booleans(),
    radius=st.integers(1_000, 75_000),
)
distances = st.integers(0, 100_000)
gaps = some_of(Competence)


def key_of(wish: Wish, supply: Supply, metres: int, gap: frozenset[Competence]) -> tuple:
    tier = judge(wish, supply, metres, gap=gap).tier
    return rank_key(tier=tier, metres=metres, pressure=0.5, number=1)


@given(wishes, supplies, distances, gaps, st.sampled_from(Sector))
def test_one_more_shared_sector_never_lowers_a_match(
    wish: Wish, supply: Supply, metres: int, gap: frozenset[Competence], sector: Sector
) -> None:
    more = replace(supply, sectors=supply.sectors | {sector})
    assert key_of(wish, more, metres, gap) <= key_of(wish, supply, metres, gap)
    if find_obstacle(wish, supply, metres) is None:
        assert find_obstacle(wish, more, metres) is None


@given(wishes, supplies, distances, distances, gaps)
def test_moving_nearer_never_lowers_a_match(
    wish: Wish, supply: Supply, one: int, other: int, gap: frozenset[Competence]
) -> None:
    near, far = sorted((one, other))
    assert key_of(wish, supply, near, gap) <= key_of(wish, supply, far, gap)
    if find_obstacle(wish, supply, far) is None:
        # Who could meet online only may have to travel no farther than is allowed.
        assert find_obstacle(wish, supply, near) is None


@given(wishes, supplies, distances, gaps)
def test_every_reason_is_true(
    wish: Wish, supply: Supply, metres: int, gap: frozenset[Competence]
) -> None:
    if find_obstacle(wish, supply, metres) is not None:
        return
    for reason in judge(wish, supply, metres, gap=gap).reasons:
        things = frozenset(reason.things)
        travels = matching.can_travel(wish, supply, metres)
        assert {
            ReasonKind.SECTORS: bool(things) and things == wish.sectors & supply.sectors,
            ReasonKind.LEVELS: bool(things) and things == wish.levels & supply.levels,
            ReasonKind.SLOTS: bool(things) and things == wish.slots & supply.slots,
            ReasonKind.LANGUAGES: bool(things) and things == wish.languages & supply.languages,
            ReasonKind.NEAR: travels and metres <= NEAR_METRES,
            ReasonKind.ONLINE: matching.can_meet_online(wish, supply) and not travels,
            ReasonKind.GAP: bool(things) and things == wish.competences & gap,
        }[reason.kind]


@given(st.permutations(range(6)), st.lists(st.tuples(distances, gaps), min_size=6, max_size=6))
def test_the_order_does_not_depend_on_the_order_of_the_input(
    order: list[int], drawn: list[tuple[int, frozenset[Competence]]]
) -> None:
    keys = [
        rank_key(
            tier=judge(WISH, SUPPLY, metres, gap=gap).tier,
            metres=metres,
            pressure=len(gap) / 2,
            number=number,
        )
        for number, (metres, gap) in enumerate(drawn)
    ]
    assert sorted(keys[place] for place in order) == sorted(keys)
    assert len(set(keys)) == len(keys)
