"""What a request says, by name: what it must say, what it may say, and what may change late."""

from partnerlink.domain.talk import RequestState

NEEDED = ("subject", "takeaway", "sectors", "levels", "leerjaren", "host_teacher")
EXTRA = (
    "groups",
    "pupils",
    "venue",
    "competences",
    "languages",
    "radius_km",
    "room",
    "spelregels",
)
CONTENT = (*NEEDED, *EXTRA, "wants_reserve")
PRACTICAL = ("host_teacher", "room", "groups", "pupils", "spelregels")
"""What no match rests on: who receives the speaker, where in the building, for how many, and how.

All else is what a speaker said yes to.
"""
SEEKING = frozenset({RequestState.DRAFT, RequestState.OPEN, RequestState.PAUSED})


def changeable(state: RequestState) -> tuple[str, ...]:
    """Return the names of what its school may still change: all, the practical part, or nothing.

    Once a speaker is found only the practical part may change.
    """
    if state in SEEKING:
        return CONTENT
    return PRACTICAL if state is RequestState.PLANNED else ()
