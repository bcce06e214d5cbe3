import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.percentiles import disadvantage_percentiles, percentiles, quintile
from partnerlink.domain.scores import ScoreKind, ScoreRow

VALUES = st.dictionaries(st.integers(), st.floats(0, 1e6), min_size=1, max_size=40)


def score(code: str, per_pupil: float, *, pupils: int | None = 100, kind: str = "vo") -> ScoreRow:
    kinds = {"vo": ScoreKind.VO, "pro": ScoreKind.PRO}
    return ScoreRow(code, pupils, per_pupil * (pupils or 100), kinds[kind], "CBS", None)


def test_the_lowest_stands_at_0_and_the_highest_at_1() -> None:
    assert percentiles({"a": 3, "b": 1, "c": 2}) == {"a": 1, "b": 0, "c": 0.5}


def test_equal_values_share_the_middle_of_their_places() -> None:
    assert percentiles({"a": 0, "b": 0, "c": 0, "d": 9}) == pytest.approx(
        {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3, "d": 1}
    )


def test_nobody_and_one_alone_have_a_place_too() -> None:
    assert percentiles({}) == {}
    assert percentiles({"a": 7}) == {"a": 0.5}


@given(VALUES)
def test_a_higher_value_never_stands_lower_and_equals_stand_together(
    values: dict[int, float],
) -> None:
    places = percentiles(values)
    for one in values:
        for other in values:
            assert (places[one] > places[other]) == (values[one] > values[other])
    assert all(0 <= place <= 1 for place in places.values())
    assert places == percentiles(dict(reversed(values.items())))


@pytest.mark.parametrize(
    ("percentile", "fifth"),
    [(0, 1), (0.19, 1), (0.2, 2), (0.5, 3), (0.79, 4), (0.8, 5), (1, 5)],
)
def test_a_percentile_falls_in_a_fifth(percentile: float, fifth: int) -> None:
    assert quintile(percentile) == fifth


@pytest.mark.parametrize("percentile", [-0.01, 1.01, float("nan")])
def test_there_is_no_fifth_outside_0_and_1(percentile: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quintile(percentile)


def test_a_large_school_does_not_rank_higher_for_being_large() -> None:
    rows = [score("00AA00", 0.1, pupils=1500), score("00AB00", 0.3, pupils=90)]
    assert disadvantage_percentiles(rows) == {"00AA00": 0, "00AB00": 1}


def test_a_school_without_pupils_or_a_number_of_them_is_left_out() -> None:
    rows = [score("00AA00", 0.1), score("00AB00", 0.3, pupils=None), score("00AC00", 0, pupils=0)]
    assert disadvantage_percentiles(rows) == {"00AA00": 0.5}


def test_scores_of_two_kinds_are_ranked_apart_and_weighed_by_pupils() -> None:
    rows = [
        score("00AA00", 0.1),
        score("00AB00", 0.2, pupils=300),
        score("00AB00", 5, pupils=100, kind="pro"),
        score("00AC00", 9, kind="pro"),
    ]
    assert disadvantage_percentiles(rows) == {"00AA00": 0, "00AB00": 0.75, "00AC00": 1}


def test_of_two_rows_of_one_kind_the_later_counts() -> None:
    rows = [score("00AA00", 0.1), score("00AB00", 0.2), score("00AA00", 0.9)]
    assert disadvantage_percentiles(rows) == {"00AA00": 1, "00AB00": 0}
