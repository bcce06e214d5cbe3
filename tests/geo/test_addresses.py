from collections.abc import Iterator
from typing import Any

import pytest

from partnerlink.domain.vocabulary import Precision
from partnerlink.geo.addresses import AddressLocator
from partnerlink.geo.breaker import CircuitBreaker
from partnerlink.geo.errors import (
    AddressServiceError,
    HouseNumberMalformed,
    PostcodeMalformed,
)
from partnerlink.geo.pdok import PDOK
from partnerlink.geo.place import Place
from tests.geo.locatieserver import AMSTEL_1, Locatieserver, answer, running_locatieserver


@pytest.fixture
def server() -> Iterator[Locatieserver]:
    with running_locatieserver() as running:
        yield running


@pytest.fixture
def locator(server: Locatieserver) -> AddressLocator:
    return AddressLocator(PDOK.at(server.url, proxies={}))


def test_the_address_that_was_asked_is_found(
    server: Locatieserver, locator: AddressLocator
) -> None:
    server.body = answer(AMSTEL_1)
    assert locator.find_address("1011 pn", "1") == Place(
        latitude=52.3676456,
        longitude=4.90016547,
        place="Amsterdam",
        province="Noord-Holland",
        precision=Precision.ADDRESS,
        municipality="Amsterdam",
    )
    path, query = server.asked[0]
    assert path.endswith("/free")
    assert query["q"] == ["1011PN 1"]
    assert query["fq"] == ["type:(adres)"]


@pytest.mark.parametrize(
    "other",
    [
        {"postcode": "1011PM"},
        {"postcode": None},
        {"huisnummer": 11},
        {"huisnummer": "niets"},
        {"huisletter": "A"},
        {"huisnummertoevoeging": "2"},
        {"type": "weg"},
        {"centroide_ll": "POINT(52.3676456 4.90016547)"},
        {"centroide_ll": "POINT(-0.1276 51.5072)"},
        {"centroide_ll": None},
    ],
)
def test_a_hit_that_is_not_the_address_asked_is_never_believed(
    server: Locatieserver, locator: AddressLocator, other: dict[str, Any]
) -> None:
    server.body = answer(AMSTEL_1 | other)
    assert locator.find_address("1011PN", "1") is None


def test_the_right_flat_is_picked_out_of_the_block(
    server: Locatieserver, locator: AddressLocator
) -> None:
    flat = AMSTEL_1 | {"huisletter": "A", "huisnummertoevoeging": "1", "gemeentenaam": "Wijk 18A-1"}
    server.body = answer(AMSTEL_1, AMSTEL_1 | {"huisletter": "A"}, flat)
    found = locator.find_address("1011PN", "1 a 1")
    assert found is not None
    assert found.municipality == "Wijk 18A-1"
    assert server.asked[0][1]["q"] == [r"1011PN 1A\-1"]


def test_fryslan_is_the_friesland_of_the_gazetteer(
    server: Locatieserver, locator: AddressLocator
) -> None:
    server.body = answer(AMSTEL_1 | {"provincienaam": "Fryslân"})
    found = locator.find_address("1011PN", "1")
    assert found is not None
    assert found.province == "Friesland"


def test_an_empty_answer_is_a_miss(locator: AddressLocator) -> None:
    assert locator.find_address("1011PN", "1") is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, '{"error": {"metadata": [], "msg": "not defined", "code": 400}}'),
        (429, ""),
        (500, answer(AMSTEL_1)),
        (503, ""),
        (200, "<html>onderhoud</html>"),
        (200, "{}"),
        (200, "[" * 100_000),
    ],
)
def test_an_outage_is_not_a_miss(
    server: Locatieserver, locator: AddressLocator, status: int, body: str
) -> None:
    server.status, server.body = status, body
    with pytest.raises(AddressServiceError) as raised:
        locator.find_address("1011PN", "1")
    assert raised.value.retry_in_seconds > 0


def test_a_slow_answer_is_not_waited_for(server: Locatieserver) -> None:
    server.delay_seconds = 0.3
    locator = AddressLocator(PDOK.at(server.url, proxies={}), timeout_seconds=0.05)
    with pytest.raises(AddressServiceError, match="GeocoderTimedOut"):
        locator.find_address("1011PN", "1")


def test_a_service_that_asks_for_more_time_gets_it(
    server: Locatieserver, locator: AddressLocator
) -> None:
    server.status, server.headers = 429, {"Retry-After": "600"}
    with pytest.raises(AddressServiceError) as raised:
        locator.find_address("1011PN", "1")
    assert raised.value.retry_in_seconds == 600


def test_a_service_that_is_not_there_is_an_outage() -> None:
    with running_locatieserver() as server:
        url = server.url
    with pytest.raises(AddressServiceError):
        AddressLocator(PDOK.at(url, proxies={})).find_address("1011PN", "1")


def test_what_is_no_address_is_not_asked(server: Locatieserver, locator: AddressLocator) -> None:
    with pytest.raises(PostcodeMalformed):
        locator.find_address("0000 AA", "1")
    with pytest.raises(HouseNumberMalformed):
        locator.find_address("1011 PN", "Amstel")
    assert server.asked == []


def test_a_service_that_keeps_failing_is_left_alone_until_it_had_its_rest(
    server: Locatieserver,
) -> None:
    seconds = 0.0
    breaker = CircuitBreaker(failures=2, rest_seconds=60, monotonic=lambda: seconds)
    locator = AddressLocator(PDOK.at(server.url, proxies={}), breaker=breaker)
    server.status = 500
    for _attempt in range(5):
        with pytest.raises(AddressServiceError):
            locator.find_address("1011PN", "1")
    assert len(server.asked) == 2

    seconds = 60.0
    server.status, server.body = 200, answer(AMSTEL_1)
    assert locator.find_address("1011PN", "1") is not None
    assert locator.find_address("1011PN", "1") is not None
    assert len(server.asked) == 4
