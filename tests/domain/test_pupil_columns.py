"""The columns of a school's own list are known by their names, whatever system wrote it."""

import pytest

from partnerlink.domain.pupil_columns import (
    PupilColumn,
    column_names,
    column_of,
    guess,
    header_place,
    passes_elfproef,
    secret_places,
)

C = PupilColumn


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        (
            "Stamnummer;Roepnaam;Tussenvoegsel;Achternaam;Stamklas;Leerjaar;Studie",
            [C.CODE, C.FIRST_NAME, None, C.LAST_NAME, C.CLASS, C.LEERJAAR, C.LEVEL],
        ),
        (
            "leerlingnummer;roepnaam;voorvoegsel;achternaam;stamgroep;e-mail verzorger 1;"
            "e-mail verzorger 2",
            [C.CODE, C.FIRST_NAME, None, C.LAST_NAME, C.CLASS, C.EMAIL_1, C.EMAIL_2],
        ),
        (
            "id;leerlingen;lokalen;onderwerp",
            [C.CODE, C.MEMBERS, C.ROOM, C.TITLE],
        ),
        (
            "Student number,First name,Last name,Class,Title,Parent 1 e-mail,Language",
            [C.CODE, C.FIRST_NAME, C.LAST_NAME, C.CLASS, C.TITLE, C.EMAIL_1, C.LANGUAGE],
        ),
        (
            "code;naam;klas;ouder1_email;ouder2_email;gescheiden;gezinscode;thuistaal",
            [C.CODE, C.FULL_NAME, C.CLASS, C.EMAIL_1, C.EMAIL_2, C.APART, C.FAMILY, C.LANGUAGE],
        ),
        (
            "llnr;voornaam;ronde;voorkeursronde;lokaal;groepje",
            [C.CODE, C.FIRST_NAME, C.ROUND, C.PREFERRED_ROUND, C.ROOM, C.GROUP],
        ),
    ],
)
def test_a_header_is_read_as_its_system_meant_it(
    names: str, columns: list[PupilColumn | None]
) -> None:
    parts = names.split(";") if ";" in names else names.split(",")
    assert [column_of(part) for part in parts] == columns


@pytest.mark.parametrize(
    "name",
    [
        "BSN",
        "Burgerservicenummer",
        "Geboortedatum",
        "Geb.datum",
        "Date of birth",
        "Cijfer Frans",
        "Gemiddelde",
        "Telefoon",
        "Adres",
        "E-mail leerling",
        "Geslacht",
        "Onderwijsnummer",
    ],
)
def test_what_an_evening_does_not_need_is_never_read(name: str) -> None:
    assert column_of(name) is C.NEVER


def test_the_first_of_two_columns_for_the_same_thing_counts() -> None:
    assert guess(["Klas", "Stamklas", "E-mail", "BSN", "Geboortedatum"]) == {
        0: C.CLASS,
        2: C.EMAIL_1,
        3: C.NEVER,
        4: C.NEVER,
    }


def test_a_header_may_stand_below_a_title() -> None:
    rows = [["Leerlingenlijst 2026-2027"], ["", "klas 3"], ["Stamnr", "Roepnaam"], ["1", "Sami"]]
    assert header_place(rows) == 2


def test_a_list_without_a_header_has_none() -> None:
    assert header_place([["001234", "Sami", "3A"], ["001235", "Noor", "3A"]]) is None
    assert header_place([["code", "naam", "x@familie.example"]]) is None
    assert header_place([]) is None


def test_dates_and_citizen_service_numbers_are_known_without_a_name() -> None:
    rows = [["123456782", "02-05-2012", "Sami"], ["111222333", "2012-09-11", "Noor"]]
    assert list(secret_places(rows, {})) == [0, 1]
    assert list(secret_places(rows, {0: C.CODE})) == [1]


def test_the_elfproef_tells_a_wrong_digit() -> None:
    assert passes_elfproef("123456782")
    assert not passes_elfproef("123456783")


def test_columns_without_a_name_are_lettered_as_in_a_spreadsheet() -> None:
    assert column_names(28)[:2] + column_names(28)[25:] == ["A", "B", "Z", "AA", "AB"]
