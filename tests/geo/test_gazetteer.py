import csv
from importlib.resources import files

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from partnerlink.domain.vocabulary import Precision
from partnerlink.geo.errors import (
    PlaceAmbiguous,
    PlaceUnknown,
    PostcodeMalformed,
    PostcodeUnknown,
)
from partnerlink.geo.gazetteer import gazetteer

# Read before the clock of a property test runs.
GAZETTEER = gazetteer()


def where(name: str, province: str | None = None) -> list[tuple[str, str]]:
    return [(each.place, each.province) for each in GAZETTEER.find_places(name, province)]


def test_the_gazetteer_is_read_once() -> None:
    assert gazetteer() is GAZETTEER


@pytest.mark.parametrize("typed", ["7811 AB", "7811zz", "7811"])
def test_a_postcode_gives_the_point_of_its_four_digits(typed: str) -> None:
    emmen = GAZETTEER.locate_postcode(typed)
    assert emmen is not None
    assert (emmen.place, emmen.province, emmen.precision) == ("Emmen", "Drenthe", "postcode")
    assert geodesic((emmen.latitude, emmen.longitude), (52.785, 6.897)).km < 1


def test_a_postcode_of_a_new_estate_is_a_clear_error() -> None:
    assert GAZETTEER.locate_postcode("7819 AB") is None
    with pytest.raises(PostcodeUnknown) as raised:
        GAZETTEER.get_postcode(" 7819 AB ")
    assert (raised.value.code, raised.value.postcode) == ("postcode_unknown", "7819 AB")


def test_what_is_no_postcode_is_not_looked_up() -> None:
    with pytest.raises(PostcodeMalformed):
        GAZETTEER.locate_postcode("1234 SS")


@pytest.mark.parametrize("never_issued", ["1234", "1954", "5217", "5442", "7146"])
def test_a_mistyped_number_in_the_source_is_no_postcode(never_issued: str) -> None:
    assert GAZETTEER.locate_postcode(never_issued) is None


@pytest.mark.parametrize(
    ("postcode", "beside"),
    [
        ("3062", "3061"),
        ("6431", "6433"),
        ("4944", "4942"),
        ("5449", "5447"),
        ("4901", "4902"),
        ("5445", "5446"),
        ("4941", "4942"),
        ("6418", "6419"),
        ("4931", "4942"),
    ],
)
def test_a_postcode_the_source_has_wrong_was_put_right(postcode: str, beside: str) -> None:
    here, there = GAZETTEER.get_postcode(postcode), GAZETTEER.get_postcode(beside)
    distance = geodesic((here.latitude, here.longitude), (there.latitude, there.longitude)).km
    assert distance < 6


def test_every_postcode_lies_in_the_netherlands_and_every_province_has_some() -> None:
    found = [GAZETTEER.locate_postcode(str(code)) for code in range(1000, 10000)]
    places = [place for place in found if place is not None]
    assert len(places) == 4081
    assert all(50.7 < each.latitude < 53.6 and 3.3 < each.longitude < 7.3 for each in places)
    assert len({each.province for each in places}) == 12


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("EMMEN", "Emmen"),
        ("den haag", "'s-Gravenhage"),
        ("s gravenhage", "'s-Gravenhage"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("’s-Hertogenbosch", "'s-Hertogenbosch"),
        ("ohe en laak", "Ohé en Laak"),
        ("Veenwouden", "Feanwâlden"),
        ("2E EXLOERMOND", "2e Exloërmond"),
    ],
)
def test_a_place_is_found_in_any_usual_spelling(typed: str, place: str) -> None:
    (found,) = GAZETTEER.find_places(typed)
    assert found.place == place
    assert found.precision is Precision.PLACE


def test_an_ambiguous_name_gives_all_of_them_and_a_province_chooses() -> None:
    assert where("Laren") == [("Laren", "Gelderland"), ("Laren", "Noord-Holland")]
    assert where("Laren", "noord-holland") == [("Laren", "Noord-Holland")]
    assert where("Laren", "Drenthe") == []
    assert where("Hengelo") == [("Hengelo", "Overijssel"), ("Hengelo (Gld)", "Gelderland")]


@pytest.mark.parametrize(("typed", "province"), [("(NH)", "Noord-Holland"), ("L", "Limburg")])
def test_a_province_may_stand_behind_the_name(typed: str, province: str) -> None:
    assert [found for _name, found in where(f"Bergen {typed}")] == [province]


def test_namesakes_in_one_province_are_told_apart_by_municipality() -> None:
    villages = GAZETTEER.find_places("Nes", "Fryslân")
    assert [each.municipality for each in villages] == [
        "Ameland",
        "Heerenveen",
        "Noardeast-Fryslân",
    ]
    assert GAZETTEER.find_places("Nes (Ameland)") == villages[:1]


def test_every_place_can_be_named_so_that_only_one_answers() -> None:
    lines = files("partnerlink.geo").joinpath("places.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        name = f"{row['place']} ({row['municipality']})"
        found = GAZETTEER.find_places(name, row["province"])
        assert [(each.place, each.municipality) for each in found] == [
            (row["place"], row["municipality"])
        ]


def test_one_place_is_given_and_several_or_none_are_refused() -> None:
    assert GAZETTEER.get_place("Emmen").province == "Drenthe"
    with pytest.raises(PlaceUnknown) as unknown:
        GAZETTEER.get_place("Nergenshuizen")
    assert (unknown.value.code, unknown.value.name) == ("place_unknown", "Nergenshuizen")
    with pytest.raises(PlaceAmbiguous) as ambiguous:
        GAZETTEER.get_place("Hoorn")
    assert ambiguous.value.code == "place_ambiguous"
    assert {each.province for each in ambiguous.value.choices} == {"Friesland", "Noord-Holland"}


@given(st.text(max_size=40), st.none() | st.text(max_size=20))
def test_any_text_finds_places_or_nothing(name: str, province: str | None) -> None:
    assert all(each.place for each in GAZETTEER.find_places(name, province))


def test_a_text_far_too_long_for_a_name_finds_nothing() -> None:
    assert GAZETTEER.find_places("Emmen" + " " * 1_000_000 + "NH") == ()
