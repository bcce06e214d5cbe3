"""The programme as a model for CP-SAT, the solver of OR-Tools.

Presentations that differ in nothing are one row of the model with a number of them: the solver
has no work in telling them apart. It runs in one thread with a fixed seed and an effort counted in
its own deterministic units, so the same task gives the same programme on every machine.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerlink.domain import planner_values as values
from partnerlink.domain.planner_rows import rows_of
from partnerlink.domain.planner_rules import Times, cost, even_share, family_pairs, fill
from partnerlink.domain.planner_values import Entry, Place, Task

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

Options = Mapping[int, tuple[Place, ...]]
SEED = 1


@dataclass(frozen=True, slots=True)
class Solved:
    """A programme, and the best that any programme within the same options can be."""

    placement: dict[int, Place]
    bound: tuple[int, int]


def solve(
    task: Task, options: Options, *, first: Mapping[int, Place], effort: float
) -> Solved | None:
    """Improve on the programme `first` within `options`; None when it found none in time.

    `effort` is in deterministic units, each roughly a second of one core.
    """
    # OR-Tools takes a third of a second and tens of megabytes: only who plans pays for it.
    from ortools.sat.python import cp_model

    model = _Model(cp_model.CpModel(), task, options)
    model.improve_on(first)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    # Both cost half the effort on a large school and found nothing that helped.
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = effort
    if solver.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    chosen = {key: solver.value(number) for key, number in model.numbers.items()}
    bound = -(-round(solver.best_objective_bound * 1000) // 1000)
    return Solved(model.placement(chosen), divmod(max(bound, 0), model.left_out_points))


@dataclass(frozen=True, slots=True)
class _Sums:
    """The numbers of one row, by room and by round."""

    rooms: "dict[int, list[IntVar]]"
    rounds: "dict[int, list[IntVar]]"

    @property
    def planned(self) -> "LinearExpr | int":
        return sum(number for some in self.rounds.values() for number in some)


class _Model:
    def __init__(self, cp: "CpModel", task: Task, options: Options) -> None:
        self.cp, self._task = cp, task
        self._fixed = {one.number: one.fixed for one in task.entries if one.fixed is not None}
        self._filling = fill(task, self._fixed)
        self._pairs = list(family_pairs(task.entries))
        self._rows = rows_of(task, options)
        self.numbers: dict[tuple[int, Place], IntVar] = {}
        self._by_place: dict[Place, list[tuple[IntVar, int]]] = defaultdict(list)
        self._by_class: dict[tuple[str, int], list[IntVar]] = defaultdict(list)
        self._class_rooms: dict[tuple[str, int], IntVar] = {}
        self._costs: list[LinearExpr] = []
        self._most = 0
        self._offset = values.MISSED * cost(task, self._fixed).missed
        self._left_out: list[IntVar] = []
        self._place_rows()
        self._fill_places()
        self._keep_classes_together()
        self._part_families()
        self._fill_evenly()
        self.left_out_points = self._most + self._offset + 1
        cp.minimize(self.left_out_points * sum(self._left_out) + sum(self._costs) + self._offset)

    def improve_on(self, first: Mapping[int, Place]) -> None:
        """Let the solver begin with a programme, and never leave out more than that does."""
        left_out = sum(one.number not in first for row in self._rows for one in row.members)
        self.cp.add(sum(self._left_out) <= left_out)
        used = set()
        for place_row, row in enumerate(self._rows):
            there = Counter(first[one.number] for one in row.members if one.number in first)
            used |= {(row.entry.class_name, place.room) for place in there}
            for place in row.options:
                self.cp.add_hint(self.numbers[place_row, place], there[place])
        for key, is_used in self._class_rooms.items():
            self.cp.add_hint(is_used, key in used)

    def placement(self, chosen: Mapping[tuple[int, Place], int]) -> dict[int, Place]:
        """Return a place by number of presentation from how many of each row stand where."""
        placed: dict[int, Place] = dict(self._fixed)
        for number, row in enumerate(self._rows):
            places = [place for place in row.options for _ in range(chosen[number, place])]
            placed.update(
                (entry.number, place) for entry, place in zip(row.members, places, strict=False)
            )
        return placed

    def _pay(self, what: "LinearExpr", points: int, *, at_most: int) -> None:
        self._costs.append(points * what)
        self._most += points * at_most

    def _place_rows(self) -> None:
        for number, row in enumerate(self._rows):
            size, entry = len(row.members), row.entry
            here = []
            for place in row.options:
                most = min(size, self._filling.turns(place))
                placed = self.cp.new_int_var(0, most, "")
                self.numbers[number, place] = placed
                self._by_place[place].append((placed, entry.seats))
                if entry.class_name:
                    self._by_class[entry.class_name, place.room].append(placed)
                if entry.preferred_round not in (None, place.round):
                    self._pay(placed, values.MISSED, at_most=0)
                here.append(placed)
            self._most += values.MISSED * size
            missing = self.cp.new_int_var(0, size, "")
            self.cp.add(sum(here) + missing == size)
            self._left_out.append(missing)

    def _fill_places(self) -> None:
        for place, placed in self._by_place.items():
            turns = self._filling.turns(place)
            self.cp.add(sum(number for number, _ in placed) <= turns)
            largest = sorted((size for _, size in placed), reverse=True)
            if turns * largest[0] > self._filling.seats(place):
                self.cp.add(
                    sum(number * size for number, size in placed) <= self._filling.seats(place)
                )

    def _keep_classes_together(self) -> None:
        there = {
            (one.class_name, one.fixed.room)
            for one in self._task.entries
            if one.fixed is not None and one.class_name
        }
        self._offset += values.CLASS_ROOM * len(there)
        sizes = Counter(e.class_name for row in self._rows for e in row.members)
        for (name, room), placed in self._by_class.items():
            if (name, room) in there:
                continue
            turns = sum(self._filling.turns(Place(room, one.number)) for one in self._task.rounds)
            is_used = self.cp.new_bool_var("")
            self.cp.add(sum(placed) <= min(turns, sizes[name]) * is_used)
            self._class_rooms[name, room] = is_used
            self._pay(is_used, values.CLASS_ROOM, at_most=1)

    def _part_families(self) -> None:
        row_of = {entry.number: n for n, row in enumerate(self._rows) for entry in row.members}
        times = Times(self._task.rounds)
        for one, other in self._pairs:
            if one.number in row_of and other.number in row_of:
                self._part(row_of[one.number], row_of[other.number], times)
            elif one.number in row_of or other.number in row_of:
                moving, staying = (one, other) if one.number in row_of else (other, one)
                self._follow(row_of[moving.number], staying)
            elif one.fixed is not None and other.fixed is not None:
                self._offset += values.ROOM_CHANGE * (one.fixed.room != other.fixed.room)

    def _follow(self, row: int, staying: Entry) -> None:
        if staying.fixed is None:
            return
        for place in self._rows[row].options:
            if place.room != staying.fixed.room:
                self._pay(self.numbers[row, place], values.ROOM_CHANGE, at_most=1)

    def _part(self, one: int, other: int, times: Times) -> None:
        mine, theirs = self._by_room_and_round(one), self._by_room_and_round(other)
        together = []
        for room in sorted(mine.rooms.keys() & theirs.rooms.keys()):
            both = self.cp.new_bool_var("")
            self.cp.add(both <= sum(mine.rooms[room]))
            self.cp.add(both <= sum(theirs.rooms[room]))
            together.append(both)
        for early, here in mine.rounds.items():
            for late, there in theirs.rounds.items():
                if times.are_at_once(early, late):
                    self.cp.add(sum(here) + sum(there) <= 1)
                elif times.are_next(early, late):
                    self.cp.add(sum(here) + sum(there) <= 1 + sum(together))
        apart = self.cp.new_bool_var("")
        self.cp.add(apart + sum(together) >= mine.planned + theirs.planned - 1)
        self._pay(apart, values.ROOM_CHANGE, at_most=1)

    def _by_room_and_round(self, row: int) -> "_Sums":
        sums = _Sums(defaultdict(list), defaultdict(list))
        for place in self._rows[row].options:
            sums.rooms[place.room].append(self.numbers[row, place])
            sums.rounds[place.round].append(self.numbers[row, place])
        return sums

    def _fill_evenly(self) -> None:
        share, there = even_share(self._task), Counter(p.room for p in self._fixed.values())
        by_room: dict[int, list[IntVar]] = defaultdict(list)
        for place, placed in self._by_place.items():
            by_room[place.room] += [number for number, _ in placed]
        for room in self._task.rooms:
            self._offset += values.CROWDING * max(0, there[room.number] - share)
            if room.number not in by_room:
                continue
            most = len(self._task.entries)
            above = self.cp.new_int_var(0, most, "")
            self.cp.add(sum(by_room[room.number]) + min(0, there[room.number] - share) <= above)
            self._pay(above, values.CROWDING, at_most=most)
