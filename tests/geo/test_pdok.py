import json
from collections.abc import Iterator

import pytest
from geopy.exc import (
    ConfigurationError,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderServiceError,
    GeocoderTimedOut,
)
from geopy.location import Location

from partnerlink.geo.pdok import PDOK
from tests.geo.locatieserver import AMSTEL_1, Locatieserver, answer, running_locatieserver


@pytest.fixture
def server() -> Iterator[Locatieserver]:
    with running_locatieserver() as running:
        yield running


@pytest.fixture
def pdok(server: Locatieserver) -> PDOK:
    return PDOK.at(server.url, timeout=5, proxies={})


def test_the_government_service_is_the_default() -> None:
    geocoder = PDOK()
    assert geocoder.geocode_api == "https://api.pdok.nl/bzk/locatieserver/search/v3_1/free"
    assert geocoder.reverse_api == "https://api.pdok.nl/bzk/locatieserver/search/v3_1/reverse"


@pytest.mark.parametrize("url", ["https://api.pdok.nl", "https://api.pdok.nl/"])
def test_the_address_alone_is_enough_for_the_government_service(url: str) -> None:
    assert PDOK.at(url).geocode_api == PDOK().geocode_api


def test_a_service_elsewhere_may_have_a_path_of_its_own() -> None:
    assert PDOK.at("http://localhost:8080/v3/").geocode_api == "http://localhost:8080/v3/free"


@pytest.mark.parametrize("url", ["", "api.pdok.nl", "ftp://api.pdok.nl/x", "file:///etc/passwd"])
def test_what_is_not_a_web_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(ConfigurationError):
        PDOK.at(url)


def test_a_hit_has_its_point_the_right_way_round(server: Locatieserver, pdok: PDOK) -> None:
    server.body = answer(AMSTEL_1)
    found = pdok.geocode("Amstel 1, Amsterdam")
    assert isinstance(found, Location)
    assert found.address == "Amstel 1, 1011PN Amsterdam"
    assert (found.latitude, found.longitude) == (52.3676456, 4.90016547)
    assert found.raw["id"] == AMSTEL_1["id"]


def test_one_answer_is_asked_for_unless_a_list_is_wanted(server: Locatieserver, pdok: PDOK) -> None:
    server.body = answer(AMSTEL_1, AMSTEL_1)
    pdok.geocode("Amstel")
    found = pdok.geocode("Amstel", exactly_one=False, limit=7)
    assert isinstance(found, list)
    assert len(found) == 2
    assert [query["rows"] for _path, query in server.asked] == [["1"], ["7"]]


def test_only_parameters_of_the_specification_are_sent(server: Locatieserver, pdok: PDOK) -> None:
    pdok.geocode("1011 pn 1", types=("adres", "postcode"))
    path, query = server.asked[0]
    assert path == "/bzk/locatieserver/search/v3_1/free"
    assert set(query) == {"q", "fq", "fl", "rows"}
    assert query["q"] == ["1011PN 1"]
    assert query["fq"] == ["type:(adres OR postcode)"]
    assert "centroide_ll" in query["fl"][0].split(",")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("'s-Gravenhage (ZH)", r"'s\-Gravenhage \(ZH\)"),
        ('type:"weg" && *:*', r"type\:\"weg\" \&\& \*\:\*"),
        ("Hof NOT Kerk OR AND a/d", r"Hof not Kerk or and a\/d"),
        ("[1 TO 9]^2 ~x? {!q}\\", r"\[1 TO 9\]\^2 \~x\? \{\!q\}" + "\\\\"),
        ("  Café\n Zünd ", "Café Zünd"),
        ("7811 ab", "7811AB"),
    ],
)
def test_search_syntax_in_an_address_has_no_meaning(
    server: Locatieserver, pdok: PDOK, typed: str, sent: str
) -> None:
    pdok.geocode(typed)
    assert server.asked[0][1]["q"] == [sent]


@pytest.mark.parametrize("query", ["", "   ", "x" * 201])
def test_a_query_without_sense_never_leaves_the_house(
    server: Locatieserver, pdok: PDOK, query: str
) -> None:
    with pytest.raises(GeocoderQueryError):
        pdok.geocode(query)
    assert server.asked == []


def test_nothing_found_is_none_and_not_an_error(pdok: PDOK) -> None:
    assert pdok.geocode("Nergenshuizen 1") is None
    assert pdok.geocode("Nergenshuizen 1", exactly_one=False) is None


@pytest.mark.parametrize("point", [None, "", "POINT(4.9)", "POINT(4,9 52,3)", "LINESTRING(1 2)"])
def test_an_entry_without_a_point_is_passed_over(
    server: Locatieserver, pdok: PDOK, point: str | None
) -> None:
    server.body = answer(AMSTEL_1 | {"centroide_ll": point, "weergavenaam": "ergens"}, AMSTEL_1)
    found = pdok.geocode("Amstel", exactly_one=False)
    assert isinstance(found, list)
    assert [each.address for each in found] == ["Amstel 1, 1011PN Amsterdam"]


def test_a_point_that_is_not_on_earth_is_an_error(server: Locatieserver, pdok: PDOK) -> None:
    server.body = answer(AMSTEL_1 | {"centroide_ll": "POINT(4.9 152.3)"})
    with pytest.raises(GeocoderParseError):
        pdok.geocode("Amstel 1")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>storing</html>",
        "null",
        "[]",
        "{}",
        '{"response": []}',
        '{"response": {}}',
        '{"response": {"docs": 3}}',
        '{"response": {"docs": ["x"]}}',
        '{"response": {"docs": [[]]}}',
    ],
)
def test_garbage_is_an_error_and_not_a_miss(server: Locatieserver, pdok: PDOK, body: str) -> None:
    server.body = body
    with pytest.raises(GeocoderParseError):
        pdok.geocode("Amstel 1")


def test_a_parameter_the_service_does_not_know_is_a_query_error(
    server: Locatieserver, pdok: PDOK
) -> None:
    server.status = 400
    server.body = json.dumps({"error": {"metadata": [], "msg": "not defined", "code": 400}})
    with pytest.raises(GeocoderQueryError):
        pdok.geocode("Amstel 1")


@pytest.mark.parametrize("status", [500, 502])
def test_a_broken_service_is_a_service_error(
    server: Locatieserver, pdok: PDOK, status: int
) -> None:
    server.status = status
    with pytest.raises(GeocoderServiceError):
        pdok.geocode("Amstel 1")


def test_a_slow_service_is_not_waited_for(server: Locatieserver, pdok: PDOK) -> None:
    server.delay_seconds = 0.3
    with pytest.raises(GeocoderTimedOut):
        pdok.geocode("Amstel 1", timeout=0.05)


def test_a_point_gives_the_addresses_around_it(server: Locatieserver, pdok: PDOK) -> None:
    server.body = answer(AMSTEL_1)
    found = pdok.reverse((52.3676456, 4.90016547), distance=50)
    assert isinstance(found, Location)
    assert found.address == "Amstel 1, 1011PN Amsterdam"
    path, query = server.asked[0]
    assert path == "/bzk/locatieserver/search/v3_1/reverse"
    assert (query["lat"], query["lon"]) == (["52.3676456"], ["4.90016547"])
    assert (query["type"], query["distance"], query["rows"]) == (["adres"], ["50"], ["1"])


def test_what_is_no_point_has_no_addresses_around_it(server: Locatieserver, pdok: PDOK) -> None:
    with pytest.raises(ValueError, match="coordinate"):
        pdok.reverse("Amsterdam")
    assert server.asked == []
