"""The rules of a programme: which places a presentation may have, and what a programme costs.

Source of the rules: the product's specification of presentation evenings, "Programme".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from partnerlink.domain.planner_values import Cost, Entry, Place, Round, Task


class Times:
    """How the rounds of an evening lie to each other."""

    def __init__(self, rounds: Iterable[Round]) -> None:
        in_order = sorted(rounds, key=lambda one: (one.starts, one.number))
        self._at_once = {(one.number, one.number) for one in in_order}
        self._next = set()
        for before, after in combinations(in_order, 2):
            if before.ends > after.starts:
                self._at_once |= {(before.number, after.number), (after.number, before.number)}
            elif not any(_is_between(one, before, after) for one in in_order):
                self._next |= {(before.number, after.number), (after.number, before.number)}

    def are_at_once(self, one: int, other: int) -> bool:
        """Tell whether nobody can be at both rounds."""
        return (one, other) in self._at_once

    def are_next(self, one: int, other: int) -> bool:
        """Tell whether no round lies between the two, so that there is no time to walk."""
        return (one, other) in self._next

    def can_see_both(self, one: Place, other: Place) -> bool:
        """Tell whether a family can see a presentation here and one there.

        Never in one round, and in rounds that follow each other only in one room.
        """
        if self.are_at_once(one.round, other.round):
            return False
        return one.room == other.room or not self.are_next(one.round, other.round)


def _is_between(one: Round, before: Round, after: Round) -> bool:
    return before.ends <= one.starts and one.ends <= after.starts


def family_pairs(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Return every two presentations that a household wants to see both, each pair once."""
    by_household: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        for household in sorted(entry.households):
            by_household[household].append(entry)
    seen = set()
    for household in sorted(by_household):
        for pair in combinations(by_household[household], 2):
            key = frozenset((pair[0].number, pair[1].number))
            if key not in seen:
                seen.add(key)
                yield pair


def is_wished(entry: Entry, place: Place) -> bool:
    """Tell whether a presentation may be here: it may be anywhere when nothing is wished."""
    return entry.wished_room in (None, place.room) and entry.wished_round in (None, place.round)


class Filling:
    """How full every room is in every round while a programme is made."""

    def __init__(self, task: Task) -> None:
        self._per_round = task.per_round
        self._seats = {room.number: room.seats for room in task.rooms}
        self._count: Counter[Place] = Counter()
        self._taken: Counter[Place] = Counter()

    def add(self, entry: Entry, place: Place) -> None:
        """Put a presentation in a place."""
        self._count[place] += 1
        self._taken[place] += entry.seats

    def remove(self, entry: Entry, place: Place) -> None:
        """Take a presentation out of a place."""
        self._count[place] -= 1
        self._taken[place] -= entry.seats

    def turns(self, place: Place) -> int:
        """Return for how many presentations there is time left; never below 0."""
        return max(0, self._per_round - self._count[place])

    def seats(self, place: Place) -> int:
        """Return how many seats are left; never below 0."""
        return max(0, self._seats[place.room] - self._taken[place])

    def is_overfull(self, place: Place) -> bool:
        """Tell whether more seats are promised than there are."""
        return self._taken[place] > self._seats[place.room]

    def has_room_for(self, entry: Entry, place: Place) -> bool:
        """Tell whether a presentation fits with the seats of its families."""
        return self.turns(place) > 0 and entry.seats <= self.seats(place)


def fill(task: Task, placement: Mapping[int, Place]) -> Filling:
    """Return how full an evening is with these placements, by the number of the presentation."""
    filling = Filling(task)
    for entry in task.entries:
        if entry.number in placement:
            filling.add(entry, placement[entry.number])
    return filling


def options(task: Task) -> dict[int, tuple[Place, ...]]:
    """Return for each presentation that is not fixed where it can stand beside those that are."""
    fixed = {entry.number: entry.fixed for entry in task.entries if entry.fixed is not None}
    filling, times = fill(task, fixed), Times(task.rounds)
    family: dict[int, list[Place]] = defaultdict(list)
    for one, other in family_pairs(task.entries):
        for entry, kin in ((one, other), (other, one)):
            if kin.fixed is not None:
                family[entry.number].append(kin.fixed)
    free = [place for place in task.places() if filling.turns(place)]
    found: dict[object, tuple[Place, ...]] = {}
    by_number: dict[int, object] = {}
    for one in task.entries:
        # Hundreds ask the same: they get the same answer.
        asked = (one.seats, one.wished_room, one.wished_round, *family[one.number])
        if one.fixed is None and asked not in found:
            found[asked] = tuple(
                place
                for place in free
                if is_wished(one, place)
                and filling.has_room_for(one, place)
                and all(times.can_see_both(place, kin) for kin in family[one.number])
            )
        by_number[one.number] = asked
    return {one.number: found[by_number[one.number]] for one in task.entries if one.fixed is None}


def even_share(task: Task) -> int:
    """Return how many presentations a room has when all have as many, rounded up."""
    return -(-len(task.entries) // len(task.rooms)) if task.rooms else 0


def cost(task: Task, placement: Mapping[int, Place]) -> Cost:
    """Return how far a programme is from ideal; it is not checked whether it keeps the rules."""
    placed = [entry for entry in task.entries if entry.number in placement]
    at = {entry.number: placement[entry.number] for entry in placed}
    per_room = Counter(place.room for place in at.values())
    share = even_share(task)
    return Cost(
        left_out=len(task.entries) - len(placed),
        class_rooms=len(
            {(one.class_name, at[one.number].room) for one in placed if one.class_name}
        ),
        missed=sum(one.preferred_round not in (None, at[one.number].round) for one in placed),
        room_changes=sum(
            at[one.number].room != at[other.number].room for one, other in family_pairs(placed)
        ),
        crowding=sum(max(0, number - share) for number in per_room.values()),
    )
