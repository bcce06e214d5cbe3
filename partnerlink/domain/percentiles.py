"""Where a school stands among the others: percentiles and quintiles of the score per pupil."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from typing import TypeVar

from partnerlink.domain.scores import ScoreKind, ScoreRow

K = TypeVar("K", bound=Hashable)

QUINTILES = 5


def percentiles(values: Mapping[K, float]) -> dict[K, float]:
    """Give every key its place from 0 (the lowest value) to 1 (the highest).

    Equal values share the middle of their places, so the order of the input is nothing. One
    value alone stands in the middle, at 0.5.
    """
    if len(values) == 1:
        return dict.fromkeys(values, 0.5)
    places: dict[K, float] = {}
    last = len(values) - 1
    for _, group in groupby(sorted(values, key=values.__getitem__), key=values.__getitem__):
        tied = list(group)
        middle = len(places) + (len(tied) - 1) / 2
        places.update(dict.fromkeys(tied, middle / last))
    return places


def quintile(percentile: float) -> int:
    """Return the fifth, 1 (lowest) to 5 (highest), that a percentile from 0 to 1 falls in.

    Raises ValueError for anything outside 0..1.
    """
    if not 0 <= percentile <= 1:
        raise ValueError(f"a percentile lies between 0 and 1, not at {percentile}")
    return min(int(percentile * QUINTILES) + 1, QUINTILES)


def disadvantage_percentiles(scores: Iterable[ScoreRow]) -> dict[str, float]:
    """Give each vestigingscode the percentile of its score per pupil among scores of its kind.

    A location with scores of two kinds (vo and praktijkonderwijs) gets their mean, weighted by
    pupils. A location whose score or number of pupils is missing is left out: missing is not
    zero. When a code comes twice with one kind, the later row counts.
    """
    rates: dict[ScoreKind, dict[str, float]] = defaultdict(dict)
    pupils: dict[tuple[ScoreKind, str], int] = {}
    for row in scores:
        if row.pupils and row.per_pupil is not None:
            rates[row.kind][row.code] = row.per_pupil
            pupils[row.kind, row.code] = row.pupils
    weighted: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for kind, of_kind in rates.items():
        for code, place in percentiles(of_kind).items():
            weighted[code].append((place, pupils[kind, code]))
    return {code: _weighted_mean(parts) for code, parts in weighted.items()}


def _weighted_mean(parts: list[tuple[float, int]]) -> float:
    total = sum(weight for _, weight in parts)
    return min(1.0, sum(value * weight for value, weight in parts) / total)
