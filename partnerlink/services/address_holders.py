"""Who holds an e-mail address: found and locked, and let go of once it was left behind.

Whoever changes an account locks its organisation first. With one order for all, two people who
act on one account at once wait for each other, and never both.
"""

import secrets
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services.colleagues import hand_on


def lock_by_email(session: Session, email: str) -> Account | None:
    """Return the account of an address as it is now, locked with its organisation."""
    return lock_account(session, Account.by_email(email))


def lock_account(session: Session, chosen: "Select[Account]") -> Account | None:
    """Return the one account that is `chosen` as it is now, locked with its organisation.

    The keys of both stay free: whoever posts a letter to them meanwhile need not wait.
    """
    while True:
        found = session.execute(chosen.with_only_columns(Account.organisation_id)).one_or_none()
        if found is None:
            return None
        home = found.organisation_id
        _lock_organisation(session, home)
        # Who moved meanwhile is not locked, but looked for again: the organisation goes first.
        still_there = chosen.where(Account.organisation_id.is_not_distinct_from(home))
        locking = still_there.with_for_update(of=Account, key_share=True)
        account = session.scalars(locking.execution_options(populate_existing=True)).one_or_none()
        if account is not None:
            return account


def start_anew(session: Session, account: Account, *, now: datetime) -> None:
    """Let go of what tied a closed account to where it was, so that its address is free again.

    What still hangs on it goes to a manager there; letters that wait for it are taken back, but
    for those of others who invited the address.
    """
    hand_on(session, account, now=now)
    session.execute(
        delete(OutboxMail).where(
            OutboxMail.account_id == account.id,
            OutboxMail.state == MailState.WAITING,
            OutboxMail.organisation_id.is_not_distinct_from(account.organisation_id),
        )
    )
    account.region_code, account.phone = None, ""
    account.email_confirmed_at = None
    account.is_enabled = True
    account.sign_out_everywhere()
    account.renew_feed()


def new_feed_version() -> int:
    """Return where the calendar addresses of a new account begin.

    A small database gives the number of an account that is gone to the next one; whoever still
    has the old one's calendar address must not read the next one's calendar.
    """
    return secrets.randbelow(2**30)


def _lock_organisation(session: Session, number: int | None) -> None:
    if number is not None:
        chosen = select(Organisation.id).where(Organisation.id == number)
        session.execute(chosen.with_for_update(key_share=True))
