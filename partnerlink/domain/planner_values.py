"""What the planner of a presentation evening is given, and what it gives back.

All are plain values, known by the numbers of the records they stand for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import NamedTuple


class Place(NamedTuple):
    """A room in a round."""

    room: int
    round: int


class Reason(StrEnum):
    """Why a presentation has no place."""

    NO_ROOMS = "no_rooms"
    TOO_LARGE = "too_large"
    WISH_TAKEN = "wish_taken"
    FAMILY = "family"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Room:
    """`seats` are there in every round."""

    number: int
    seats: int


@dataclass(frozen=True, slots=True)
class Round:
    """The same time in every room."""

    number: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A presentation; `seats` are those that its families have or that are kept for them.

    Who shares a household is family. `fixed` is where somebody put it by hand: it stays there.
    """

    number: int
    seats: int
    class_name: str = ""
    households: frozenset[int] = frozenset()
    wished_room: int | None = None
    wished_round: int | None = None
    preferred_round: int | None = None
    fixed: Place | None = None

    def is_family_of(self, other: "Entry") -> bool:
        """Tell whether somebody wants to see both."""
        return not self.households.isdisjoint(other.households)


@dataclass(frozen=True, slots=True)
class Task:
    """An evening to plan: at most `per_round` presentations stand in one room in one round."""

    rooms: tuple[Room, ...]
    rounds: tuple[Round, ...]
    entries: tuple[Entry, ...]
    per_round: int

    def in_order(self) -> "Task":
        """Return the same task, the same whatever the order in which it was given."""
        return Task(
            rooms=tuple(sorted(self.rooms, key=lambda room: room.number)),
            rounds=tuple(sorted(self.rounds, key=lambda one: (one.starts, one.number))),
            entries=tuple(sorted(self.entries, key=lambda entry: entry.number)),
            per_round=self.per_round,
        )

    def places(self) -> list[Place]:
        """Return every room in every round."""
        return [Place(room.number, one.number) for room in self.rooms for one in self.rounds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """How far a programme is from ideal, the worst first; see `points` for how they compare.

    `class_rooms` counts each class once for every room it is in; `missed` the presentations at
    another time than their carers prefer; `room_changes` the pairs of brothers and sisters in
    different rooms; `crowding` the presentations above an even share per room.
    """

    left_out: int = 0
    class_rooms: int = 0
    missed: int = 0
    room_changes: int = 0
    crowding: int = 0

    @property
    def points(self) -> int:
        """Return what weighs less than any presentation that is left out."""
        return (
            CLASS_ROOM * self.class_rooms
            + MISSED * self.missed
            + ROOM_CHANGE * self.room_changes
            + CROWDING * self.crowding
        )

    @property
    def order(self) -> tuple[int, int]:
        """Return what to compare two programmes by; the smaller is better."""
        return self.left_out, self.points


CLASS_ROOM = 10
MISSED = 4
ROOM_CHANGE = 1
CROWDING = 1
"""Points for one of each; docs/decisions/0013 says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A presentation without a place: why, and how many seats it asks and the largest room has."""

    number: int
    reason: Reason
    seats: int = 0
    largest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Where every presentation stands, who is left out, and how good it is.

    No programme can be better than `bound`: so many left out, and with as few, so many points.
    """

    placement: Mapping[int, Place]
    left_out: tuple[LeftOut, ...] = ()
    cost: Cost = field(default_factory=Cost)
    bound: tuple[int, int] = (0, 0)

    @property
    def is_optimal(self) -> bool:
        """Tell whether it is proven that no programme is better."""
        return self.cost.order == self.bound

    @property
    def gap(self) -> float:
        """Return which part of the points, from 0 to 1, might be saved at most.

        1 while it is not even proven that nobody more can be placed.
        """
        if self.cost.left_out > self.bound[0]:
            return 1.0
        points = self.cost.points
        return (points - self.bound[1]) / points if points else 0.0
