import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.place_names import proper_place_name

NAMES = [
    "Assen",
    "'s-Gravenhage",
    "'s-Hertogenbosch",
    "'t Harde",
    "'t Loo Oldebroek",
    "IJsselmuiden",
    "IJmuiden",
    "Capelle aan den IJssel",
    "Nieuw-Amsterdam",
    "Bergen aan Zee",
    "Bergen op Zoom",
    "Bergen (NH)",
    "Bergen NH",
    "Hengelo (O)",
    "Rijswijk GLD",
    "Wijk bij Duurstede",
    "Den Haag",
    "De Bilt",
    "Ter Aar",
    "Het Bildt",
    "Aa en Hunze",
    "Borger-Odoorn",
    "Berg en Dal",
    "Etten-Leur",
    "Hoek van Holland",
    "Hendrik-Ido-Ambacht",
    "Sint-Oedenrode",
    "St. Jansklooster",
    "2e Exloermond",
    "Ouder-Amstel",
    "Alphen aan den Rijn",
    "De Ronde Venen",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_capitals_is_written_as_the_dutch_write_it(name: str) -> None:
    assert proper_place_name(name.upper()) == name


@pytest.mark.parametrize("name", [*NAMES, "Súdwest-Fryslân", "ijmuiden", "Den Ham"])
def test_a_name_with_small_letters_is_left_as_it_is(name: str) -> None:
    assert proper_place_name(name) == name


def test_other_apostrophes_and_surplus_spaces_are_mended() -> None:
    assert proper_place_name("\u2019S-GRAVENHAGE ") == "'s-Gravenhage"
    assert proper_place_name("DEN   HAAG") == "Den Haag"


@given(st.text(alphabet="ABIJSTN'-() ", max_size=30))
def test_only_capitals_change_and_once_is_enough(text: str) -> None:
    name = proper_place_name(text)
    assert name.upper() == " ".join(text.split())
    assert proper_place_name(name) == name
