"""Sets of enum members as whole numbers, so that a database can intersect them with `&`."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


@cache
def bits(kind: type[E]) -> dict[E, int]:
    """Give each member of `kind` its bit; the order of definition is the order of the bits."""
    return {member: 1 << place for place, member in enumerate(kind)}


def to_mask(kind: type[E], members: Iterable[E]) -> int:
    """Return the whole number whose bits are the `members` of `kind`."""
    places = bits(kind)
    mask = 0
    for member in members:
        mask |= places[member]
    return mask


@lru_cache(maxsize=65_536)
def from_mask(kind: type[E], mask: int) -> frozenset[E]:
    """Return the members of `kind` whose bits stand in `mask`; other bits are passed over."""
    return frozenset(member for member, bit in bits(kind).items() if mask & bit)
