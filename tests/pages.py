"""Fetch pages as a browser would, and check every one of them as it is read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from partnerlink import db
from partnerlink.models.account import Account

NEEDS_LABEL = ("input", "select", "textarea")
NO_LABEL_TYPES = {"hidden", "submit", "button"}
CARRIES_ITS_PROOF = ("/u/", "/k")
"""Where a key in the address is the proof; see docs/decisions/0014."""


class Visitor:
    """Somebody with a browser: keeps cookies, sends the page's csrf token, checks each page."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = BeautifulSoup("", "html.parser")
        self.url = "/"

    def get(self, url: str, *, status: int = 200) -> BeautifulSoup:
        """Open a page, following redirects, and return it parsed."""
        return self._read(self.client.get(url, follow_redirects=True), status)

    def post(
        self, url: str, data: dict[str, Any] | None = None, *, status: int = 200
    ) -> BeautifulSoup:
        """Send a form with the token of the page last read, and return the page that follows."""
        sent = {"csrf_token": self.token} | (data or {})
        return self._read(self.client.post(url, data=sent, follow_redirects=True), status)

    def submit(self, data: dict[str, Any] | None = None, *, status: int = 200) -> BeautifulSoup:
        """Send `data` to the page last read."""
        return self.post(self.url, data, status=status)

    @property
    def text(self) -> str:
        """Return the words of the page last read, one space between them."""
        return " ".join(self.page.get_text(" ").split())

    @property
    def token(self) -> str:
        """Return the csrf token of the page last read; empty when it has no form."""
        field = self.page.find("input", {"name": "csrf_token"})
        return str(field["value"]) if isinstance(field, Tag) else ""

    def _read(self, answer: TestResponse, status: int) -> BeautifulSoup:
        assert answer.status_code == status, (answer.request.path, answer.text[:2000])
        self.url = answer.request.full_path.rstrip("?")
        self.page = BeautifulSoup(answer.text, "html.parser")
        if answer.mimetype == "text/html":
            check_page(self.page)
        return self.page


def check_page(page: BeautifulSoup) -> None:
    """Check what every page must be, whatever it is about."""
    html = page.find("html")
    assert isinstance(html, Tag), "not a page"
    assert html.get("lang"), "a page says its language"
    assert html.get("dir") in {"ltr", "rtl"}, "a page says its direction"
    assert len(page.find_all("h1")) == 1, "a page has one h1"
    assert page.title is not None, "a page has a title"
    assert page.title.get_text(strip=True), "a title says something"
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    doubles = sorted({found for found in ids if ids.count(found) > 1})
    assert not doubles, f"an id stands twice: {doubles}"
    assert not page.find_all(style=True), "no style attribute: the policy forbids it"
    _check_forms(page, set(ids))


def _check_forms(page: BeautifulSoup, ids: set[str]) -> None:
    labelled = {str(tag["for"]) for tag in page.find_all("label", attrs={"for": True})}
    for field in page.find_all(NEEDS_LABEL):
        if field.get("type") in NO_LABEL_TYPES:
            continue
        has_label = field.get("id") in labelled or field.find_parent("label") is not None
        assert has_label or field.get("aria-label"), f"a field without a label: {field}"
        for described in str(field.get("aria-describedby") or "").split():
            assert described in ids, f"described by what is not there: {described}"
    for form in page.find_all("form", method=lambda m: m and m.lower() == "post"):
        if not str(form.get("action") or "").startswith(CARRIES_ITS_PROOF):
            assert form.find("input", {"name": "csrf_token"}), f"a form without csrf: {form}"


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Give somebody who has not signed in."""
    return Visitor(app.test_client())


SignIn = Callable[[Account], Visitor]


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Give a way to get a visitor who is signed in as an account (which must be committed)."""

    def as_account(account: Account) -> Visitor:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = account.get_id()
            cookie["_fresh"] = True
        return Visitor(client)

    return as_account


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SQL statements that the app sends, to count them."""
    from sqlalchemy import event

    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
            seen.append(statement)

    engine = app.extensions[db.EXTENSION].engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
