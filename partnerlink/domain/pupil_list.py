"""What a list of pupils says, read: pupils, presentations by several, and what is to be mended."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum, auto

from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.row_refusals import RowRefusal
from partnerlink.domain.vocabulary import Leerjaar, Level


class Notice(StrEnum):
    """What was left empty because we do not know it; no reason to refuse a line."""

    LANGUAGE = auto()
    LEVEL = auto()
    LEERJAAR = auto()


@dataclass(frozen=True)
class Surroundings:
    """What a list is read against: rooms by folded name, rounds in order, and pupils known."""

    rooms: Mapping[str, int] = field(default_factory=dict)
    rounds: Sequence[tuple[int, time]] = ()
    codes: Collection[str] = frozenset()


@dataclass(frozen=True)
class Wishes:
    """Where and when somebody presents, as far as the school says so: ids of rooms and rounds."""

    room_id: int | None = None
    round_id: int | None = None
    preferred_round_id: int | None = None


@dataclass(frozen=True)
class CarerRow:
    """A carer: what the school calls them, and an address. Never a name."""

    label: str
    email: str


@dataclass(frozen=True)
class PupilRow:
    """One pupil; `family` are the codes of the family, or of brothers and sisters."""

    line: int
    code: str
    first_name: str
    initial: str
    class_name: str
    leerjaar: Leerjaar | None
    level: Level | None
    title: str
    carers: tuple[CarerRow, ...]
    language: ParentLanguage | None
    is_apart: bool
    family: tuple[str, ...]
    group: str
    wishes: Wishes


@dataclass(frozen=True)
class GroupRow:
    """One presentation by several pupils, named by their codes."""

    line: int
    codes: tuple[str, ...]
    title: str
    wishes: Wishes


@dataclass
class PupilList:
    """All that a list says, and the lines that must be mended first."""

    pupils: list[PupilRow] = field(default_factory=list)
    groups: list[GroupRow] = field(default_factory=list)
    refused: list[tuple[int, RowRefusal]] = field(default_factory=list)
    notices: Counter[tuple[Notice, str]] = field(default_factory=Counter)
