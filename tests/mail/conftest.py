"""What the tests of the worker stand on: a clock, a real server, a letter that waits."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from partnerlink.mail.delivery import Smtp, server_from
from partnerlink.models.outbox import OutboxMail
from tests.factories import make_account, make_organisation
from tests.factories_mail import post_reset
from tests.mail.smtp_sink import Sink, running
from tests.mail.working import Moment


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def smtp(sink: Sink) -> Iterator[Smtp]:
    with running(sink) as url:
        yield Smtp(server_from(url), own_name="partnerlink.example", seconds=5)


@pytest.fixture
def mail(session: Session) -> OutboxMail:
    waiting = post_reset(session, make_account(session, make_organisation(session)))
    session.commit()
    return waiting
