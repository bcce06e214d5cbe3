"""A line of a list becomes a pupil, or is refused with a reason."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.carer_relations import relation_in
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.pupil_cells import (
    addresses_in,
    find_language,
    find_leerjaar,
    find_level,
    find_yes_or_no,
    initial_of,
    is_address,
    split_name,
)
from partnerlink.domain.pupil_columns import PupilColumn
from partnerlink.domain.pupil_list import Notice, PupilRow, Surroundings
from partnerlink.domain.pupil_rows import read_list
from partnerlink.domain.vocabulary import Leerjaar, Level
from tests.pupil_lists import listed

AROUND = Surroundings(
    rooms={"a1": 7}, rounds=[(3, time(19, 0)), (4, time(19, 30))], codes={"000009"}
)
texts = st.text(max_size=60)


def only(row: str, header: str = "leerlingnummer|roepnaam|achternaam|klas|e-mail") -> PupilRow:
    found = listed(row, header=header, around=AROUND)
    assert found.refused == []
    return found.pupils[0]


def refused(row: str, header: str) -> tuple[str, str]:
    found = listed(row, header=header, around=AROUND)
    ((line, refusal),) = found.refused
    assert line == 2
    return refusal.code, refusal.given


def test_leading_zeros_make_another_pupil() -> None:
    found = listed("1234|Sami", "001234|Noor", header="code|roepnaam")
    assert [pupil.code for pupil in found.pupils] == ["1234", "001234"]
    assert found.refused == []


def test_only_the_initial_of_a_surname_is_kept() -> None:
    pupil = only("1|Sami|van den Berg|3A|")
    assert (pupil.first_name, pupil.initial, pupil.class_name) == ("Sami", "B", "3A")
    assert "Berg" not in repr(pupil)


@pytest.mark.parametrize(
    ("surname", "initial"),
    [
        ("de Boer", "B"),
        ("IJsbrand", "IJ"),
        ("el Idrissi", "I"),
        ("", ""),
        ("'t Hart", "H"),
        ("Öztürk", "Ö"),
        ("van", "V"),
        ("B.", "B"),
        ("=1+1", ""),
        ("ß", "S"),
    ],
)
def test_an_initial_is_that_of_the_name_and_not_of_its_prefix(surname: str, initial: str) -> None:
    assert initial_of(surname) == initial


def test_a_whole_name_is_parted_both_ways() -> None:
    assert split_name("Boer, Sami de") == ("Sami", "B")
    assert split_name("Sami de Boer") == ("Sami", "B")
    assert split_name("Sami") == ("Sami", "")


@pytest.mark.parametrize(
    "cell",
    [
        "a@x.example;b@x.example",
        "a@x.example, b@x.example",
        "A@X.example en b@x.example",
        "a@x.example b@x.example",
        "Ouder Een <a@x.example>, mailto:b@x.example",
        "a@x.example/b@x.example",
        "Fatima Bouazza a@x.example, M. de Vries: b@x.example",
        "moeder (a@x.example) vader (b@x.example) oma onbekend",
    ],
)
def test_two_addresses_in_one_cell_are_two_carers(cell: str) -> None:
    assert list(addresses_in(cell)) == ["a@x.example", "b@x.example"]
    assert [carer.label for carer in only(f"1|Sami|B|3A|{cell}").carers] == ["", ""]


@pytest.mark.parametrize(
    ("cell", "relation"),
    [("Moeder van Sami", "moeder"), ("mother", "moeder"), ("Fatima", ""), ("0612345678", "")],
)
def test_what_a_carer_is_comes_from_a_short_list(cell: str, relation: str) -> None:
    assert relation_in(cell) == relation


def test_a_carer_is_called_by_relation_and_never_by_name() -> None:
    header = "code|roepnaam|naam verzorger 1|e-mail verzorger 1|verzorger 2|e-mail verzorger 2"
    pupil = only("1|Sami|Fatima Bouazza|f@x.example|vader Omar|o@x.example", header)
    assert [carer.label for carer in pupil.carers] == ["", "vader"]


@pytest.mark.parametrize(
    ("row", "header", "code", "given_"),
    [
        ("|Sami", "code|roepnaam", "cell_empty", ""),
        ("1|", "code|roepnaam", "cell_empty", ""),
        ("=1+1|Sami", "code|roepnaam", "pupil_code_invalid", "=1+1"),
        ("1|=HYPERLINK()", "code|roepnaam", "first_name_invalid", "=HYPERLINK()"),
        ("1|+31", "code|roepnaam", "first_name_invalid", "+31"),
        ("1|-", "code|roepnaam", "first_name_invalid", "-"),
        ("1|@SUM(A1)", "code|roepnaam", "first_name_invalid", "@SUM(A1)"),
        ("1|Sami|jan@", "code|roepnaam|e-mail", "email_invalid", "jan@"),
        ("1|Sami|a@x.example b.x.example", "code|roepnaam|e-mail", "email_invalid", "b.x.example"),
        ("1|Sami|onbekend", "code|roepnaam|e-mail", "email_invalid", "onbekend"),
        ("1|Sami|=m@x.example", "code|roepnaam|e-mail", "email_invalid", "=m@x.example"),
        ("1|Sami|soms", "code|roepnaam|gescheiden", "apart_unclear", "soms"),
        ("1|Sami|B9", "code|roepnaam|lokaal", "room_unknown", "B9"),
        ("1|Sami|9", "code|roepnaam|ronde", "round_unknown", "9"),
        ("x|000009,000010", "id|leerlingen", "member_unknown", "000010"),
    ],
)
def test_a_line_is_refused_with_its_reason(row: str, header: str, code: str, given_: str) -> None:
    assert refused(row, header) == (code, given_)


def test_a_pupil_who_stands_twice_is_named_with_the_first_line() -> None:
    found = listed("7|Sami", "8|Noor", "7|Sami", header="code|roepnaam")
    ((line, refusal),) = found.refused
    assert (line, refusal.code, refusal.first_line) == (4, "pupil_repeated", 2)  # type: ignore[attr-defined]


def test_a_formula_as_a_title_stays_the_text_it_is() -> None:
    assert only("1|Sami|=1+1", "code|roepnaam|titel").title == "=1+1"


@pytest.mark.parametrize(
    ("given_", "round_id"), [("1", 3), ("ronde 2", 4), ("19:30", 4), ("19.00 uur", 3)]
)
def test_a_round_is_named_by_its_number_or_its_time(given_: str, round_id: int) -> None:
    pupil = only(f"1|Sami|{given_}|a1", "code|roepnaam|ronde|lokaal")
    assert (pupil.wishes.round_id, pupil.wishes.room_id) == (round_id, 7)


def test_codes_parted_by_commas_are_one_presentation() -> None:
    found = listed("9|000009, 000009,000009|Brug", header="id|leerlingen|titel", around=AROUND)
    assert [(group.codes, group.title) for group in found.groups] == [(("000009",), "Brug")]
    assert found.pupils == []


def test_nobody_presents_in_two_groups() -> None:
    found = listed(
        "1|Sami|", "2|Noor|", "||1,2", "||2,1", header="code|roepnaam|deelnemers", around=AROUND
    )
    assert [refusal.code for _, refusal in found.refused] == ["member_repeated"]


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("Arabisch", "ar"),
        ("ar", "ar"),
        ("Turks", "tr"),
        ("Türkçe", "tr"),
        ("Pools", "pl"),
        ("Oekraïens", "uk"),
        ("English", "en"),
        ("NL", "nl"),
    ],
)
def test_a_language_is_known_by_name_and_code(word: str, language: str) -> None:
    assert find_language(word) is ParentLanguage(language)


def test_a_language_we_do_not_have_is_told_and_no_mistake() -> None:
    found = listed("1|Sami|Somalisch|gymnasium plus", header="code|roepnaam|taal|niveau")
    assert found.notices == {(Notice.LANGUAGE, "Somalisch"): 1, (Notice.LEVEL, "gymnasium plus"): 1}
    assert found.pupils[0].language is None


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("havo 3", Level.HAVO),
        ("VMBO-K", Level.VMBO_KB),
        ("vmbo-t (mavo)", Level.VMBO_TL),
        ("basis", Level.VMBO_BB),
        ("Gymnasium", Level.VWO),
        ("vmbo bb", Level.VMBO_BB),
    ],
)
def test_a_level_is_known_by_what_schools_call_it(word: str, level: Level) -> None:
    assert find_level(word) is level


def test_a_leerjaar_is_a_number_from_one_to_six() -> None:
    words = ("3", "3e", "leerjaar 3", "3e leerjaar", "7", "33")
    assert [find_leerjaar(word) for word in words] == [Leerjaar.L3] * 4 + [None] * 2


def test_a_yes_or_a_no_is_either_or_refused() -> None:
    assert [find_yes_or_no(word) for word in ("Ja", "gescheiden", "", "nee", "?!")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert find_yes_or_no("weet niet") is None


@given(st.lists(st.dictionaries(st.sampled_from(PupilColumn), texts), max_size=8))
def test_any_cells_are_read_or_refused_and_never_break(rows: list[dict[PupilColumn, str]]) -> None:
    found = read_list(list(enumerate(rows, start=1)), AROUND)
    lines = {pupil.line for pupil in found.pupils} | {group.line for group in found.groups}
    lines |= {line for line, _ in found.refused}
    assert lines == set(range(1, len(rows) + 1))
    codes = [pupil.code for pupil in found.pupils]
    assert len(codes) == len(set(codes))
    for pupil in found.pupils:
        assert len(pupil.initial) <= 5
        assert all(is_address(carer.email) for carer in pupil.carers)
        assert not pupil.code.startswith(("=", "+", "-", "@"))
        assert not pupil.first_name.startswith(("=", "+", "-", "@"))
