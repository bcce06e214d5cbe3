"""What the tests of calendars share: one talk that is planned."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.talk import TalkState
from partnerlink.models.talk import Talk
from tests.factories_mail import make_talk


@pytest.fixture
def talk(session: Session) -> Talk:
    """Give a planned talk of a bakery at a school."""
    planned = make_talk(session, TalkState.PLANNED)
    session.commit()
    return planned
