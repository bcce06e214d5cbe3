"""Every page of the demonstration in a real browser: axe, small screens, the dark, and no leaks."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from partnerlink.access import access_of
from tests.browser.live import Live, enter
from tests.chromium import LAPTOP, axe_violations
from tests.demo_walk import walk

SMALLEST = (320, 640)
NOBODY = "nobody"
ROLES = (NOBODY, "decaan", "docent", "bedrijf", "zzp", "mbo", "hbo", "regio", "beheer")
IN_ENGLISH = (NOBODY, "decaan", "regio")
IN_THE_DARK = (NOBODY, "decaan")
WALKED, SHOWN = 6, 1
FEWEST_PAGES = 7
MAILS = 3
OPEN_EVERYTHING = "for (const each of document.querySelectorAll('details')) each.open = true"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def live(live_to_look_at: Live) -> Live:
    return live_to_look_at


@dataclass
class Look:
    """A tab, and everything that was wrong with what it showed."""

    tab: Page
    live: Live
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tab.on("console", lambda said: self.note(said.text, when=said.type == "error"))
        self.tab.on("pageerror", lambda error: self.note(str(error)))
        self.tab.on("response", self._meet)

    def note(self, what: str, *, when: bool = True) -> None:
        """Write down what is wrong with the page that is shown."""
        if when:
            self.wrong.append(f"{self.tab.url}: {what}")

    def _meet(self, response: Response) -> None:
        self.note(f"asks {response.url}", when=not response.url.startswith(self.live.url))
        self.note(f"misses {response.url}", when=response.status >= 400)

    def at(self, url: str) -> None:
        """Open a page and look at it, small and wide, with everything unfolded."""
        for width, height in (SMALLEST, LAPTOP):
            self.tab.set_viewport_size({"width": width, "height": height})
            if width == SMALLEST[0]:
                self.tab.goto(url)
                self.tab.evaluate(OPEN_EVERYTHING)
            self.note(f"is wider than {width} px", when=self.tab.evaluate(TOO_WIDE))
        for violation in axe_violations(self.tab):
            self.note(violation)


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
