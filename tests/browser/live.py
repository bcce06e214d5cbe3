"""PartnerLink on a real address of this machine, with a clock that the test turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from partnerlink import clock, db
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.worker import Worker
from partnerlink.services.tick import tick
from tests.chromium import LAPTOP, PHONE, SECONDS_TO_ANSWER
from tests.demo_walk import Person, client_of, make_demo, people_of
from tests.factories import NOW


class Silent(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Leave it out."""


@dataclass
class Live:
    """The running demonstration."""

    app: Flask
    url: str
    now: datetime = NOW

    def find_person(self, name: str) -> Person | None:
        """Return somebody of the demonstration by the first part of their address."""
        return next((each for each in people_of(self.app) if each.name == name), None)

    def send_mail(self) -> None:
        """Let the mail worker send what is due."""
        with self.app.app_context():
            tally = Worker(KeptHere(), now=lambda: self.now, keeps_bodies=True).send_due()
        assert tally.failed == 0

    def pass_time_to(self, moment: datetime) -> None:
        """Turn the clock, and do what that brings."""
        self.now = moment
        with self.app.app_context():
            tick(moment)
        self.send_mail()


@contextmanager
def serve_demo(path: Path) -> Iterator[Live]:
    """Serve the demonstration, made in the migrated, empty database at `path`."""
    with pytest.MonkeyPatch.context() as patched:
        server = make_server("127.0.0.1", 0, _nothing, threaded=True, request_handler=Silent)
        live = Live(app=Flask(__name__), url=f"http://127.0.0.1:{server.server_port}")
        patched.setattr(clock, "now", lambda: live.now)
        live.app = make_demo(path, public_url=live.url)
        server.app = live.app
        with _running(server):
            yield live
        live.app.extensions[db.EXTENSION].engine.dispose()


def _nothing(_environ: object, _start: object) -> list[bytes]:
    raise AssertionError("asked before the app was made")


@contextmanager
def _running(server: BaseWSGIServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def new_profile(
    chromium: Browser, live: Live, *, language: str = "nl-NL", screen: tuple[int, int] = LAPTOP
) -> BrowserContext:
    """Open a fresh profile of a laptop, for which the demonstration is home."""
    context = chromium.new_context(
        base_url=live.url,
        viewport={"width": screen[0], "height": screen[1]},
        locale=language,
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
    )
    context.set_default_timeout(SECONDS_TO_ANSWER * 1000)
    return context


def new_phone(chromium: Browser, live: Live, *, language: str) -> BrowserContext:
    """Open a fresh profile of an old phone, held upright, that is set to a language."""
    return new_profile(chromium, live, language=language, screen=PHONE)


@contextmanager
def enter(chromium: Browser, live: Live, name: str, *, language: str = "nl") -> Iterator[Page]:
    """Open a tab in which somebody of the demonstration has signed in; nobody by another name."""
    with enter_as(chromium, live, live.find_person(name), language=language) as tab:
        yield tab


@contextmanager
def enter_as(
    chromium: Browser, live: Live, person: Person | None, *, language: str = "nl"
) -> Iterator[Page]:
    """Open a tab in which `person` has signed in."""
    client = client_of(live.app, person, language=language)
    cookie = client.get_cookie(live.app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    with new_profile(chromium, live) as context:
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live.url}])
        yield context.new_page()
