"""The pages of the door are no use to anybody else, and say so when something is wrong."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from tests.counting import counting_app
from tests.door_cast import Door, give_pass, letter_of, link_of
from tests.pages import Visitor

SECURE = "https://localhost"


@pytest.fixture
def limited(database_url: str, door: Door) -> Iterator[Flask]:
    """Give an app that counts who guesses, which the one of other tests does not."""
    with counting_app(database_url) as app:
        yield app


def test_no_page_of_the_door_is_kept_found_or_named_to_another_site(
    helper: Visitor, door: Door
) -> None:
    pages = {
        link_of(door.evening): 200,
        "/deur": 200,
        "/deur?zoek=sami": 200,
        "/deur/lokalen": 200,
        f"/deur/gezin/{door.sami.id}": 200,
        f"/deur/{door.evening.id}/lijst": 200,
        letter_of(door.sami).replace("/u/", "/deur/brief/"): 200,
        "/deur/brief/x": 404,
        "/deur/gezin/999999": 404,
        "/deur/open/x": 410,
    }
    for address, status in pages.items():
        answer = helper.client.get(address)
        assert answer.status_code == status, address
        assert answer.headers["Cache-Control"] == "no-store", address
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow", address
        assert answer.headers["Referrer-Policy"] == "same-origin", address
        assert "Inloggen" not in answer.text, address


def test_a_press_works_over_a_secure_line_where_a_form_must_say_where_it_came_from(
    app: Flask, helper: Visitor, door: Door
) -> None:
    shown = BeautifulSoup(helper.client.get("/deur", base_url=SECURE).text, "html.parser")
    field = shown.select_one("input[name=csrf_token]")
    assert field is not None
    pressed = helper.client.post(
        f"/deur/gezin/{door.sami.id}/binnen",
        data={"csrf_token": field["value"], "seen": ""},
        base_url=SECURE,
        headers={"Referer": f"{SECURE}/deur"},
    )
    assert pressed.status_code == 303


def test_a_page_that_stood_open_too_long_leads_back_to_the_search(
    helper: Visitor, door: Door
) -> None:
    helper.post(f"/deur/gezin/{door.sami.id}/binnen", {"csrf_token": "old"}, status=400)
    for words in ("De pagina stond te lang open", "Er is niets veranderd", "Zoek een gezin"):
        assert words in helper.text
    assert helper.page.select_one("main a[href='/deur']") is not None
    assert "Inloggen" not in helper.text


def test_who_guesses_at_the_same_address_stops_no_helper(limited: Flask, door: Door) -> None:
    guesser, phone = limited.test_client(), limited.test_client()
    statuses = {guesser.get(f"/u/{number:022}").status_code for number in range(205)}
    assert statuses == {404, 429}
    assert phone.get(link_of(door.evening)).status_code == 200
    give_pass(phone, door.evening)
    for address in ("/deur", "/deur?zoek=sami", "/deur/lokalen", f"/deur/gezin/{door.sami.id}"):
        assert phone.get(address).status_code == 200, address
    assert _scanned(phone, letter_of(door.sami)) == 200
    # Old letters in a helper's hands are no guesses, whatever others did.
    assert {_scanned(phone, f"/u/{number:022}") for number in range(205)} == {404}
    assert _scanned(phone, letter_of(door.zoe)) == 200


def test_a_valid_link_of_the_door_is_never_slowed(limited: Flask, door: Door) -> None:
    phone = limited.test_client()
    assert {phone.get(f"/deur/open/x{number}").status_code for number in range(60)} == {410}
    assert phone.get(link_of(door.evening)).status_code == 200


def _scanned(phone: FlaskClient, address: str) -> int:
    return phone.get(address, follow_redirects=True).status_code
