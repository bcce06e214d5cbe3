"""A real browser for the tests: the machine's own Chromium through Playwright, and axe in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW_TO_GET_IT = (
    f"None of {', '.join(NAMES)} was found on the PATH. Get it with: apt-get install chromium"
)
# An old phone held upright, and a laptop between two lessons.
PHONE = (360, 740)
LAPTOP = (1280, 800)
SECONDS_TO_ANSWER = 15


def find_chromium() -> Path | None:
    """Find the browser's program on the PATH."""
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)


def axe_violations(tab: Page) -> list[str]:
    """Describe what axe finds wrong with the page that the tab shows, one line per element."""
    violations = Axe().run(tab).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser once; each test opens a profile of its own in it."""
    program = find_chromium()
    if program is None:
        pytest.skip(HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """Open a tab of a laptop in a fresh profile, which fails the test on an error in a script."""
    context = chromium.new_context(
        viewport={"width": LAPTOP[0], "height": LAPTOP[1]},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
    )
    context.set_default_timeout(SECONDS_TO_ANSWER * 1000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == [], "A script on a page failed."
