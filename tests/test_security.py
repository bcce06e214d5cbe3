"""Headers, cookies and CSRF: what every answer carries."""

import pytest
from flask import Flask

from partnerlink.app import create_app
from partnerlink.security import CONTENT_SECURITY_POLICY
from tests.app_fixtures import settings_for
from tests.pages import Visitor


@pytest.mark.parametrize("url", ["/", "/inloggen", "/no-such-page", "/gezond"])
def test_every_answer_carries_the_policy(app: Flask, url: str) -> None:
    headers = app.test_client().get(url).headers

    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_is_not_kept_by_a_cache(app: Flask) -> None:
    assert app.test_client().get("/").headers["Cache-Control"] == "no-store"


def test_a_static_file_is_kept_for_good_under_an_address_of_its_content(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    with client.get(address) as answer:
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_cookies_are_secure_outside_development(database_url: str) -> None:
    app = create_app(settings_for(database_url, environment="production"))

    cookie = app.test_client().get("/taal/en").headers["Set-Cookie"]

    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_form_without_its_token_is_not_taken(app: Flask) -> None:
    answer = app.test_client().post("/inloggen", data={"email": "a@example.nl"})

    assert answer.status_code == 400
    assert "te lang open" in answer.text


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "//[",
        "",
    ],
)
def test_the_language_switch_leads_only_to_pages_of_this_site(app: Flask, back: str) -> None:
    answer = app.test_client().get("/taal/en", query_string={"back": back})

    assert answer.headers["Location"] == "/"


def test_the_language_switch_is_remembered(visitor: Visitor) -> None:
    visitor.get("/taal/en?back=/privacy")

    html = visitor.page.find("html")
    assert html is not None
    assert html["lang"] == "en"


def test_an_unknown_language_is_not_found(visitor: Visitor) -> None:
    visitor.get("/taal/xx", status=404)
