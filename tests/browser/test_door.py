"""A helper at the door with an own phone: small, without script, in a queue, and axe."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import update
from werkzeug.serving import make_server

from partnerlink import clock, db
from partnerlink.app import create_app
from partnerlink.domain.invitation_codes import token_of
from partnerlink.models.evening_room import EveningRoom
from tests.app_fixtures import SECRET_KEY, settings_for
from tests.browser.live import Silent
from tests.chromium import axe_violations
from tests.door_cast import TONIGHT, link_of, make_door

PHONES = [
    (width, scheme, language)
    for width in (320, 360, 1280)
    for scheme, language in (("light", "nl"), ("dark", "en"))
]
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CUT_OFF = "[...document.querySelectorAll('.scroll')].some(e => e.scrollWidth > e.clientWidth)"
LONG_ROOM = "Aula met het hoge podium, achter de kantine"
TALLEST_FINGER = 44


@dataclass(frozen=True)
class Served:
    """A served door, and where a helper comes."""

    url: str
    door: str
    letter: str
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def served(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("door") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    app = create_app(settings_for(f"sqlite:///{path}"))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: TONIGHT)
        with app.app_context(), db.database().open_writing() as session:
            made = make_door(session)
            session.execute(
                update(EveningRoom).where(EveningRoom.name == "A2").values(name=LONG_ROOM)
            )
            session.commit()
            address = f"http://127.0.0.1:{server.server_port}"
            letter = f"/u/{token_of(made.sami.nonce, secret=SECRET_KEY.encode())}"
            families = [f"/deur/gezin/{one.id}" for one in (made.nour, made.zoe, made.adam)]
            sheet = f"/deur/{made.evening.id}/lijst"
            pages = ("/deur", "/deur?zoek=2", "/deur?zoek=x", "/deur/lokalen", sheet, *families)
            pages += ("/deur/brief/x", "/deur/open/x", "/deur/gezin/999999")
            ready = Served(address, link_of(made.evening), letter, pages)
        thread.start()
        yield ready
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions[db.EXTENSION].engine.dispose()


def helping(context: BrowserContext, served: Served) -> Page:
    tab = context.new_page()
    tab.goto(served.door)
    tab.locator("button.yes.big").click()
    tab.wait_for_load_state("networkidle")
    return tab


@pytest.mark.parametrize(("width", "scheme", "language"), PHONES)
def test_every_page_of_the_door_is_accessible_fits_and_asks_little(
    chromium: Browser, served: Served, width: int, scheme: str, language: str
) -> None:
    with chromium.new_context(
        base_url=served.url,
        viewport={"width": width, "height": 640},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale=language,
    ) as context:
        tab, wrong, asked = helping(context, served), [], list[str]()
        tab.on("request", lambda sent: asked.append(sent.url))
        for address in served.pages:
            asked.clear()
            tab.goto(address)
            tab.wait_for_load_state("networkidle")
            wrong += [f"{address}: {len(asked)} requests"] if len(asked) > 3 else []
            wrong += [f"{address}: {violation}" for violation in axe_violations(tab)]
            wrong += [f"{address} is too wide"] if tab.evaluate(TOO_WIDE) else []
            # Only the list for the printer may be wider than a phone.
            is_for_paper = address.endswith("/lijst")
            wrong += [f"{address} is cut off"] * (not is_for_paper and tab.evaluate(CUT_OFF))
        assert wrong == []


def test_without_script_a_letter_under_the_camera_and_one_press_let_a_family_in(
    chromium: Browser, served: Served
) -> None:
    with chromium.new_context(
        base_url=served.url,
        viewport={"width": 320, "height": 568},
        java_script_enabled=False,
        locale="nl-NL",
    ) as context:
        tab = helping(context, served)
        tab.goto(served.letter)
        button = tab.get_by_role("button", name="Laat 3 personen binnen")
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= TALLEST_FINGER
        button.click()
        tab.get_by_text("Sami B en Nour B: 3 personen binnen.").wait_for()
        tab.go_back()
        # Going back shows the family as it is now, not as it was.
        tab.get_by_text("3 personen binnen").first.wait_for()
        tab.get_by_role("button", name="Toch niet binnen").click()
        tab.get_by_role("button", name="Laat 3 personen binnen").wait_for()
