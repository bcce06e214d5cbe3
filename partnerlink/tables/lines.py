"""Read all lines of a CSV file or workbook as they stand, whether or not they have a header."""

from collections.abc import Iterable, Iterator

from partnerlink.tables.content import Content, content_of, load
from partnerlink.tables.csv_file import Line, csv_lines
from partnerlink.tables.limits import STANDARD, Limits
from partnerlink.tables.refusals import CellHuge, FileEmpty, TooManyColumns, TooManyRows
from partnerlink.tables.workbook import open_workbook


def read_lines(data: bytes, *, limits: Limits = STANDARD) -> list[Line]:
    """Return each line of a CSV file, or of the first filled sheet of a workbook, with its number.

    Blank lines are left out; values are tidied as `clean_lines` does. Raises a FileRefusal.
    """
    for lines in _tables(load(data, limits=limits), limits=limits):
        found: list[Line] = []
        for line in clean_lines(lines, limits=limits):
            if len(found) == limits.rows:
                raise TooManyRows(limits.rows)
            found.append(line)
        if found:
            return found
    raise FileEmpty


def clean_lines(lines: Iterable[Line], *, limits: Limits) -> Iterator[Line]:
    """Give the lines that say something, each value trimmed and its white space made single.

    Characters that can't be seen are taken out. Raises CellHuge and TooManyColumns.
    """
    for line, values in lines:
        if any(len(value) > limits.cell_length for value in values):
            raise CellHuge(line, limits.cell_length)
        cleaned = [_clean_text(value) for value in values]
        if any(cleaned[limits.columns :]):
            raise TooManyColumns(line, limits.columns)
        if any(cleaned):
            yield line, cleaned


def _tables(data: bytes, *, limits: Limits) -> Iterator[Iterator[Line]]:
    if content_of(data) is Content.CSV:
        yield csv_lines(data)
        return
    book = open_workbook(data, limits=limits)
    for name in book.sheet_names:
        yield book.lines(name)


def _clean_text(value: str) -> str:
    text = " ".join(value.split())
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text)).strip()
    return text
