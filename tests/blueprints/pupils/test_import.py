"""A list is sent, looked at, mended and imported, in a browser without a script."""

import io
from datetime import date

import openpyxl
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.models.pupil import Pupil
from partnerlink.models.pupil_upload import PupilColumns, PupilUpload
from tests.blueprints.pupils.sending import send_file
from tests.pages import Visitor
from tests.pupil_lists import MAGISTER

PASTED = "code\troepnaam\tklas\te-mail\n001\tSami\t3A\tm@x.example, v@x.example\n2\tNoor\t3B\tjan@"


def send(teacher: Visitor, here: str, data: bytes, *, name: str = "lijst.csv") -> None:
    send_file(teacher, f"{here}/inlezen/", data, name=name)


def codes(session: Session) -> list[str]:
    session.rollback()
    return sorted(session.scalars(select(Pupil.code)))


def choices(teacher: Visitor) -> dict[str, str]:
    """Return what each column was read as."""
    return {
        str(box["name"]): str(box.find("option", selected=True)["value"])  # type: ignore[index]
        for box in teacher.page.find_all("select")
        if box.find("option", selected=True)
    }


def button(teacher: Visitor) -> dict[str, str]:
    """Return what the one named button of a page sends."""
    (found,) = teacher.page.select("main button[name]")
    return {str(found["name"]): str(found["value"])}


def test_an_empty_evening_says_how_to_begin(teacher: Visitor, here: str) -> None:
    teacher.get(f"{here}/")
    assert "Nog geen leerlingen" in teacher.text
    assert teacher.page.find("a", href=f"{here}/inlezen/")


def test_a_file_is_shown_before_anything_of_it_counts(
    session: Session, teacher: Visitor, here: str
) -> None:
    send(teacher, here, MAGISTER.encode("utf-8-sig"), name="leerlingen.csv")
    assert "Er is nog niets ingelezen" in teacher.text
    assert "4 leerlingen" in teacher.text
    assert "Niet bewaard: Geb.datum en BSN" in teacher.text
    assert "Bouazza" not in str(teacher.page)
    assert "123456782" not in str(teacher.page)
    assert codes(session) == []


def test_the_list_is_imported_and_the_columns_remembered(
    session: Session, teacher: Visitor, here: str
) -> None:
    send(teacher, here, MAGISTER.encode())
    teacher.post(f"{here}/inlezen/opslaan")
    assert "4 leerlingen erbij." in teacher.text
    assert codes(session) == ["001234", "001235", "001236", "1234"]
    assert session.scalars(select(PupilUpload)).all() == []
    assert session.scalars(select(PupilColumns)).one().columns["names"]["stamnr"] == "code"


def test_importing_twice_by_a_double_click_does_nothing_twice(
    session: Session, teacher: Visitor, here: str
) -> None:
    send(teacher, here, MAGISTER.encode())
    token = teacher.token
    teacher.post(f"{here}/inlezen/opslaan")
    teacher.post(f"{here}/inlezen/opslaan", {"csrf_token": token})
    assert len(codes(session)) == 4


def test_a_pasted_list_is_mended_on_the_spot(session: Session, teacher: Visitor, here: str) -> None:
    teacher.get(f"{here}/inlezen/")
    teacher.submit({"text": PASTED})
    assert "1 regel klopt niet" in teacher.text
    assert "Regel 3 · E-mail verzorger 1: jan@" in teacher.text
    assert not teacher.page.find("form", action=f"{here}/inlezen/opslaan")
    box = teacher.page.find("textarea")
    assert box is not None
    teacher.post(f"{here}/inlezen/regels", {"text": box.get_text().replace("jan@", "j@x.example")})
    teacher.post(f"{here}/inlezen/opslaan")
    assert codes(session) == ["001", "2"]


def test_a_list_with_a_mistake_cannot_be_imported_past_the_page(
    session: Session, teacher: Visitor, here: str
) -> None:
    teacher.get(f"{here}/inlezen/")
    teacher.submit({"text": PASTED})
    teacher.post(f"{here}/inlezen/opslaan")
    assert "1 regel klopt niet" in teacher.text
    assert codes(session) == []


def test_columns_without_names_are_chosen_by_hand_and_remembered(
    session: Session, teacher: Visitor, here: str
) -> None:
    rows = b"001;Sami;3A\n002;Noor;3A\n"
    send(teacher, here, rows)
    assert "Zeg eerst welke kolom" in teacher.text
    assert choices(teacher) == {}
    chosen = {"kolom-0": "code", "kolom-1": "first_name", "kolom-2": "class"}
    teacher.post(f"{here}/inlezen/kolommen", chosen)
    assert choices(teacher) == chosen
    teacher.post(f"{here}/inlezen/opslaan")
    assert codes(session) == ["001", "002"]
    send(teacher, here, rows)
    assert choices(teacher) == chosen


