"""What is no list of pupils gets one clear sentence, soon."""

import io
import zipfile
from time import process_time

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.models.pupil_upload import PupilUpload
from tests.blueprints.pupils.sending import send_file
from tests.pages import Visitor
from tests.tables.files import workbook_bytes

SOON = 2.0
HEADER = b"code;roepnaam\n"


def bomb() -> bytes:
    """Return a workbook of some kilobytes with 64 MB of spaces in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(64):
                part.write(b" " * (1 << 20))
    return packed.getvalue()


def opendocument() -> bytes:
    """Return what LibreOffice saves when nobody tells it otherwise."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return packed.getvalue()


FILES = {
    "100,000 lines": (
        lambda: HEADER + b"".join(b"%d;Sami\n" % n for n in range(100_000)),
        "Het mogen er hoogstens 5.000 zijn.",
    ),
    "a zip bomb": (bomb, "Er is te veel in dit bestand ingepakt."),
    "20 MB": (lambda: HEADER + b"1;Sami\n" * 3_000_000, "Het mag hoogstens 5 MB zijn."),
    "an OpenDocument sheet": (opendocument, "Dit is geen CSV- of Excelbestand"),
    "an old Excel file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "Dit is geen CSV- of Excelbestand",
    ),
    "a web page": (lambda: b"<html><table></table></html>", "Dit is geen CSV- of Excelbestand"),
    "an empty workbook": (lambda: workbook_bytes({"Blad1": []}), "Er staat niets in dit bestand."),
    "only white space": (lambda: b" \n\n  \n", "Er staat niets in dit bestand."),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "Dit is geen CSV- of Excelbestand"),
    "nothing": (lambda: b"", "Er staat niets in dit bestand."),
    "only a header": (lambda: HEADER, "Er staat niets in dit bestand."),
    "a NUL": (lambda: HEADER + b"1;Sa\x00mi\n", "De letters in dit bestand zijn niet te lezen."),
    "300 columns": (
        lambda: b";".join(b"k%d" % n for n in range(300)) + b"\n",
        "Het mogen er hoogstens 100 zijn.",
    ),
    "an open quotation mark": (lambda: HEADER + b'1;"Sami\n', "aanhalingsteken"),
    "a huge cell": (lambda: HEADER + b"1;" + b"x" * 5_000 + b"\n", "heel veel tekst"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_bad_file_gets_a_clear_sentence(
    session: Session, teacher: Visitor, here: str, what: str
) -> None:
    make, sentence = FILES[what]
    data = make()
    begun = process_time()
    send_file(teacher, f"{here}/inlezen/", data, status=422)
    assert process_time() - begun < SOON
    assert sentence in teacher.text
    session.rollback()
    assert session.scalar(select(func.count()).select_from(PupilUpload)) == 0


def test_of_4000_lines_only_the_wrong_one_is_named_soon(teacher: Visitor, here: str) -> None:
    lines = [f"{n:06};Sami;3A;m{n}@x.example".encode() for n in range(2, 4_002)]
    lines[2_998] = b"003000;Sami;3A;m@"
    begun = process_time()
    data = b"code;roepnaam;klas;e-mail\n" + b"\n".join(lines)
    send_file(teacher, f"{here}/inlezen/", data)
    assert process_time() - begun < SOON
    assert "1 regel klopt niet" in teacher.text
    assert "Regel 3000 · E-mail verzorger 1: m@" in teacher.text
    assert not teacher.page.find("form", action=f"{here}/inlezen/opslaan")


def test_a_long_word_in_a_wrong_line_may_break_on_a_narrow_screen(
    teacher: Visitor, here: str
) -> None:
    send_file(teacher, f"{here}/inlezen/", HEADER + b"1;" + b"x" * 70 + b"\n")
    word = teacher.page.select_one(".record .word")
    assert word is not None
    assert word.get_text().startswith("xxx")


def test_a_request_beyond_all_bounds_gets_a_page(teacher: Visitor, here: str) -> None:
    send_file(teacher, f"{here}/inlezen/", b"x" * 27_000_000, status=413)
    assert "Dit bestand is te groot" in teacher.text


def test_a_stranger_sends_no_large_file(app: Flask, here: str) -> None:
    answer = app.test_client().post(f"{here}/inlezen/", data=b"file=" + b"x" * 3_000_000)
    assert answer.status_code == 413


def test_neither_a_file_nor_a_list_is_asked_again(teacher: Visitor, here: str) -> None:
    teacher.get(f"{here}/inlezen/")
    teacher.submit({"text": "  \n "}, status=422)
    assert "Kies een bestand, of plak een lijst." in teacher.text


def test_formulas_are_harmless_text(teacher: Visitor, here: str) -> None:
    teacher.get(f"{here}/inlezen/")
    text = "code\troepnaam\ttitel\n1\tSami\t=1+1\n2\t@SUM(A1)\t<script>alert(1)</script>\n"
    teacher.submit({"text": text})
    assert "Dit is geen voornaam." in teacher.text
    assert "alert(1)" not in "".join(tag.get_text() for tag in teacher.page.find_all("script"))


def test_a_workbook_reads_as_the_same_list(teacher: Visitor, here: str) -> None:
    grid = [["Stamnummer", "Roepnaam", "Klas"], ["001234", "Sami", "3A"], [1235, "Noor", "3A"]]
    send_file(teacher, f"{here}/inlezen/", workbook_bytes({"Blad1": grid}), name="lijst.xlsx")
    assert "2 leerlingen" in teacher.text
    assert "001234" in teacher.text
