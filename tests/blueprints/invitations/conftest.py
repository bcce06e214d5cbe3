"""A school that invites: an evening of its own, and somebody who signed in."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from tests.factories import make_account, make_organisation
from tests.factories_evenings import make_evening
from tests.pages import SignIn, Visitor


@pytest.fixture
def colleague(session: Session) -> Account:
    """Give somebody who works at a school."""
    return make_account(session, make_organisation(session), name="Marije Dekker")


@pytest.fixture
def evening(session: Session, colleague: Account) -> Evening:
    """Give an open evening of that school."""
    school = colleague.organisation
    assert school is not None
    return make_evening(session, school)


@pytest.fixture
def school(session: Session, colleague: Account, sign_in: SignIn) -> Visitor:
    """Give a browser in which that colleague signed in."""
    session.commit()
    return sign_in(colleague)


def address(evening: Evening, rest: str = "") -> str:
    """Return the address of a page of the invitations."""
    return f"/presentatieavonden/{evening.id}/uitnodigingen/{rest}"
