"""Somebody at a browser: reads, clicks and types what a person would, and axe reads along."""

from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser.live import Live
from tests.chromium import axe_violations

TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Person:
    """A person, known by the address at which mail reaches them."""

    def __init__(self, context: BrowserContext, live: Live, *, email: str) -> None:
        self.tab: Page = context.new_page()
        self.live, self.email = live, email
        self.read: set[str] = set()

    def open(self, address: str) -> None:
        """Go to a page by its address."""
        self.tab.goto(address)
        self.look()

    def look(self) -> None:
        """Read the page, which fits; and let axe read it the first time that it has this title."""
        self.tab.wait_for_load_state()
        assert self.tab.locator("h1").count() == 1, self.tab.content()
        title = self.tab.title()
        assert not self.tab.evaluate(TOO_WIDE), f"{title} is too wide"
        if title not in self.read:
            assert axe_violations(self.tab) == [], title
            self.read.add(title)

    def click(self, words: str, *, within: Locator | None = None) -> None:
        """Click the one link or button that says this."""
        place = within or self.tab.locator("body")
        link = place.get_by_role("link", name=words, exact=True)
        button = place.get_by_role("button", name=words, exact=True)
        link.or_(button).first.click()
        self.look()

    def type(self, words: str, text: str) -> None:
        """Fill in a field by the beginning of its label."""
        self.tab.get_by_label(words).first.fill(text)

    def tick(self, question: str, *answers: str) -> None:
        """Choose answers to a question."""
        group = self.tab.get_by_role("group", name=question)
        for answer in answers:
            group.get_by_label(answer, exact=True).first.check()

    def sees(self, words: str) -> bool:
        """Tell whether the page says this."""
        return words in " ".join(self.tab.locator("main").inner_text().split())

    def read_mail(self, subject: str) -> None:
        """Let the mail go out, and open the newest letter to this person with this subject."""
        self.live.send_mail()
        self.open(f"/postvak/?aan={self.email}")
        self.tab.locator(".records a", has_text=subject).first.click()
        self.look()

    def follow(self, nth: int = 0, *, with_words: str) -> None:
        """Follow a link of the letter by a part of its address."""
        self.tab.locator(f"main a[href*='{with_words}']").nth(nth).click()
        self.look()
