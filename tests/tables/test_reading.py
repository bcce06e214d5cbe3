import dataclasses
from pathlib import Path

import pytest

from partnerlink.domain.row_refusals import RowRefusal
from partnerlink.tables.limits import STANDARD
from partnerlink.tables.reading import read_table
from partnerlink.tables.refusals import (
    CellHuge,
    FileEmpty,
    FileProtected,
    FileTooLarge,
    HeadersMissing,
    NotATable,
    RowRagged,
    TooManyColumns,
    TooManyRows,
)
from tests.tables.files import csv_bytes, workbook_bytes

GRID = [
    ["CODE", "Naam", "plaats"],
    ["00AB00", "Café \u201cDe; Brug\u201d, Assen", "'S-GRAVENHAGE"],
    ["01VJ05", 'Het "Vlier"', " "],
]
EXPECTED = [
    {"CODE": "00AB00", "NAAM": "Café \u201cDe; Brug\u201d, Assen", "plaats": "'S-GRAVENHAGE"},
    {"CODE": "01VJ05", "NAAM": 'Het "Vlier"', "plaats": ""},
]


def cells_of(source: Path | bytes) -> list[dict[str, str]]:
    return [row.cells() for row in read_table(source, required=["CODE", "NAAM"]).rows]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_same_table_reads_the_same_however_it_is_written(
    delimiter: str, encoding: str, line_end: str
) -> None:
    data = csv_bytes(GRID, delimiter=delimiter, encoding=encoding, line_end=line_end)
    assert cells_of(data) == EXPECTED


def test_a_workbook_reads_as_the_same_table() -> None:
    assert cells_of(workbook_bytes({"Blad1": GRID})) == EXPECTED


def test_a_file_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    renamed = tmp_path / "schools.xlsx"
    renamed.write_bytes(csv_bytes(GRID))
    assert cells_of(renamed) == EXPECTED


def test_white_space_is_made_single_and_unseen_characters_go() -> None:
    data = csv_bytes([["CODE", "NAAM"], ["\u00a01\u00a0", "a\u202eb \n  c\u200b\x07"]])
    assert cells_of(data) == [{"CODE": "1", "NAAM": "ab c"}]


def test_an_escape_character_is_no_letter() -> None:
    assert cells_of(b"CODE;NAAM\n1;a\x1bb\n") == [{"CODE": "1", "NAAM": "ab"}]


def test_a_delimiter_at_the_end_of_every_line_is_let_through() -> None:
    assert cells_of(b"CODE;NAAM;\n1;a;\n") == [{"CODE": "1", "NAAM": "a"}]


def test_lines_of_delimiters_only_are_left_out() -> None:
    rows = list(read_table(b"CODE;NAAM\n;\n \n1;a\n", required=["CODE"]).rows)
    assert [row.line for row in rows] == [4]


@pytest.mark.parametrize(("line", "found"), [("1", 1), ("1;a;b;c", 4)])
def test_a_ragged_line_is_refused_alone(line: str, found: int) -> None:
    rows = read_table(f"CODE;NAAM\n0;x\n{line}\n2;y\n".encode(), required=["CODE"]).rows
    first, ragged, last = rows
    with pytest.raises(RowRagged) as caught:
        ragged.cells()
    assert (ragged.line, caught.value.expected, caught.value.found) == (3, 2, found)
    assert isinstance(caught.value, RowRefusal)
    assert (first.cells()["CODE"], last.cells()["CODE"]) == ("0", "2")


def test_a_file_without_the_columns_says_which_ones() -> None:
    with pytest.raises(HeadersMissing) as caught:
        read_table(b"naam;plaats\nx;y\n", required=["CODE", "NAAM"])
    assert caught.value.missing == ("CODE",)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b";;\n;;\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(FileEmpty):
        read_table(data, required=["CODE"])


def test_an_empty_sheet_is_refused() -> None:
    with pytest.raises(FileEmpty):
        read_table(workbook_bytes({"Blad1": []}), required=["CODE"])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><table>", "html"),
        (b"<?xml version='1.0'?><Workbook/>", "xml"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_kind(data: bytes, found: str) -> None:
    with pytest.raises(NotATable) as caught:
        read_table(data, required=["CODE"])
    assert caught.value.found == found


def test_a_workbook_with_a_password_is_refused_as_such() -> None:
    package = "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(FileProtected):
        read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + package, required=["CODE"])


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    small = dataclasses.replace(STANDARD, file_size=100)
    path = tmp_path / "large.csv"
    path.write_bytes(b"CODE\n" + b"1\n" * 48)
    with pytest.raises(FileTooLarge) as caught:
        read_table(path, required=["CODE"], limits=small)
    assert caught.value.limit == 100


@pytest.mark.parametrize("write", [csv_bytes, lambda rows: workbook_bytes({"Blad1": rows})])
def test_rows_columns_and_cells_have_bounds(write: object) -> None:
    assert callable(write)
    grid = [["CODE", "NAAM"], ["1", "a"], ["2", "b"], ["3", "c"]]
    within = dataclasses.replace(STANDARD, rows=3, columns=2, cell_length=4)
    assert len(list(read_table(write(grid), required=["CODE"], limits=within).rows)) == 3
    for refusal, limits in (
        (TooManyRows, dataclasses.replace(within, rows=2)),
        (TooManyColumns, dataclasses.replace(within, columns=1)),
        (CellHuge, dataclasses.replace(within, cell_length=3)),
    ):
        with pytest.raises(refusal):
            list(read_table(write(grid), required=["CODE"], limits=limits).rows)
