"""What the tests of pages share: a day at school, and somebody who manages a school."""

import pytest
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.models.account import Account
from tests.factories import NOW, make_account, make_organisation


@pytest.fixture
def session(session: Session) -> Session:
    """Keep what was loaded after a commit: looking at it again would lock the database."""
    session.expire_on_commit = False
    return session


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
