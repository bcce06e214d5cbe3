"""Build the files that the tests read: tables in every shape that programs write them."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

REAL_FILES = Path(__file__).resolve().parents[2].parent / "shared" / "data"

Grid = Sequence[Sequence[object]]


def csv_bytes(
    rows: Grid, *, delimiter: str = ";", encoding: str = "utf-8", line_end: str = "\r\n"
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook_bytes(sheets: Mapping[str, Grid]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(workbook: bytes, part: str, content: bytes) -> bytes:
    """Replace one part of a workbook's archive, or add it."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
        after.writestr(part, content)
    return stream.getvalue()


def with_broken_styles(workbook: bytes) -> bytes:
    """Leave a control character in the styles, as some workbooks of the CBS do."""
    styles = part_of(workbook, "xl/styles.xml")
    return with_part(
        workbook, "xl/styles.xml", styles.replace(b"</styleSheet", b"\x02</styleSheet")
    )


def part_of(workbook: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(part)
