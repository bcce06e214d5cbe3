"""Read the sheets of an XLSX workbook: with openpyxl, or with calamine where openpyxl refuses."""

import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import TypeVar

import openpyxl
import python_calamine

from partnerlink.tables.archive import check_archive, check_extent
from partnerlink.tables.csv_file import Line
from partnerlink.tables.limits import Limits
from partnerlink.tables.refusals import FileBroken, TooManyRows

T = TypeVar("T")

_BATCH = 500
_LARGEST_WHOLE_FLOAT = 1e15


@dataclass(frozen=True, slots=True)
class Workbook:
    """The names of the sheets, and how to get the lines of one, each up to its last value."""

    sheet_names: tuple[str, ...]
    lines: Callable[[str], Iterator[Line]]


def open_workbook(data: bytes, *, limits: Limits) -> Workbook:
    """Open a workbook after its archive has been checked.

    openpyxl streams, so it goes first; some workbooks of the CBS have a styles part that it
    refuses, and calamine does not care for styles.
    Raises NotATable, FileProtected, UnpackedTooLarge and FileBroken; the lines raise
    TooManyRows and FileBroken.
    """
    check_archive(data, limits=limits)
    try:
        return _open_with_openpyxl(data, limits=limits)
    except Exception:  # openpyxl lets through whatever its parsers raise
        check_extent(data, limits=limits)
        return _open_with_calamine(data)


def text_of(value: object) -> str:
    """Write a cell's value as somebody would have typed it in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case float() if value.is_integer() and abs(value) < _LARGEST_WHOLE_FLOAT:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _open_with_openpyxl(data: bytes, *, limits: Limits) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
    sheets = {str(sheet.title): sheet for sheet in book.worksheets}
    if not sheets:
        raise FileBroken

    def lines(name: str) -> Iterator[Line]:
        sheet = sheets[name]
        sheet.reset_dimensions()  # the stated size may be wrong, and would cut rows off
        return _numbered(sheet.iter_rows(max_col=limits.columns + 1, values_only=True), limits)

    return Workbook(tuple(sheets), lines)


def _numbered(rows: Iterable[tuple[object, ...]], limits: Limits) -> Iterator[Line]:
    number = 0
    for batch in _batches(iter(rows)):
        for values in batch:
            number += 1
            if number > limits.sheet_lines:
                raise TooManyRows(limits.sheet_lines)
            if values.count(None) < len(values):
                yield number, _texts(values)


def _texts(values: Sequence[object]) -> list[str]:
    """Write the values as text, without the empty ones at the end."""
    used = len(values)
    while used and values[used - 1] in (None, ""):
        used -= 1
    return [text_of(value) for value in values[:used]]


def _batches(rows: Iterator[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    """Read some rows at a time, so that openpyxl's warnings are silenced only meanwhile."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                batch = list(islice(rows, _BATCH))
            except Exception as error:  # see open_workbook
                raise FileBroken from error
        if not batch:
            return
        yield batch


def _open_with_calamine(data: bytes) -> Workbook:
    def lines(name: str) -> Iterator[Line]:
        sheet = _unbroken(lambda: book.get_sheet_by_name(name))
        top, left = sheet.start or (0, 0)
        for number, values in enumerate(_unbroken(sheet.to_python), start=top + 1):
            texts = _texts(values)
            if texts:
                yield number, [""] * left + texts

    book = _unbroken(lambda: python_calamine.load_workbook(io.BytesIO(data)))
    names = tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    )
    if not names:
        raise FileBroken
    return Workbook(names, lines)


def _unbroken(read: Callable[[], T]) -> T:
    try:
        return read()
    except Exception as error:
        raise FileBroken from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, and not an Exception
            raise
        raise FileBroken from error
