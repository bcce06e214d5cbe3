"""A parent with an old phone: six languages, 320 px, no script, a keyboard, and axe."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.families_online import (
    LANGUAGES,
    OLD_PHONE,
    PAGES,
    TOO_WIDE,
    Evening,
    families_online,
)
from tests.chromium import axe_violations

TALLEST = 72


@pytest.fixture(scope="module")
def evening(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    path = tmp_path_factory.mktemp("parents") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    with families_online(path) as served:
        yield served


@pytest.fixture(params=["light", "dark"])
def phone(
    request: pytest.FixtureRequest, chromium: Browser, evening: Evening
) -> Iterator[BrowserContext]:
    with chromium.new_context(
        base_url=evening.url,
        viewport=OLD_PHONE,  # type: ignore[arg-type]
        color_scheme=request.param,
        reduced_motion="reduce",
    ) as context:
        yield context


@pytest.fixture
def old_phone(chromium: Browser, evening: Evening) -> Iterator[Page]:
    """Give a tab that runs no script."""
    with chromium.new_context(
        base_url=evening.url,
        viewport=OLD_PHONE,  # type: ignore[arg-type]
        java_script_enabled=False,
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_and_fits_the_smallest_phone(
    phone: BrowserContext, evening: Evening, language: str
) -> None:
    tab, asked, wrong = phone.new_page(), [], []
    tab.on("request", lambda sent: asked.append(sent.url))
    addresses = [evening.coming + page for page in PAGES]
    addresses += [evening.asked[0], evening.waiting, evening.away, *evening.ended]
    addresses += ["/k", "/u/no-such-key"]
    for address in addresses:
        tab.goto(f"{address}?taal={language}")
        wrong += [f"{address}: {violation}" for violation in axe_violations(tab)]
        wrong += [f"{address} is too wide"] if tab.evaluate(TOO_WIDE) else []
    assert wrong == []
    assert [url for url in asked if not url.startswith(evening.url)] == []
    assert phone.cookies() == []


def test_without_script_it_takes_four_presses_from_the_link_to_thank_you(
    old_phone: Page, evening: Evening
) -> None:
    old_phone.goto(evening.asked[1])
    for button in old_phone.locator("main button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= TALLEST
    old_phone.get_by_role("button", name="Ja, ik kom").click()
    old_phone.get_by_role("button", name="2", exact=True).click()
    old_phone.get_by_label("Ik wil een tolk").select_option("Arabisch")
    old_phone.get_by_role("button", name="Klaar").click()

    assert old_phone.get_by_role("heading", level=1).inner_text().startswith("U komt kijken")
    old_phone.go_back()
    assert old_phone.get_by_label("Ik wil een tolk").input_value() == ""


def test_with_a_keyboard_alone_one_can_answer(phone: BrowserContext, evening: Evening) -> None:
    tab = phone.new_page()
    tab.goto(evening.asked[2 if "dark" in str(tab.evaluate(SCHEME)) else 3])
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.innerText").strip() == "Nee, ik kan niet":
            break
    with tab.expect_navigation():
        tab.keyboard.press("Enter")

    assert "Wij weten dat u niet komt" in tab.title()


SCHEME = "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"
