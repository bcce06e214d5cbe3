"""The rooms and rounds of an evening, as its school wants them to be."""

from collections.abc import Collection
from dataclasses import dataclass

from partnerlink.domain.evening_times import Span


@dataclass(frozen=True, kw_only=True)
class RoomLine:
    """A room as the school wants it; `number` is its key, None for a new one."""

    name: str
    capacity: int
    is_step_free: bool = True
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """A round as the school wants it; `number` is its key, None for a new one."""

    span: Span
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What is to be there, and the keys of what goes; what is named nowhere stays as it is."""

    rooms: Collection[RoomLine] = ()
    rounds: Collection[RoundLine] = ()
    gone_rooms: Collection[int] = ()
    gone_rounds: Collection[int] = ()
