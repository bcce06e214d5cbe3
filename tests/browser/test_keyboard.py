"""Without a mouse and without scripts: everything can be reached, seen and put right."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.live import Live, enter
from tests.chromium import SECONDS_TO_ANSWER, axe_violations
from tests.demo_walk import client_of, walk

SIGN_IN, NEW_REQUEST = "/inloggen", "/aanvragen/nieuw"
FORMS = {SIGN_IN: "nobody", NEW_REQUEST: "decaan"}
SENDS = {SIGN_IN: "Log in", NEW_REQUEST: "Plaatsen"}
MOST_STOPS = 250
# A group of radio buttons is one stop, which the arrow keys go through.
STOPS = """() => {
  const shown = (each) => each.checkVisibility() && each.tabIndex >= 0 && !each.disabled;
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];
  const names = all.filter(shown).map((each) =>
    each.type === 'radio' ? `radio ${each.name}` : `${each.tagName} ${all.indexOf(each)}`);
  return [...new Set(names)];
}"""
FOCUSED = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];
  const each = document.activeElement;
  if (!all.includes(each)) return null;
  const hidden = ['checkbox', 'radio'].includes(each.type) && each.closest('label');
  const rings = [each, hidden].filter(Boolean).map((one) => getComputedStyle(one));
  const isRinged = rings.some((style) =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== 'none');
  const box = each.getBoundingClientRect();
  const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0;
  return {
    name: each.type === 'radio' ? `radio ${each.name}` : `${each.tagName} ${all.indexOf(each)}`,
    isVisible: isRinged && isOnScreen,
  };
}"""


IS_THERE = """id => document.activeElement.id === id
  || document.querySelector(':target')?.id === id"""


@pytest.fixture
def live(live_to_look_at: Live) -> Live:
    return live_to_look_at


@pytest.mark.parametrize("address", FORMS)
def test_the_first_tab_offers_to_skip_the_menu(chromium: Browser, live: Live, address: str) -> None:
    with enter(chromium, live, FORMS[address]) as tab:
        tab.goto(address)
        tab.keyboard.press("Tab")
        skip = tab.get_by_role("link", name="Ga naar de inhoud")
        assert tab.evaluate("document.activeElement.className") == "skip"
        box = skip.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("address", FORMS)
def test_tab_reaches_everything_and_shows_where_it_is(
    chromium: Browser, live: Live, address: str
) -> None:
    with enter(chromium, live, FORMS[address]) as tab:
        tab.goto(address)
        expected = set(tab.evaluate(STOPS))
        reached = stops_by_tab(tab)
        assert expected - set(reached) == set()
        assert [name for name, is_visible in reached.items() if not is_visible] == []


def stops_by_tab(tab: Page) -> dict[str, bool]:
    """Press Tab through the whole page; return each stop and whether one sees that it has focus."""
    reached: dict[str, bool] = {}
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        if focused is None:
            break
        # A date is several stops, and the browser itself rings the button of its calendar.
        reached.setdefault(focused["name"], focused["isVisible"])
    return reached


@pytest.mark.parametrize("address", FORMS)
def test_each_line_of_the_error_summary_leads_to_its_field(
    chromium: Browser, live: Live, address: str
) -> None:
    with enter(chromium, live, FORMS[address]) as tab:
        tab.goto(address)
        tab.get_by_role("button", name=SENDS[address], exact=True).click()
        assert tab.title().startswith("Fout:")
        assert tab.evaluate("document.activeElement.id") == "fouten"
        assert axe_violations(tab) == []
        lines = tab.locator("#fouten a")
        assert lines.count() >= 2
        for number in range(lines.count()):
            line = lines.nth(number)
            line.focus()
            tab.keyboard.press("Enter")
            anchor = str(line.get_attribute("href"))
            field = tab.locator(anchor)
            assert field.count() == 1, anchor
            assert tab.evaluate(IS_THERE, anchor[1:]), anchor


def test_everything_works_without_scripts(chromium: Browser, live: Live) -> None:
    context = chromium.new_context(base_url=live.url, java_script_enabled=False, locale="nl-NL")
    context.set_default_timeout(SECONDS_TO_ANSWER * 1000)
    tab = context.new_page()
    tab.goto(SIGN_IN)
    tab.get_by_role("link", name="Marieke Hoekstra").click()
    tab.get_by_role("button", name="Log in").click()
    tab.get_by_role("link", name="Vraag een gastles aan").click()
    tab.get_by_label("Waar gaat de gastles over?").fill("Zonder scripts")
    tab.get_by_text("Of kies een hele periode").click()
    assert tab.get_by_label("Eerste dag").is_visible()
    tab.get_by_role("button", name="Bewaar als concept").click()
    assert "Zonder scripts" in tab.locator("h1").inner_text()
    context.close()


@pytest.mark.parametrize("name", ["nobody", "decaan", "bedrijf", "regio"])
def test_no_page_has_a_script(live: Live, name: str) -> None:
    person = live.find_person(name)
    client = client_of(live.app, person)
    urls = walk(live.app, person, language="nl", most=2).samples(1)
    assert [url for url in urls if "<script" in client.get(url).text] == []
