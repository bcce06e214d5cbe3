"""Every page of the demonstration in a real browser: axe, small screens, the dark, and no leaks."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from partnerlink.access import access_of
from tests.browser.live import Live, enter
from tests.browser.look import Look
from tests.chromium import axe_violations
from tests.demo_walk import walk

NOBODY = "nobody"
ROLES = (NOBODY, "decaan", "docent", "bedrijf", "zzp", "mbo", "hbo", "regio", "beheer")
IN_ENGLISH = (NOBODY, "decaan", "regio")
IN_THE_DARK = (NOBODY, "decaan")
WALKED, SHOWN = 6, 1
FEWEST_PAGES = 7
MAILS = 3


@pytest.fixture
def live(live_to_look_at: Live) -> Live:
    return live_to_look_at


def addresses(live: Live, name: str, *, language: str = "nl") -> list[str]:
    """Return an address of each view that `name` sees; public ones are nobody's."""
    person = live.find_person(name)
    done = walk(live.app, person, language=language, most=WALKED)
    return [
        url for url in done.samples(SHOWN) if person is None or not is_public(live, done.pages[url])
    ]


def is_public(live: Live, endpoint: str) -> bool:
    access = access_of(live.app, endpoint)
    return access is not None and access.is_public


def looked(chromium: Browser, live: Live, name: str, *, language: str = "nl") -> list[str]:
    """Look at every page of a role; return what is wrong."""
    with enter(chromium, live, name, language=language) as tab:
        look, urls = Look(tab, live), addresses(live, name, language=language)
        assert len(urls) >= FEWEST_PAGES
        for url in urls:
            look.at(url)
        return look.wrong


@pytest.mark.parametrize("name", ROLES)
def test_every_page_is_accessible_and_fits_a_small_screen(
    chromium: Browser, live: Live, name: str
) -> None:
    assert looked(chromium, live, name) == []


@pytest.mark.parametrize("name", IN_ENGLISH)
def test_so_it_is_in_english(chromium: Browser, live: Live, name: str) -> None:
    assert looked(chromium, live, name, language="en") == []


@pytest.mark.parametrize("name", IN_THE_DARK)
def test_so_it_is_in_the_dark(chromium: Browser, live: Live, name: str) -> None:
    with enter(chromium, live, name) as tab:
        tab.emulate_media(color_scheme="dark", reduced_motion="reduce")
        look = Look(tab, live)
        for url in addresses(live, name):
            tab.goto(url)
            for violation in axe_violations(tab):
                look.note(violation)
        assert look.wrong == []


def test_a_mail_is_accessible_too(chromium: Browser, live: Live) -> None:
    with enter(chromium, live, NOBODY) as tab:
        look = Look(tab, live)
        tab.goto("/postvak/")
        letters = [each.get_attribute("href") for each in tab.locator(".records a").all()]
        for letter in letters[:MAILS]:
            look.at(f"{letter}/opmaak")
        assert look.wrong == []


def test_a_page_that_is_not_there_is_a_page_too(chromium: Browser, live: Live) -> None:
    with enter(chromium, live, NOBODY) as tab:
        tab.goto("/bestaat-niet")
        assert tab.locator("h1").inner_text() == "Deze pagina is er niet"
        assert axe_violations(tab) == []
        assert urlsplit(tab.url).path == "/bestaat-niet"
