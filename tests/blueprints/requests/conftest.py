"""What the tests of requests share: a decaan, and the decaan's browser."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from tests.factories import make_account, make_organisation
from tests.pages import SignIn, Visitor


@pytest.fixture
def decaan(session: Session) -> Account:
    """Give somebody of a verified school."""
    decaan = make_account(session, make_organisation(session))
    session.commit()
    return decaan


@pytest.fixture
def visit(sign_in: SignIn, decaan: Account) -> Visitor:
    """Give the decaan's browser."""
    return sign_in(decaan)
