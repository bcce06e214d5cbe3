"""A table as a file: safe to open in a spreadsheet, and read back as it was."""

import pytest

from partnerlink.tables.csv_file import csv_lines
from partnerlink.tables.csv_out import csv_bytes


@pytest.mark.parametrize("cell", ["=1+1", "+31 6", "-2", "@SUM(A1)", "\t=1", " =HYPERLINK(1)"])
def test_text_that_is_a_formula_is_written_as_text(cell: str) -> None:
    assert f"'{cell}" in csv_bytes([[cell]]).decode("utf-8-sig")


def test_numbers_and_plain_words_stay_as_they_are() -> None:
    assert csv_bytes([["3A", -2, 0]]).decode("utf-8-sig") == "3A;-2;0\r\n"


def test_what_is_written_can_be_read_back_with_its_accents() -> None:
    rows = [["Klas", "Aantal"], ["Zoë; 3A", 'zegt "ja"'], ["Nazlı", "7"]]
    assert [cells for _, cells in csv_lines(csv_bytes(rows))] == rows
