"""Measure the planner of a presentation evening: seconds, and the proven gap, on real sizes."""

import statistics
import time

from benchmarks.report import Report
from partnerlink.domain.planner import plan
from partnerlink.domain.planner_values import Programme
from tests.domain.evenings_to_plan import school

SIZES = (300, 1_500)
SEEDS = (1, 2, 3)
SCHOOLS = {"spacious": (20, 24, 30), "tight": (6, 8, 10)}
"""The seats of its rooms: with the tight ones seats run out, not only time."""
SECONDS = "seconds of one core, the slowest of three schools"
GAP = "proven gap, the middle of three schools"
LEFT_OUT = "presentations without a place, in all three schools"


def run(report: Report) -> None:
    """Plan three schools of each size and kind, on one core."""
    for size in SIZES:
        for kind, seats in SCHOOLS.items():
            _measure(report, size, kind, seats)


def _measure(report: Report, size: int, kind: str, seats: tuple[int, ...]) -> None:
    took, made = [], []
    for seed in SEEDS:
        task = school(size, seed=seed, seats=seats)
        begun = time.process_time()
        made.append(plan(task))
        took.append(time.process_time() - begun)
    _tell(report, size, kind, took, made)


def _tell(report: Report, size: int, kind: str, took: list[float], made: list[Programme]) -> None:
    left_out = sum(programme.cost.left_out for programme in made)
    gap = 100 * statistics.median(programme.gap for programme in made)
    rows = ((SECONDS, max(took), "s"), (GAP, gap, "%"), (LEFT_OUT, left_out, ""))
    for metric, value, unit in rows:
        report.add("plan", size=size, method=f"{kind} rooms", metric=metric, value=value, unit=unit)
