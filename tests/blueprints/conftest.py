"""What the tests of pages share: a day at school, and somebody who manages a school."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import clock, db
from partnerlink.models.account import Account
from tests.factories import NOW, make_account, make_organisation


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give a session beside the requests of a visitor, within an application context.

    It holds no lock while it only looks, and what it made stays readable after a commit.
    """
    with app.app_context(), db.database().open_reading() as opened:
        opened.expire_on_commit = False
        yield opened


@pytest.fixture(autouse=True)
def a_tuesday_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of every view in a school week of every region."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def anna(session: Session) -> Account:
    """Give the manager of a school."""
    account = make_account(session, make_organisation(session))
    session.commit()
    return account
