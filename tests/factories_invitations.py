"""Managers who invite, and what a test of it looks at."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import invitations
from tests.factories import NOW, make_account, make_organisation

BRAM = "bram@veencollege.example"


def inviting(by: int, email: str) -> Callable[[Session], None]:
    """Return how a manager invites somebody."""

    def invite(session: Session) -> None:
        manager = session.get_one(Account, by)
        assert manager.organisation is not None
        invitations.invite(
            session, manager.organisation, name="Bram", email=email, by=manager, now=NOW
        )

    return invite


def managers(session: Session, *, number: int) -> list[int]:
    """Make managers, each of a school of their own."""
    made = [make_account(session, make_organisation(session)).id for _ in range(number)]
    session.commit()
    return made


def kinds(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(OutboxMail.kind).order_by(OutboxMail.id)))
