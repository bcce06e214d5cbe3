"""What the tests of the catalogue share: a teacher who asked for a talk."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import Precision
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index
from tests.factories import TODAY, make_account, make_organisation, make_request


@pytest.fixture
def school(session: Session) -> Organisation:
    """Give a school whose exact place is known."""
    return make_organisation(session, precision=Precision.ADDRESS)


@pytest.fixture
def teacher(session: Session, school: Organisation) -> Account:
    """Give somebody of that school."""
    return make_account(session, school)


@pytest.fixture
def asked(session: Session, school: Organisation, teacher: Account) -> TalkRequest:
    """Give an open request of that school, which a search finds."""
    request = make_request(session, school, contact=teacher)
    match_index.refresh_request(session, request, today=TODAY)
    return request
