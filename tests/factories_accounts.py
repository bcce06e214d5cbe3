"""Anna, who can sign in, and what a test asks about her."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import passwords
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from tests.factories import PASSWORD, make_account, make_organisation
from tests.pages import Visitor

HASH = passwords.hash_password(PASSWORD)
NEW = "vier heel andere woorden"
Sign = Callable[..., str]


def anna(session: Session, **changes: object) -> Account:
    """Make Anna, who can sign in with PASSWORD, and commit."""
    values: dict[str, object] = {"email": "anna@veencollege.example", "password_hash": HASH}
    organisation = changes.pop("organisation", None) or make_organisation(session)
    account = make_account(session, organisation, **(values | changes))  # type: ignore[arg-type]
    session.commit()
    return account


def again(session: Session, account: Account) -> Account:
    """Read an account as the database has it now."""
    session.rollback()
    session.refresh(account)
    return account


def letters(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(OutboxMail.kind).order_by(OutboxMail.id)))


def is_in(visitor: Visitor) -> bool:
    return visitor.client.get("/account").status_code == 200
