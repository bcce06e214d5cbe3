"""A school with an evening of four weeks from now, and somebody who is signed in there."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from tests.factories_evenings import make_evening
from tests.pages import Visitor


@pytest.fixture
def evening(session: Session) -> Evening:
    made = make_evening(session, rooms={"A1": 30, "Aula": 60})
    session.commit()
    return made


@pytest.fixture
def teacher(session: Session, evening: Evening, sign_in: Callable[[Account], Visitor]) -> Visitor:
    return sign_in(session.get_one(Account, evening.contact_id))


@pytest.fixture
def here(session: Session, evening: Evening) -> str:
    return f"/presentatieavonden/{evening.id}/leerlingen"
