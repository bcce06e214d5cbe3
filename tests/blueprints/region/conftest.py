"""What the tests of a region share: a coordinator, and a school that waits to be let in."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from tests.factories import make_account, make_organisation
from tests.factories_region import make_entry


@pytest.fixture
def coordinator(session: Session) -> Account:
    """Give the coordinator of the region of Emmen."""
    account = make_account(session, name="Carla Coördinator")
    session.commit()
    return account


@pytest.fixture
def waiting(session: Session) -> Organisation:
    """Give a school whose name differs from the register, with three colleagues."""
    organisation = make_organisation(
        session, code="00AB00", name="Veencolege", is_verified=False, mail_domain="veencollege.nl"
    )
    make_account(session, organisation, email="anna@veencollege.nl")
    make_account(session, organisation, email="bram@gmail.com", role=Role.MEMBER)
    make_account(session, organisation, email="cor@anders.nl", role=Role.MEMBER)
    make_entry(session)
    session.commit()
    return organisation
