import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.geo.place_names import PlaceName, fold, fold_place, fold_province


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'s-Gravenhage", "S GRAVENHAGE"),
        ("’s-Hertogenbosch", "‘s Hertogenbosch"),
        ("Sint Odiliënberg", "ST ODILIENBERG"),
        ("St.-Annaparochie", "Sint-Annaparochie"),
        ("Capelle aan den IJssel", "CAPELLE A/D IJSSEL"),
        ("Krimpen aan de Lek", "Krimpen a.d. Lek"),
        ("Súdwest Fryslân", "Sudwest-fryslan"),
        ("IJmuiden", "ĳmuiden"),
        ("Etten-Leur", " etten   leur "),
    ],
)
def test_spellings_of_one_place_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Stein", "Sintein"), ("Ade", "Aan de"), ("Ee", "E")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("second", "official"),
    [
        ("Den Haag", "'s-Gravenhage"),
        ("the hague", "'s-Gravenhage"),
        ("DEN BOSCH", "'s-Hertogenbosch"),
        ("Zwaagwesteinde", "De Westereen"),
    ],
)
def test_a_second_name_is_the_same_place(second: str, official: str) -> None:
    assert fold_place(second) == fold_place(official)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more_and_case_never_matters(text: str) -> None:
    folded = fold(text)
    assert folded == folded.lower()
    assert not any(char.isspace() or char in "'’-_" for char in folded)
    assert fold(text.upper().lower()) == fold(text.lower())


@given(st.text("abcdeéëïöüúâ '-", max_size=30))
def test_marks_and_case_of_a_name_do_not_matter(name: str) -> None:
    assert fold(name.upper()) == fold(name)
    assert fold(name.replace("'", "’").replace("-", "–")) == fold(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Bergen (NH)", PlaceName("Bergen", "Noord-Holland")),
        ("Bergen L", PlaceName("Bergen", "Limburg")),
        ("RIJSWIJK GLD", PlaceName("RIJSWIJK", "Gelderland")),
        ("Hengelo, Ov.", PlaceName("Hengelo", "Overijssel")),
        ("Nes (Ameland)", PlaceName("Nes", municipality="Ameland")),
        ("Bergen L (Bergen)", PlaceName("Bergen", "Limburg", "Bergen")),
        ("Ulvenhout AC", PlaceName("Ulvenhout AC")),
        ("L", PlaceName("L")),
        ("", PlaceName("")),
    ],
)
def test_what_stands_behind_a_name_is_understood(name: str, parts: PlaceName) -> None:
    assert PlaceName.parse(name) == parts


@pytest.mark.parametrize("name", ["Friesland", "FRYSLÂN", "fr", "Fr."])
def test_friesland_has_several_names(name: str) -> None:
    assert fold_province(name) == "friesland"
