"""A parent with few means: only a keyboard, only a back button, letters four times as large."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.families_online import (
    OLD_PHONE,
    PAGES,
    TOO_WIDE,
    Evening,
    families_online,
)

# WCAG 1.4.10: 1280 px wide at 400 % is a page of 320 px wide, and 256 px high.
FOUR_TIMES = {"width": 320, "height": 256}
MOST_TABS = 40
KNOWN_AWAY = "Dank u wel. Wij weten dat u niet komt."
IN_FOCUS = """() => {
  const one = document.activeElement
  return (one.matches('input, select') ? one.name : one.innerText).trim()
}"""
SHOWS_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement)
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
}"""
IS_OUT_OF_REACH = """element => {
  element.scrollIntoView({block: 'nearest'})
  const box = element.getBoundingClientRect()
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  return there === null || !(element.contains(there) || there.contains(element))
}"""


@pytest.fixture(scope="module")
def evening(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    path = tmp_path_factory.mktemp("hands") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    with families_online(path) as served:
        yield served


@pytest.fixture
def tab(chromium: Browser, evening: Evening) -> Iterator[Page]:
    """Give a tab of an old phone."""
    with chromium.new_context(
        base_url=evening.url,
        viewport=OLD_PHONE,  # type: ignore[arg-type]
    ) as context:
        yield context.new_page()


def heading(tab: Page) -> str:
    return " ".join(tab.get_by_role("heading", level=1).inner_text().split())


def tab_to(tab: Page, name: str) -> None:
    """Press Tab until a field or the words of a button have the focus, and show it each time."""
    for _ in range(MOST_TABS):
        tab.keyboard.press("Tab")
        assert tab.evaluate(SHOWS_FOCUS), tab.evaluate(IN_FOCUS)
        if tab.evaluate(IN_FOCUS) == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def press(tab: Page, words: str) -> None:
    tab_to(tab, words)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def test_with_a_keyboard_alone_one_comes_from_the_link_to_thank_you_and_back_to_no(
    tab: Page, evening: Evening
) -> None:
    tab.goto(evening.asked[1])
    press(tab, "Ja, ik kom")
    press(tab, "2")
    tab_to(tab, "interpreter")
    tab.keyboard.type("Türkçe")
    tab_to(tab, "needs_lift")
    tab.keyboard.press("Space")
    assert tab.locator("#interpreter").input_value() == "Turks"
    assert tab.locator("[name=needs_lift]").is_checked()
    press(tab, "Klaar")
    assert heading(tab).startswith("U komt kijken naar")
    press(tab, "Ik kan toch niet komen")
    press(tab, "Ik kom niet")
    assert heading(tab) == KNOWN_AWAY


def test_the_back_button_shows_what_one_said_and_never_what_was_asked_before_that(
    tab: Page, evening: Evening
) -> None:
    tab.goto(evening.asked[2])
    tab.get_by_role("button", name="Ja, ik kom").click()
    tab.get_by_role("button", name="1", exact=True).click()
    tab.go_back()
    tab.go_back()
    assert heading(tab).startswith("U komt kijken naar")
    assert tab.get_by_text("1 plaats is voor u.").is_visible()

    tab.get_by_role("link", name="Ik kan toch niet komen").click()
    tab.get_by_role("button", name="Ik kom niet").click()
    assert heading(tab) == KNOWN_AWAY
    for _ in range(2):
        tab.go_back()
        assert not tab.get_by_role("button", name="Ik kom niet").count()
        assert heading(tab) == KNOWN_AWAY


@pytest.mark.parametrize("language", ["nl", "ar", "uk"])
def test_at_four_times_the_size_nothing_is_cut_off_or_covered(
    chromium: Browser, evening: Evening, language: str
) -> None:
    with chromium.new_context(
        base_url=evening.url,
        viewport=FOUR_TIMES,  # type: ignore[arg-type]
        device_scale_factor=4,
    ) as context:
        tab = context.new_page()
        addresses = [evening.coming + page for page in PAGES]
        for address in (*addresses, evening.asked[3], evening.waiting, evening.away, "/k"):
            tab.goto(f"{address}?taal={language}")
            assert not tab.evaluate(TOO_WIDE), address
            pressed = tab.locator("a:visible, button:visible, input:visible, select:visible")
            out_of_reach = [one for one in pressed.all() if one.evaluate(IS_OUT_OF_REACH)]
            assert [one.evaluate("each => each.outerHTML") for one in out_of_reach] == []
