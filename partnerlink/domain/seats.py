"""The seats of one room in one round: who has how many, who waits, and whose turn is next.

Source of the rules: the product's specification, "Seats" and "Waiting list". A family's own
seats are kept while it has not answered. People beyond those wait together, all or nothing, in
the order in which they asked; the first that fits is served. Who was passed over `PATIENCE` times
gets the next seats that come free kept for it. Nothing here knows a database: the caller holds
the lock on the room, and writes what changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

PATIENCE = 3
"""How often a waiting family may be passed over by smaller ones behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One invitation's claim: seats it has, and people it asked for.

    `people` is None while it has not answered, and 0 when it does not come; `kept` are the seats
    that stay free for it until then. `since` is when it began to wait for the seats it lacks.
    """

    number: int
    kept: int = 0
    people: int | None = None
    seats: int = 0
    since: datetime | None = None
    passed_over: int = 0

    @property
    def lacking(self) -> int:
        """Return how many seats it asked for and does not have."""
        return (self.people or 0) - self.seats

    @property
    def taken(self) -> int:
        """Return how many seats nobody else can have because of it."""
        return self.kept if self.people is None else self.seats


def taken(parties: Iterable[Party]) -> int:
    """Return how many seats are given or kept."""
    return sum(party.taken for party in parties)


def answered(party: Party, people: int, *, now: datetime) -> Party:
    """Return the claim of a family after it said with how many it comes.

    It has at once what it already had or what was kept for it; for more it waits from `now` on,
    or from when it began to wait if it still lacks as much or less. `people` is 0 for a no: that
    frees every seat at once, also those kept for it, so that who waits hears of it early. A yes
    after it asks anew: for what is still free, behind who already waits.
    """
    seats = min(people, party.taken)
    lacking = people - seats
    if lacking == 0:
        return replace(party, people=people, seats=seats, since=None, passed_over=0)
    if party.since is not None and lacking <= party.lacking:
        return replace(party, people=people, seats=seats)
    return replace(party, people=people, seats=seats, since=now, passed_over=0)


def settle(
    parties: Sequence[Party], *, capacity: int, patience: int | None = PATIENCE
) -> tuple[Party, ...]:
    """Give the free seats to waiting families; return the claims that changed, in their order.

    With `patience` None nothing is kept for a family that was passed over: so seats are not left
    empty once no more answers can come. Never gives more than `capacity` in all.
    """
    free = capacity - taken(parties)
    skipped: list[Party] = []
    changed: dict[int, Party] = {}
    for party in waiting(parties):
        if patience is not None and any(other.passed_over >= patience for other in skipped):
            break
        if party.lacking > free:
            skipped.append(party)
            continue
        free -= party.lacking
        changed[party.number] = replace(
            party, seats=party.seats + party.lacking, since=None, passed_over=0
        )
        skipped = [replace(other, passed_over=other.passed_over + 1) for other in skipped]
        changed.update((other.number, other) for other in skipped)
    return tuple(changed[party.number] for party in parties if party.number in changed)


def waiting(parties: Iterable[Party]) -> list[Party]:
    """Return the families that lack seats, first come first; ties by number."""
    queue = [party for party in parties if party.lacking > 0]
    return sorted(queue, key=lambda party: (party.since is None, party.since, party.number))


def too_many(parties: Iterable[Party], *, capacity: int) -> list[Party]:
    """Return the families that would have no place if a room had `capacity` seats only.

    The families that are coming stay before those that did not answer, and among equals the lower
    number; empty when all fit.
    """
    left = capacity
    out: list[Party] = []
    for party in sorted(parties, key=lambda party: (party.people is None, party.number)):
        if party.taken > left:
            out.append(party)
        else:
            left -= party.taken
    return out
