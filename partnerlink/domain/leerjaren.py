"""Which leerjaren a level has."""

from collections.abc import Collection

from partnerlink.domain.vocabulary import Leerjaar, Level

LAST_LEERJAAR = {
    Level.PRO: Leerjaar.L6,
    Level.VMBO_BB: Leerjaar.L4,
    Level.VMBO_KB: Leerjaar.L4,
    Level.VMBO_GL: Leerjaar.L4,
    Level.VMBO_TL: Leerjaar.L4,
    Level.HAVO: Leerjaar.L5,
    Level.VWO: Leerjaar.L6,
    Level.ISK: Leerjaar.L6,
}
"""Source: Wet voortgezet onderwijs 2020, the cursusduur of vwo (6), havo (5) and vmbo (4 years).

Praktijkonderwijs and isk have no fixed length, so nothing is refused there.
"""


def leerjaren_of(level: Level) -> frozenset[Leerjaar]:
    """Return the leerjaren that a level has."""
    return frozenset(leerjaar for leerjaar in Leerjaar if leerjaar <= LAST_LEERJAAR[level])


def find_missing_leerjaar(
    levels: Collection[Level], leerjaren: Collection[Leerjaar]
) -> tuple[Level, Leerjaar] | None:
    """Return a level and a leerjaar it lacks when the two choices do not go together.

    They go together when each leerjaar exists at one of the levels, and each level has one of the
    leerjaren: havo and vmbo with leerjaar 3 and 5, but not vmbo alone with leerjaar 5. Two
    choices of which one is empty always do.
    """
    for leerjaar in sorted(leerjaren):
        if levels and not any(leerjaar in leerjaren_of(level) for level in levels):
            return next(level for level in Level if level in levels), leerjaar
    for level in Level:
        if level in levels and leerjaren and not leerjaren_of(level) & set(leerjaren):
            return level, min(leerjaren)
    return None
