import dataclasses
import io
import struct
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from partnerlink.tables.limits import STANDARD
from partnerlink.tables.reading import read_table
from partnerlink.tables.refusals import (
    FileBroken,
    FileProtected,
    NotATable,
    TooManyRows,
    UnpackedTooLarge,
)
from partnerlink.tables.workbook import open_workbook, text_of
from tests.tables.files import Grid, part_of, with_broken_styles, with_part, workbook_bytes

GRID: Grid = [["CODE", "N"], ["00AB00", 640], [None, None], ["01VJ05", 12.5]]
BOOK = workbook_bytes({"Blad1": GRID, "Leeg": []})
SHEET = "xl/worksheets/sheet1.xml"


def sheet_with(rows: str) -> bytes:
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return with_part(BOOK, SHEET, f"{start}<sheetData>{rows}</sheetData></worksheet>".encode())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("007", "007"),
        (7, "7"),
        (123456789012.0, "123456789012"),
        (12.5, "12.5"),
        (True, "ja"),
        (False, "nee"),
        (datetime(2024, 10, 1), "2024-10-01"),  # noqa: DTZ001  a spreadsheet knows no zone
        (date(2024, 10, 1), "2024-10-01"),
        (float("nan"), "nan"),
    ],
)
def test_a_cell_is_written_as_somebody_would_type_it(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize("data", [BOOK, with_broken_styles(BOOK)], ids=["openpyxl", "calamine"])
def test_both_readers_give_the_same_rows_and_line_numbers(data: bytes) -> None:
    rows = list(read_table(data, required=["CODE", "N"]).rows)
    assert [(row.line, row.cells()) for row in rows] == [
        (2, {"CODE": "00AB00", "N": "640"}),
        (4, {"CODE": "01VJ05", "N": "12.5"}),
    ]


def test_openpyxl_does_refuse_the_broken_styles() -> None:
    with pytest.raises(SyntaxError, match="not well-formed"):
        openpyxl.load_workbook(io.BytesIO(with_broken_styles(BOOK)), read_only=True)


@pytest.mark.parametrize("broken", [False, True], ids=["openpyxl", "calamine"])
def test_a_table_that_begins_lower_and_further_right_keeps_its_place(broken: bool) -> None:
    data = workbook_bytes({"Blad1": [[], [None, "CODE"], [None, "1"]]})
    book = open_workbook(with_broken_styles(data) if broken else data, limits=STANDARD)
    lines = [(line, [text for text in texts if text]) for line, texts in book.lines("Blad1")]
    assert lines == [(2, ["CODE"]), (3, ["1"])]
    assert next(book.lines("Blad1"))[1][:2] == ["", "CODE"]


def test_a_wrongly_stated_size_cuts_no_rows_off() -> None:
    sheet = part_of(BOOK, SHEET).replace(b'ref="A1:B4"', b'ref="A1"')
    assert b'ref="A1"' in sheet
    assert len(list(read_table(with_part(BOOK, SHEET, sheet), required=["CODE"]).rows)) == 2


def test_a_bomb_is_refused_within_a_second() -> None:
    data = with_part(BOOK, SHEET, b"0" * (STANDARD.unpacked_size + 1))
    assert len(data) < 1_000_000
    began = time.process_time()
    with pytest.raises(UnpackedTooLarge):
        open_workbook(data, limits=STANDARD)
    assert time.process_time() - began < 1


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_it_unpacks_to() -> None:
    limits = dataclasses.replace(STANDARD, unpacked_size=1_000_000)
    real = 2_000_000
    data = with_part(BOOK, SHEET, b"0" * real)
    lying = data.replace(struct.pack("<I", real), struct.pack("<I", 10))
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.getinfo(SHEET).file_size == 10
    with pytest.raises(UnpackedTooLarge):
        open_workbook(lying, limits=limits)
    with pytest.raises(FileBroken):
        open_workbook(lying, limits=STANDARD)


def test_an_archive_of_very_many_parts_is_refused() -> None:
    limits = dataclasses.replace(STANDARD, parts=3)
    with pytest.raises(UnpackedTooLarge):
        open_workbook(BOOK, limits=limits)


def test_another_archive_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(NotATable):
        open_workbook(stream.getvalue(), limits=STANDARD)


def test_an_archive_with_a_password_is_refused_as_such() -> None:
    data = bytearray(BOOK)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileProtected):
        open_workbook(bytes(data), limits=STANDARD)


def test_a_document_type_is_refused_even_across_two_pieces() -> None:
    for padding in (0, (1 << 16) - 4):
        content = b" " * padding + b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
        with pytest.raises(FileBroken):
            open_workbook(with_part(BOOK, "xl/theme/theme1.xml", content), limits=STANDARD)


FAR_CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"/></row>'


def test_corners_far_apart_do_not_fill_the_memory() -> None:
    with pytest.raises(UnpackedTooLarge):
        open_workbook(with_broken_styles(sheet_with(FAR_CORNERS)), limits=STANDARD)


def test_a_sheet_that_hides_its_corners_in_a_part_that_is_no_xml_is_refused() -> None:
    sheet = part_of(sheet_with(FAR_CORNERS), SHEET)
    data = with_broken_styles(with_part(BOOK, "xl/media/picture.bin", b"\x02" + sheet))
    with pytest.raises(FileBroken):
        open_workbook(data, limits=STANDARD)


def test_a_row_number_beyond_every_spreadsheet_is_refused() -> None:
    data = sheet_with(
        '<row r="1"><c r="A1" t="str"><v>CODE</v></c></row>'
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    )
    with pytest.raises(TooManyRows):
        list(read_table(data, required=["CODE"]).rows)


def test_a_sheet_that_breaks_off_is_refused_not_half_read() -> None:
    sheet = part_of(BOOK, SHEET)
    data = with_part(BOOK, SHEET, sheet[: sheet.index(b"01VJ05") if b"01VJ05" in sheet else -60])
    with pytest.raises(FileBroken):
        list(read_table(data, required=["CODE"]).rows)


def test_a_workbook_cut_short_is_refused() -> None:
    with pytest.raises(FileBroken):
        open_workbook(BOOK[: len(BOOK) // 2], limits=STANDARD)
