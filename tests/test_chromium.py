"""The browser of the tests itself, on pages that need no server."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import chromium as browser
from tests.chromium import axe_violations, find_chromium

GOOD = """<!doctype html><html lang="nl"><title>Gastlessen</title>
<main><h1>Gastlessen</h1><label>Plaats <input name="plaats"></label></main></html>"""
BAD = GOOD.replace('<label>Plaats <input name="plaats"></label>', '<input name="plaats">')


def test_the_browser_shows_a_page(tab: Page) -> None:
    tab.set_content(GOOD)
    assert tab.title() == "Gastlessen"
    assert tab.viewport_size == {"width": 1280, "height": 800}
    assert tab.evaluate("navigator.language") == "nl-NL"


def test_axe_is_content_with_a_good_page(tab: Page) -> None:
    tab.set_content(GOOD)
    assert axe_violations(tab) == []


def test_axe_finds_a_field_without_a_label(tab: Page) -> None:
    tab.set_content(BAD)
    assert [line.split(" ")[0] for line in axe_violations(tab)] == ["label"]


def test_a_profile_remembers_nothing_of_another(chromium: Browser) -> None:
    cookie = {"name": "session", "value": "1", "url": "http://partnerlink.test/"}
    first = chromium.new_context()
    first.add_cookies([cookie])  # type: ignore[list-item]
    second = chromium.new_context()
    try:
        assert len(first.cookies()) == 1
        assert second.cookies() == []
    finally:
        first.close()
        second.close()


def test_without_a_browser_the_reason_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() is None
    assert "apt-get install chromium" in browser.HOW_TO_GET_IT
