"""Look at pages in a browser as a reviewer would: small, wide, unfolded, with axe, and no leaks."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, Response

from tests.browser.live import Live
from tests.browser.person import TOO_WIDE
from tests.chromium import LAPTOP, axe_violations

SMALLEST = (320, 640)
OPEN_EVERYTHING = "for (const each of document.querySelectorAll('details')) each.open = true"


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
