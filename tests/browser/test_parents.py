"""A parent with an old phone: six languages, 320 px, no script, a keyboard, and axe."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from partnerlink import clock, db
from partnerlink.app import create_app
from partnerlink.domain.evening import EveningState
from tests.app_fixtures import settings_for
from tests.blueprints.parents.family import link
from tests.browser.live import Silent
from tests.chromium import axe_violations
from tests.factories import NOW, TODAY
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil

ONE = timedelta(days=1)
OLD_PHONE = {"width": 320, "height": 568}
LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk")
PAGES = ("", "/mensen", "/hulp", "/afzeggen")
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TALLEST = 72


@dataclass(frozen=True)
class Evening:
    """A served evening, and the links of families at it: by what they said so far."""

    url: str
    asked: tuple[str, ...]
    coming: str
    waiting: str
    away: str
    ended: tuple[str, ...]
    """Where it can no longer be answered, where it was called off, and where it is over."""


@pytest.fixture(scope="module")
def evening(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    path = tmp_path_factory.mktemp("parents") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    app = create_app(settings_for(f"sqlite:///{path}"))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: NOW)
        made = make_families(app.extensions[db.EXTENSION], f"http://127.0.0.1:{server.server_port}")
        thread.start()
        yield made
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions[db.EXTENSION].engine.dispose()


def make_families(database: db.Database, url: str) -> Evening:
    with database.open_writing() as session:
        made = make_evening(
            session,
            rooms={"Aula": 200, "A2": 200},
            sequence=1,
            entrance="Achterdeur, bij de fietsen",
            welcome="Van harte welkom!",
            spelregels="De deur gaat open om 18:45.\nU mag vragen stellen.",
            home_task="Laat uw kind de presentatie thuis een keer doen.",
        )
        names = ("Sami", "Nour", "Lina", "Adam", "Elif", "Zofia", "Taras", "Bo", "Mila")
        pupils = [make_pupil(session, made, first_name=name) for name in names]
        invitations = [make_household(session, made, pupil).invitations[0] for pupil in pupils]
        coming, waiting, away, *asked = invitations
        brother = make_pupil(session, made, first_name="Omar", room=1)
        make_household(session, made, brother)
        coming.answer(2, kept=2, now=NOW, by=None)
        waiting.answer(3, kept=1, now=NOW, by=None)
        away.answer(0, kept=2, now=NOW, by=None)
        ended = make_ended(session)
        session.commit()
        return Evening(
            url,
            asked=tuple(link(one) for one in asked),
            coming=link(coming),
            waiting=link(waiting),
            away=link(away),
            ended=ended,
        )


def make_ended(session: Session) -> tuple[str, ...]:
    """Make families of an evening of tomorrow, of one that is called off, and of yesterday's."""
    days: tuple[dict[str, object], ...] = (
        {"day": TODAY + ONE, "answer_by": TODAY - ONE},
        {"state": EveningState.CANCELLED},
        {"day": TODAY - ONE, "answer_by": TODAY - 3 * ONE},
    )
    made = [make_evening(session, held_until=TODAY - 4 * ONE, **each) for each in days]  # type: ignore[arg-type]
    return tuple(link(make_invitation(session, one)) for one in made)


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


def test_at_four_times_the_size_nothing_is_lost(chromium: Browser, evening: Evening) -> None:
    # WCAG 1.4.10: 1280 px at 400 % is a page of 320 px wide, and 256 px high.
    with chromium.new_context(
        base_url=evening.url, viewport={"width": 320, "height": 256}, device_scale_factor=4
    ) as context:
        tab = context.new_page()
        tab.goto(f"{evening.asked[0]}?taal=uk")
        assert not tab.evaluate(TOO_WIDE)
        tab.get_by_role("button").first.scroll_into_view_if_needed()
        assert tab.get_by_role("button").first.is_visible()
