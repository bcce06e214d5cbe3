"""Read a table from a CSV or XLSX file by the names in its header."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from partnerlink.tables.content import Content, content_of, load
from partnerlink.tables.csv_file import Line, csv_lines
from partnerlink.tables.headers import Synonyms, name_columns
from partnerlink.tables.limits import STANDARD, Limits
from partnerlink.tables.lines import clean_lines
from partnerlink.tables.refusals import FileEmpty, HeadersMissing, RowRagged, TooManyRows
from partnerlink.tables.workbook import Workbook, open_workbook

NO_SYNONYMS: Synonyms = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table, counted from 1 as an editor or a spreadsheet does."""

    line: int
    columns: tuple[str, ...]
    values: tuple[str, ...]

    def cells(self) -> dict[str, str]:
        """Give the values by the names of their columns; raises RowRagged.

        Empty cells beyond the header are let through: a delimiter at the end of a line is common.
        """
        width = len(self.columns)
        if len(self.values) < width or any(self.values[width:]):
            raise RowRagged(width, len(self.values))
        return {name: value for name, value in zip(self.columns, self.values, strict=False) if name}


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, what stood above them, and the rows, to be read once."""

    columns: tuple[str, ...]
    title: str
    rows: Iterator[TableRow]


def read_table(
    source: Path | bytes,
    *,
    required: Collection[str],
    synonyms: Synonyms = NO_SYNONYMS,
    limits: Limits = STANDARD,
) -> Table:
    """Read a CSV file, or the first sheet of a workbook, whose first filled line is the header.

    `synonyms` gives other names for a column, required or not; the rows use ours. Rows stream;
    blank lines are left out; every value is trimmed, its white space made single spaces, and
    characters that can't be seen are taken out, so a field that is one space is empty.
    Raises a FileRefusal, also while the rows are read; a row's `cells()` raises a RowRefusal.
    """
    data = load(source, limits=limits)
    if content_of(data) is Content.WORKBOOK:
        book = open_workbook(data, limits=limits)
        return read_sheet(
            book, book.sheet_names[0], required=required, synonyms=synonyms, limits=limits
        )
    lines = clean_lines(csv_lines(data), limits=limits)
    return _table(lines, required=required, synonyms=synonyms, header_within=1, limits=limits)


def read_sheet(
    book: Workbook,
    sheet_name: str,
    *,
    required: Collection[str],
    synonyms: Synonyms = NO_SYNONYMS,
    header_within: int = 1,
    limits: Limits = STANDARD,
) -> Table:
    """Read one sheet; the header may stand below a title, within so many filled lines.

    Raises a FileRefusal, also while the rows are read.
    """
    lines = clean_lines(book.lines(sheet_name), limits=limits)
    table = _table(
        lines,
        required=required,
        synonyms=synonyms,
        header_within=header_within,
        limits=limits,
    )
    return replace(table, rows=map(_filled, table.rows))


def _table(
    lines: Iterator[Line],
    *,
    required: Collection[str],
    synonyms: Synonyms,
    header_within: int,
    limits: Limits,
) -> Table:
    above: list[str] = []
    nearest: HeadersMissing | None = None
    for _, values in islice(lines, header_within):
        try:
            columns = name_columns(_trimmed(values), required=required, synonyms=synonyms)
        except HeadersMissing as refusal:
            if nearest is None or len(refusal.missing) < len(nearest.missing):
                nearest = refusal
            above.extend(filter(None, values))
        else:
            return Table(columns, " ".join(above), _rows(lines, columns, limits=limits))
    raise nearest or FileEmpty


def _rows(lines: Iterable[Line], columns: tuple[str, ...], *, limits: Limits) -> Iterator[TableRow]:
    for count, (line, values) in enumerate(lines, start=1):
        if count > limits.rows:
            raise TooManyRows(limits.rows)
        yield TableRow(line, columns, tuple(values))


def _filled(row: TableRow) -> TableRow:
    """Give a row of a sheet its empty cells at the end, which a sheet does not store."""
    lacking = len(row.columns) - len(row.values)
    return replace(row, values=row.values + ("",) * lacking) if lacking > 0 else row


def _trimmed(values: list[str]) -> list[str]:
    """Leave out the nameless columns at the end of a header."""
    width = len(values)
    while width and not values[width - 1]:
        width -= 1
    return values[:width]
