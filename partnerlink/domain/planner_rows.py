"""The rows of the planner's model: presentations that differ in nothing, with their number."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from partnerlink.domain.planner_rules import family_pairs
from partnerlink.domain.planner_values import Entry, Place, Task


@dataclass(frozen=True, slots=True)
class Row:
    """Presentations that can change places without any difference."""

    members: tuple[Entry, ...]
    options: tuple[Place, ...]

    @property
    def entry(self) -> Entry:
        """Return one of them, which stands for all."""
        return self.members[0]


def rows_of(task: Task, options: Mapping[int, tuple[Place, ...]]) -> list[Row]:
    """Return the presentations that have a possible place, those together that differ in nothing.

    Who has a brother or sister is always a row alone.
    """
    alone = {one.number for pair in family_pairs(task.entries) for one in pair}
    found: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for one in task.entries:
        if options.get(one.number):
            own = one.number if one.number in alone else None
            key = (one.class_name, one.seats, one.preferred_round, options[one.number], own)
            found[key].append(one)
    return [Row(tuple(members), options[members[0].number]) for members in found.values()]
