"""What came of an imported file, line by line."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from partnerlink.domain.cells import Cells
from partnerlink.domain.errors import Refusal
from partnerlink.domain.row_refusals import CodeRepeated, RowRefusal
from partnerlink.tables.reading import TableRow

R = TypeVar("R", covariant=True)


class Outcome(StrEnum):
    """What a line did to what was known."""

    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Notice(StrEnum):
    """What is to be known of a line that went in."""

    PLACED_ROUGHLY = "placed_roughly"
    NOT_PLACED = "not_placed"


@dataclass(frozen=True, slots=True)
class Line(Generic[R]):
    """A line that will do, counted from 1 as an editor or a spreadsheet does."""

    number: int
    row: R


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that will not do, and why."""

    number: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Noticed:
    """A line that went in, with something to look at; `about` is what the line says."""

    number: int
    notice: Notice
    about: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[R]):
    """A file that was read to its end, before anything of it is stored."""

    lines: tuple[Line[R], ...]
    rejected: tuple[Rejected, ...]


@dataclass(slots=True)
class ImportReport:
    """The counts, the lines that were rejected while storing, and what to look at."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    noticed: list[Noticed] = field(default_factory=list)


def read_lines(
    rows: Iterable[TableRow],
    parse: Callable[[Cells], R],
    *,
    code_of: Callable[[R], Hashable],
    code_column: str,
) -> Reading[R]:
    """Read every row; one with the official number of a row above it is rejected.

    Raises a FileRefusal where the file breaks off.
    """
    lines: dict[Hashable, Line[R]] = {}
    rejected: list[Rejected] = []
    for row in rows:
        try:
            cells = row.cells()
            line = Line(row.line, parse(cells))
            first = lines.setdefault(code_of(line.row), line)
            if first is not line:
                raise CodeRepeated(code_column, cells[code_column], first.number)
        except RowRefusal as refusal:
            rejected.append(Rejected(row.line, refusal))
    return Reading(tuple(lines.values()), tuple(rejected))
