"""A first programme, made class by class: whole rooms first, then what is left of each class.

It keeps every rule and is made in milliseconds. The solver starts from it, and never gives less.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from partnerlink.domain.planner_rules import Times, family_pairs, fill
from partnerlink.domain.planner_values import Entry, Place, Task


def first_programme(task: Task, options: Mapping[int, tuple[Place, ...]]) -> dict[int, Place]:
    """Return a place by number for as many presentations as it finds one for.

    `options` are the places that each presentation which is not fixed can have.
    """
    making = _Making(task, options)
    classes: dict[str, list[Entry]] = defaultdict(list)
    for entry in task.entries:
        if entry.fixed is None:
            classes[entry.class_name].append(entry)
    leftovers = [making.fill_whole_rooms(classes[name]) for name in sorted(classes)]
    for entries in sorted(leftovers, key=lambda some: (-len(some), [one.number for one in some])):
        making.fill_best_rooms(entries)
    making.make_room_for_others()
    return making.placement


class _Making:
    def __init__(self, task: Task, options: Mapping[int, tuple[Place, ...]]) -> None:
        self._task, self._options = task, options
        fixed = {one.number: one.fixed for one in task.entries if one.fixed is not None}
        self.placement: dict[int, Place] = dict(fixed)
        self._filling, self._times = fill(task, fixed), Times(task.rounds)
        self._kin: dict[int, list[int]] = defaultdict(list)
        for one, other in family_pairs(task.entries):
            self._kin[one.number].append(other.number)
            self._kin[other.number].append(one.number)
        self._free = [one for one in task.entries if one.fixed is None]
        self._untouched = {room.number for room in task.rooms} - {
            place.room for place in fixed.values()
        }

    def fill_whole_rooms(self, entries: Sequence[Entry]) -> list[Entry]:
        """Give a class rooms of its own while it fills them; return who is left."""
        left = sorted(entries, key=lambda one: (len(self._options[one.number]), one.number))
        whole = self._task.per_round * len(self._task.rounds)
        for room in sorted(self._untouched):
            if not entries[0].class_name or len(left) < whole:
                break
            left = self._put_in(room, left)
        return left

    def fill_best_rooms(self, entries: Sequence[Entry]) -> None:
        """Put what is left of a class together in the room that it fills best, and so on."""
        left = list(entries)
        for _ in self._task.rooms:
            if not left:
                return
            open_rooms = [room.number for room in self._task.rooms if self._turns(room.number)]
            if not open_rooms:
                return
            room = min(open_rooms, key=lambda number: self._fit(number, len(left)))
            before = len(left)
            left = self._put_in(room, left)
            if len(left) == before:
                break
        for other in self._task.rooms:
            left = self._put_in(other.number, left)

    def make_room_for_others(self) -> None:
        """Let somebody else move on for each that found no place."""
        for entry in self._free:
            if entry.number not in self.placement:
                for place in self._options[entry.number]:
                    if self._suits(entry, place) and self._move_on(entry, place):
                        break

    def _move_on(self, entry: Entry, place: Place) -> bool:
        for other in self._free:
            if self.placement.get(other.number) == place:
                self._take_out(other)
                elsewhere = self._elsewhere(other, place)
                if elsewhere is not None and self._filling.has_room_for(entry, place):
                    self._put(other, elsewhere)
                    if self._suits(entry, place):
                        self._put(entry, place)
                        return True
                    self._take_out(other)
                self._put(other, place)
        return False

    def _elsewhere(self, entry: Entry, place: Place) -> Place | None:
        rooms = {there.room: None for there in self._options[entry.number] if there != place}
        found = (self._best_place(entry, room, but=place) for room in rooms)
        return next((there for there in found if there is not None), None)

    def _put(self, entry: Entry, place: Place) -> None:
        self.placement[entry.number] = place
        self._filling.add(entry, place)

    def _take_out(self, entry: Entry) -> None:
        self._filling.remove(entry, self.placement.pop(entry.number))

    def _suits(self, entry: Entry, place: Place) -> bool:
        kin = (self.placement[one] for one in self._kin[entry.number] if one in self.placement)
        return all(self._times.can_see_both(place, other) for other in kin)

    def _put_in(self, room: int, entries: Sequence[Entry]) -> list[Entry]:
        left = []
        for entry in entries:
            place = self._best_place(entry, room)
            if place is None:
                left.append(entry)
                continue
            self._put(entry, place)
            self._untouched.discard(room)
        return left

    def _best_place(self, entry: Entry, room: int, *, but: Place | None = None) -> Place | None:
        possible = [
            place
            for place in self._options[entry.number]
            if place.room == room
            and place != but
            and self._filling.has_room_for(entry, place)
            and self._suits(entry, place)
        ]
        if not possible:
            return None
        preferred = entry.preferred_round
        return min(
            possible,
            key=lambda place: (place.round != preferred, -self._filling.turns(place), place),
        )

    def _turns(self, room: int) -> int:
        return sum(self._filling.turns(Place(room, one.number)) for one in self._task.rounds)

    def _fit(self, room: int, wanted: int) -> tuple[bool, int, int]:
        turns = self._turns(room)
        return turns < wanted, abs(turns - wanted), room
