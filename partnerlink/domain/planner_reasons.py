"""Why a presentation has no place: the first reason that holds, the hardest first."""

from collections.abc import Iterator, Mapping

from partnerlink.domain.planner_rules import Filling, fill, is_wished
from partnerlink.domain.planner_values import Entry, LeftOut, Place, Reason, Task


def reasons(task: Task, placement: Mapping[int, Place]) -> Iterator[LeftOut]:
    """Return every presentation that has no place, in their order, each with the reason."""
    filling = fill(task, placement)
    largest = max((room.seats for room in task.rooms), default=0)
    for entry in task.entries:
        if entry.number not in placement:
            reason = _reason(task, entry, filling)
            yield LeftOut(number=entry.number, reason=reason, seats=entry.seats, largest=largest)


def _reason(task: Task, entry: Entry, filling: Filling) -> Reason:
    if not task.places():
        return Reason.NO_ROOMS
    if all(entry.seats > room.seats for room in task.rooms):
        return Reason.TOO_LARGE
    wished = [place for place in task.places() if is_wished(entry, place)]
    if any(filling.has_room_for(entry, place) for place in wished):
        return Reason.FAMILY
    if entry.wished_room is not None or entry.wished_round is not None:
        return Reason.WISH_TAKEN
    return Reason.FULL