def test_two_columns_for_the_same_are_refused(teacher: Visitor, here: str) -> None:
    send(teacher, here, b"a;b\n1;2\n")
    teacher.post(f"{here}/inlezen/kolommen", {"kolom-0": "code", "kolom-1": "code"}, status=422)
    assert "U koos twee keer: Leerlingnummer" in teacher.text


def test_a_surname_that_is_named_by_hand_is_cut_to_its_initial_at_once(
    session: Session, teacher: Visitor, here: str
) -> None:
    send(teacher, here, b"nummer;voornaam;xyz\n1;Sami;Bouazza\n2;Noor;Jansen\n")
    teacher.post(
        f"{here}/inlezen/kolommen",
        {"kolom-0": "code", "kolom-1": "first_name", "kolom-2": "last_name"},
    )
    session.rollback()
    assert session.scalars(select(PupilUpload.rows)).one() == [
        ["1", "Sami", "B"],
        ["2", "Noor", "J"],
    ]


def test_every_address_can_get_an_invitation_of_its_own(teacher: Visitor, here: str) -> None:
    send(teacher, here, MAGISTER.encode())
    assert "3 gezinnen" in teacher.text
    teacher.post(f"{here}/inlezen/kolommen", {**choices(teacher), "is_apart": "ja"})
    assert "4 gezinnen" in teacher.text


def test_a_second_list_shows_who_is_missing_and_lets_them_go_when_ticked(
    session: Session, teacher: Visitor, here: str
) -> None:
    send(teacher, here, b"code;roepnaam\n1;Sami\n2;Noor\n3;Bo\n")
    teacher.post(f"{here}/inlezen/opslaan")
    send(teacher, here, b"code;roepnaam\n1;Sami\n")
    assert "Deze leerlingen staan niet in de nieuwe lijst" in teacher.text
    teacher.post(f"{here}/inlezen/opslaan", {"weg": ["2", "1"]})
    assert "1 leerling eruit." in teacher.text
    assert codes(session) == ["1", "3"]


def test_an_import_can_be_undone(session: Session, teacher: Visitor, here: str) -> None:
    send(teacher, here, MAGISTER.encode())
    teacher.post(f"{here}/inlezen/opslaan")
    teacher.get(f"{here}/terugdraaien")
    teacher.submit(button(teacher))
    assert "Er zijn 4 leerlingen weg." in teacher.text
    assert codes(session) == []
    teacher.get(f"{here}/terugdraaien")
    assert "Nog geen leerlingen" in teacher.text


def test_undoing_by_a_double_click_leaves_the_import_before_it(
    session: Session, teacher: Visitor, here: str
) -> None:
    for row in (b"1;Sami\n", b"2;Noor\n"):
        send(teacher, here, b"code;roepnaam\n" + row)
        teacher.post(f"{here}/inlezen/opslaan")
    teacher.get(f"{here}/terugdraaien")
    pressed = button(teacher) | {"csrf_token": teacher.token}
    teacher.submit(pressed)
    assert "Er is 1 leerling weg." in teacher.text
    teacher.post(f"{here}/terugdraaien", pressed)
    assert "Dit inlezen is al teruggedraaid." in teacher.text
    assert codes(session) == ["1"]


def test_of_two_columns_with_one_name_the_first_counts_and_the_other_can_be_chosen(
    teacher: Visitor, here: str
) -> None:
    send(teacher, here, b"code;roepnaam;klas;klas\n1;Sami;3A;4B\n")
    assert choices(teacher) == {"kolom-0": "code", "kolom-1": "first_name", "kolom-2": "class"}
    chosen = {"kolom-0": "code", "kolom-1": "first_name", "kolom-3": "class"}
    teacher.post(f"{here}/inlezen/kolommen", chosen)
    assert choices(teacher) == chosen


def test_a_sheet_with_a_title_merged_cells_dates_and_formulas_is_read(
    session: Session, teacher: Visitor, here: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Leerlingen 2026"],
        ["Stamnr", "Roepnaam", "Klas", "Onderwerp"],
        ["000412", "Sami", "3A", date(2026, 1, 2)],
        [413, "Noor", "=C3", "Brug"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:C4")
    packed = io.BytesIO()
    book.save(packed)
    send(teacher, here, packed.getvalue(), name="lijst.csv")
    teacher.post(f"{here}/inlezen/opslaan")
    assert codes(session) == ["000412", "413"]


def test_after_an_import_the_next_step_stands_at_the_foot(teacher: Visitor, here: str) -> None:
    send(teacher, here, MAGISTER.encode())
    teacher.post(f"{here}/inlezen/opslaan")
    onward = teacher.page.select("#verder ~ ul a")
    assert [link.get_text(strip=True) for link in onward] == ["Maak het programma"]


def test_a_list_can_be_thrown_away(session: Session, teacher: Visitor, here: str) -> None:
    send(teacher, here, MAGISTER.encode())
    teacher.post(f"{here}/inlezen/weg")
    assert "Er is niets ingelezen" in teacher.text
    session.rollback()
    assert session.scalars(select(PupilUpload)).all() == []
    teacher.get(f"{here}/inlezen/controle")
    assert "Kies een bestand" in teacher.text
