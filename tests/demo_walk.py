"""Walk through the demonstration as one of its people: every link on every page, some of each."""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from partnerlink import db
from partnerlink.access import access_of
from partnerlink.app import create_app
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.worker import Worker
from partnerlink.services.demo_accounts import demo_accounts
from seed.load import load
from tests.app_fixtures import settings_for
from tests.factories import NOW
from tests.pages import check_page

HOST = "http://localhost"
ENTRANCES = ("/", "/vandaag/", "/postvak/")
LETTER = "postvak.show_letter"
NO_PAGE_OF_OURS = frozenset({"postvak.show_layout", "pages.switch_language"})
"""The HTML of a mail, which has rules of its own, and a link that only leads back."""
OVERTAKEN = frozenset({409, 410})
"""What an old mail may lead to: a page that says that the question is no longer open."""


@dataclass(frozen=True)
class Person:
    """Somebody of the demonstration."""

    name: str
    email: str
    session_id: str


@dataclass(frozen=True)
class Found:
    """An address on a page, the page it stood on, and whether that was somebody else's mail."""

    url: str
    on: str
    is_foreign: bool = False


@dataclass
class Walk:
    """What somebody came across."""

    pages: dict[str, str] = field(default_factory=dict)
    """Every address that was opened, with its endpoint."""
    defects: list[str] = field(default_factory=list)

    @property
    def endpoints(self) -> set[str]:
        """Return which views were seen."""
        return set(self.pages.values())

    def samples(self, number: int) -> list[str]:
        """Return the first addresses of each endpoint, in the order in which they were found."""
        seen: Counter[str] = Counter()
        chosen = []
        for url, endpoint in self.pages.items():
            seen[endpoint] += 1
            if seen[endpoint] <= number:
                chosen.append(url)
        return chosen


def make_demo(path: Path, **changes: object) -> Flask:
    """Make the app on the demonstration as it is at NOW, with its first mail sent.

    `path` is a migrated, empty SQLite database.
    """
    app = create_app(settings_for(f"sqlite:///{path}", is_demo=True, **changes))
    with app.app_context():
        with db.writing() as session:
            load(session, now=NOW)
        send_mail(app)
    return app


def send_mail(app: Flask) -> None:
    """Let the mail worker send what is due at NOW."""
    with app.app_context():
        tally = Worker(KeptHere(), now=lambda: NOW, keeps_bodies=True).send_due()
    assert tally.failed == 0


def people_of(app: Flask) -> list[Person]:
    """Return one person for each role of the demonstration."""
    with app.app_context(), db.database().open_reading() as session:
        return [
            Person(each.email.partition("@")[0], each.email, each.get_id())
            for each in demo_accounts(session)
        ]


def client_of(app: Flask, person: Person | None, *, language: str = "nl") -> FlaskClient:
    """Return a browser in which `person` has signed in, reading `language`."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["language"] = language
        if person is not None:
            cookie.update(_user_id=person.session_id, _fresh=True)
    return client


def walk(app: Flask, person: Person | None, *, language: str, most: int) -> Walk:
    """Open what can be reached, breadth first, at most `most` addresses of each kind."""
    client, done = client_of(app, person, language=language), Walk()
    mine = (f"/postvak/?aan={person.email}",) if person else ()
    waiting = deque(Found(url, "") for url in (*ENTRANCES, *mine))
    seen, kinds = {each.url for each in waiting}, Counter[tuple[str, ...]]()
    while waiting:
        found = waiting.popleft()
        kind = _kind_of(app, found.url)
        if kind is None:
            done.defects.append(f"{found.url} on {found.on} leads nowhere")
            continue
        kinds[kind] += 1
        if kinds[kind] > most:
            continue
        page = _open(client, found, kind[0], done)
        if page is None:
            continue
        is_foreign = _is_foreign(found, kind[0], person, page)
        for url in _addresses(page, found.url, homes=(HOST, app.config["PUBLIC_URL"])):
            if url not in seen and not (is_foreign and _needs_sign_in(app, url)):
                seen.add(url)
                waiting.append(Found(url, found.url, is_foreign))
    return done


def _kind_of(app: Flask, url: str) -> tuple[str, ...] | None:
    """Return the endpoint of an address and which questions it asks; None for no endpoint."""
    parts = urlsplit(url)
    try:
        endpoint, _ = app.url_map.bind("localhost").match(parts.path, method="GET")
    except HTTPException:
        return None
    return (str(endpoint), *sorted({name for name, _ in parse_qsl(parts.query)}))


def _open(client: FlaskClient, found: Found, endpoint: str, done: Walk) -> BeautifulSoup | None:
    answer = client.get(found.url)
    where = f"{found.url} on {found.on or 'the street'}"
    if answer.status_code in {301, 302, 303, 308}:
        return BeautifulSoup(f'<a href="{answer.location}"></a>', "html.parser")
    is_overtaken = endpoint.startswith("answers.") and answer.status_code in OVERTAKEN
    if answer.status_code != 200 and not is_overtaken:
        done.defects.append(f"{where} answers {answer.status_code}")
        return None
    if answer.mimetype != "text/html" or endpoint in NO_PAGE_OF_OURS:
        return None
    if not is_overtaken:
        done.pages[found.url] = endpoint
    return _checked(answer, where, done)


def _checked(answer: TestResponse, where: str, done: Walk) -> BeautifulSoup:
    page = BeautifulSoup(answer.text, "html.parser")
    try:
        check_page(page)
    except AssertionError as wrong:
        done.defects.append(f"{where}: {wrong}")
    return page


def _addresses(page: BeautifulSoup, url: str, *, homes: Collection[str]) -> Iterator[str]:
    given = [str(tag["href"]) for tag in page.find_all("a", href=True)]
    asked = page.find_all("form", method=lambda method: not method or method.lower() == "get")
    given += [str(form.get("action") or url) for form in asked]
    for address in given:
        parts = urlsplit(urljoin(HOST + url, address))
        is_ours = f"{parts.scheme}://{parts.netloc}" in homes
        if is_ours and not parts.path.startswith("/taal/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _is_foreign(found: Found, endpoint: str, person: Person | None, page: BeautifulSoup) -> bool:
    """Tell whether a page is, or was opened from, a letter to somebody else."""
    if endpoint == LETTER:
        return person is None or person.email not in page.get_text()
    return found.is_foreign and endpoint.startswith("answers.")


def _needs_sign_in(app: Flask, url: str) -> bool:
    kind = _kind_of(app, url)
    access = access_of(app, kind[0]) if kind else None
    return access is not None and not access.is_public
