"""What no programme can do better than, by counting alone.

Each bound forgets all rules but one, and so holds whatever the solver found.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import accumulate

from partnerlink.domain.planner_rules import Filling, fill
from partnerlink.domain.planner_values import CLASS_ROOM, MISSED, Place, Task


def bound(
    task: Task, options: Mapping[int, tuple[Place, ...]], *, left_out: int
) -> tuple[int, int]:
    """Return how many must be left out, and the fewest points with `left_out` left out.

    `options` are the places that each presentation which is not fixed can have.
    """
    fewest = _fewest_left_out(task, options)
    rooms = max(_class_rooms(task) - left_out, 0)
    missed = max(_missed(task, options) - left_out, 0)
    return fewest, CLASS_ROOM * rooms + MISSED * missed


def _fewest_left_out(task: Task, options: Mapping[int, tuple[Place, ...]]) -> int:
    hopeless = sum(not places for places in options.values())
    filling = _beside_fixed(task)
    turns = sum(filling.turns(place) for place in task.places())
    return max(hopeless, len(options) - turns)


def _class_rooms(task: Task) -> int:
    """Return in how many rooms the classes must be together, were each alone in the school."""
    smallest: dict[str, int] = {}
    there: dict[str, set[int]] = defaultdict(set)
    for entry in task.entries:
        seats = smallest.get(entry.class_name, entry.seats)
        smallest[entry.class_name] = min(seats, entry.seats)
        if entry.fixed is not None:
            there[entry.class_name].add(entry.fixed.room)
    sizes = Counter(one.class_name for one in task.entries if one.class_name)
    # What is fixed may overfill a room: such a class is counted by where it stands already.
    return sum(
        len(there[name]) if there[name] else _rooms_for(task, size, seats=smallest[name])
        for name, size in sizes.items()
    )


def _rooms_for(task: Task, size: int, *, seats: int) -> int:
    """Return in how many rooms `size` presentations of at least `seats` must be.

    As many as fit count: with one presentation less it is at most one room less.
    """
    rounds = len(task.rounds)
    fitting = (room.seats // seats if seats else task.per_round for room in task.rooms)
    turns = sorted((rounds * min(task.per_round, each) for each in fitting), reverse=True)
    left = min(size, sum(turns))
    before = accumulate(turns, initial=0)
    return sum(filled < left for filled, _ in zip(before, turns, strict=False))


def _missed(task: Task, options: Mapping[int, tuple[Place, ...]]) -> int:
    """Return how many cannot have the round that their carers prefer."""
    filling = _beside_fixed(task)
    wanted: Counter[int] = Counter()
    missed = 0
    for entry in task.entries:
        if entry.preferred_round is None:
            continue
        if entry.fixed is not None:
            missed += entry.fixed.round != entry.preferred_round
        elif any(place.round == entry.preferred_round for place in options[entry.number]):
            wanted[entry.preferred_round] += 1
        else:
            missed += 1
    turns: Counter[int] = Counter()
    for place in task.places():
        turns[place.round] += filling.turns(place)
    return missed + sum(max(0, number - turns[one]) for one, number in wanted.items())


def _beside_fixed(task: Task) -> Filling:
    return fill(task, {one.number: one.fixed for one in task.entries if one.fixed is not None})
