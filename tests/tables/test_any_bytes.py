"""Whatever is sent, the answer is a table or a refusal."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerlink.domain.errors import Refusal
from partnerlink.domain.register import REGISTER_SYNONYMS, SCHOOL_COLUMNS, parse_school
from partnerlink.tables.reading import read_table
from partnerlink.tables.score_file import read_scores
from tests.tables.files import csv_bytes, with_broken_styles, workbook_bytes

BOOK = workbook_bytes({"Tabel 1": [["Vestigingscode", "Score"], ["00AB00", 1.5]]})
PARTS = zipfile.ZipFile(BytesIO(BOOK)).namelist()

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
BEGINNINGS = (b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"CODE;NAAM\n", b'"', BOOK[:200])


def read_all(data: bytes) -> None:
    for row in read_table(data, required=()).rows:
        row.cells()
    for row in read_scores(data).rows:
        row.cells()


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=2_000))
@settings(deadline=None)
def test_random_bytes_are_read_or_refused(beginning: bytes, rest: bytes) -> None:
    with suppress(Refusal):
        read_all(beginning + rest)


@given(st.data())
@settings(deadline=None)
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    book = bytearray(data.draw(st.sampled_from((BOOK, with_broken_styles(BOOK)))))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(book) - 1))
        book[place : place + 1] = data.draw(st.binary(max_size=3))
    with suppress(Refusal):
        read_all(bytes(book))


@pytest.mark.parametrize("styles", ["whole", "broken"])
@given(part=st.sampled_from(PARTS), start=st.integers(0, 400), wrong=st.binary(max_size=40))
@settings(deadline=None)
def test_a_workbook_with_a_damaged_part_in_a_sound_archive_is_read_or_refused(
    styles: str, part: str, start: int, wrong: bytes
) -> None:
    whole = with_broken_styles(BOOK) if styles == "broken" else BOOK
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                content = content[:start] + wrong + content[start + len(wrong) :]
            after.writestr(name, content)
    with suppress(Refusal):
        read_all(stream.getvalue())


@given(st.dictionaries(st.sampled_from(SCHOOL_COLUMNS), TEXTS))
@settings(deadline=None)
def test_a_school_with_any_text_in_its_cells_is_read_or_refused(texts: dict[str, str]) -> None:
    usual = ["00AB00", "Het Vlier", "Dorpsstraat", "1", "9401 AB", "ASSEN", "HAVO/VWO", "Noord"]
    cells = dict(zip(SCHOOL_COLUMNS, usual, strict=True)) | texts
    data = csv_bytes([list(cells), [text.replace("\0", "") for text in cells.values()]])
    with suppress(Refusal):
        rows = read_table(data, required=SCHOOL_COLUMNS, synonyms=REGISTER_SYNONYMS).rows
        for row in rows:
            parse_school(row.cells())
