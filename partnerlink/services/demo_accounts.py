"""The accounts of the demonstration, which its sign-in page lists."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import LinkInvalid
from partnerlink.models.account import Account

DEMO_DOMAIN = "demo.partnerlink.example"
"""A name that nobody can register (RFC 2606), so that no real address is ever a demo account."""

_MOST_SHOWN = 20


def demo_accounts(session: Session) -> Sequence[Account]:
    """Return the accounts that stand for each role, in the order in which they were made."""
    is_demo = Account.email.like(f"%@{DEMO_DOMAIN}")
    chosen = select(Account).where(is_demo, Account.is_enabled.is_(True)).order_by(Account.id)
    return session.scalars(chosen.limit(_MOST_SHOWN)).all()


def get_demo_account(session: Session, account_id: int) -> Account:
    """Return a demo account; raises LinkInvalid for any other."""
    account = session.get(Account, account_id)
    if account is None or not account.is_active or not account.email.endswith(f"@{DEMO_DOMAIN}"):
        raise LinkInvalid
    return account
