import pytest

from partnerlink.tables.headers import name_columns
from partnerlink.tables.refusals import HeaderRepeated, HeadersMissing


def test_capitals_and_surplus_spaces_do_not_count() -> None:
    names = name_columns([" postcode ", "Plaats  Naam"], required=["POSTCODE"], synonyms={})
    assert names == ("POSTCODE", "Plaats  Naam")


def test_a_synonym_gets_our_name() -> None:
    synonyms = {"E-MAIL": ("EMAIL", "MAIL")}
    assert name_columns(["Mail"], required=["E-MAIL"], synonyms=synonyms) == ("E-MAIL",)


def test_our_own_name_goes_before_a_synonym() -> None:
    names = name_columns(["Mail", "E-mail"], required=[], synonyms={"E-MAIL": ("MAIL",)})
    assert names == ("Mail", "E-MAIL")


def test_a_synonym_with_a_star_finds_a_longer_header() -> None:
    names = name_columns(
        ["Aantal leerlingen op 1 oktober"], required=["N"], synonyms={"N": ("*leerlingen*",)}
    )
    assert names == ("N",)


def test_one_column_never_stands_for_two_names() -> None:
    with pytest.raises(HeadersMissing) as caught:
        name_columns(
            ["Score per vestiging"],
            required=["CODE", "SCORE"],
            synonyms={"CODE": ("*vestiging*",), "SCORE": ("*score*",)},
        )
    assert caught.value.missing == ("SCORE",)
    assert caught.value.found == ("Score per vestiging",)


def test_all_missing_columns_are_named_at_once() -> None:
    with pytest.raises(HeadersMissing) as caught:
        name_columns(["a", ""], required=["B", "A", "C"], synonyms={})
    assert caught.value.missing == ("B", "C")
    assert caught.value.found == ("a",)


def test_a_wanted_column_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(HeaderRepeated) as caught:
        name_columns(["Naam", "NAAM "], required=["NAAM"], synonyms={})
    assert caught.value.name == "Naam"


def test_a_column_nobody_wants_may_stand_there_twice() -> None:
    assert name_columns(["A", "x", "x"], required=["A"], synonyms={}) == ("A", "x", "")
