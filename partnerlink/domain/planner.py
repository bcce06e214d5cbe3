"""The planner of a presentation evening: a room and a round for every presentation.

Hard rules: brothers and sisters are never at the same time, and with a round between when their
rooms differ; no room has more presentations or more families than it has turns and seats; what is
fixed or wished stays so. What it prefers, and why it works as it does: docs/decisions/0013.
"""

from collections.abc import Mapping

from partnerlink.domain.planner_bounds import bound as counted_bound
from partnerlink.domain.planner_first import first_programme
from partnerlink.domain.planner_reasons import reasons
from partnerlink.domain.planner_rules import cost, options
from partnerlink.domain.planner_solver import solve
from partnerlink.domain.planner_values import Place, Programme, Task

WIDEST = 50_000
"""The most presentations x places in which the solver looks at every place for everybody."""
NARROW_EFFORT = 0.0016
"""For each presentation, in the solver's own units; docs/decisions/0013 has the seconds."""
WIDE_EFFORT = 0.5


def plan(task: Task) -> Programme:
    """Return the best programme found, with the proof of how much better one could be.

    The same task gives the same programme, in whatever order its parts are given. It takes at most
    a few seconds of one core for 1,500 presentations. Raises nothing: who has no place is named.
    """
    task = task.in_order()
    possible = options(task)
    best = _Best(task, possible)
    if best.is_proven:
        return best.programme()
    best.improve(_at_home(task, possible, best.placement), effort=NARROW_EFFORT * len(task.entries))
    if not best.is_proven and sum(map(len, possible.values())) <= WIDEST:
        best.improve(possible, effort=WIDE_EFFORT)
    return best.programme()


class _Best:
    """The best programme so far, and what is proven of all."""

    def __init__(self, task: Task, possible: Mapping[int, tuple[Place, ...]]) -> None:
        self._task, self._possible = task, possible
        self.placement = first_programme(task, possible)
        self._cost = cost(task, self.placement)
        self._proven = (0, 0)

    @property
    def bound(self) -> tuple[int, int]:
        """Return what no programme can be better than."""
        counted = counted_bound(self._task, self._possible, left_out=self._cost.left_out)
        return max(counted, self._proven)

    @property
    def is_proven(self) -> bool:
        """Tell whether no programme is better."""
        return self._cost.order == self.bound

    def improve(self, within: Mapping[int, tuple[Place, ...]], *, effort: float) -> None:
        """Look for a better programme `within` some of the possible places."""
        solved = solve(self._task, within, first=self.placement, effort=effort)
        if solved is None:
            return
        found = cost(self._task, solved.placement)
        if found.order < self._cost.order:
            self.placement, self._cost = solved.placement, found
        if within == self._possible:
            hopeless = sum(not places for places in within.values())
            self._proven = (solved.bound[0] + hopeless, solved.bound[1])

    def programme(self) -> Programme:
        """Return it as a value."""
        return Programme(
            placement=self.placement,
            left_out=tuple(reasons(self._task, self.placement)),
            cost=self._cost,
            bound=self.bound,
        )


def _at_home(
    task: Task, possible: Mapping[int, tuple[Place, ...]], placement: Mapping[int, Place]
) -> dict[int, tuple[Place, ...]]:
    """Return the possible places in the rooms where each class is already; all for who has none."""
    homes = {
        (one.class_name, placement[one.number].room)
        for one in task.entries
        if one.number in placement
    }
    return {
        one.number: tuple(
            place
            for place in possible[one.number]
            if one.number not in placement or (one.class_name, place.room) in homes
        )
        for one in task.entries
        if one.number in possible
    }
