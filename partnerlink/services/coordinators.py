"""Who looks after the regions: asked by letter, and closed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import EmailTaken
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.services.address_holders import (
    lock_account,
    lock_by_email,
    new_feed_version,
    start_anew,
)
from partnerlink.services.organisations import Region

EVERYWHERE = Region("", "")
"""What an administrator looks after."""


class Outcome(Enum):
    """What came of asking somebody."""

    ASKED = auto()
    ASKED_AGAIN = auto()
    THERE_ALREADY = auto()


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is asked for: one region, or with EVERYWHERE all of them."""

    region: Region

    @property
    def role(self) -> Role:
        """Return as what they sign in."""
        return Role.ADMINISTRATOR if self.region == EVERYWHERE else Role.COORDINATOR

    def is_held_by(self, account: Account) -> bool:
        """Tell whether this is the office of an account."""
        return (account.role, account.region_code) == (self.role, self.region.code or None)


def coordinators(session: Session) -> Sequence[Account]:
    """Return everybody who coordinates a region or is asked to, by region and name."""
    chosen = _every().order_by(Account.region_code, Account.name, Account.id)
    return session.scalars(chosen).all()


def coordinators_at_work(session: Session, region_code: str) -> Sequence[Account]:
    """Return who coordinates a region now, by name; see `coordinators_of` for letters."""
    chosen = _every().where(Account.region_code == region_code, Account.can_sign_in())
    return session.scalars(chosen.order_by(Account.name, Account.id)).all()


def coordinators_of(session: Session, region_code: str) -> Sequence[Account]:
    """Return whom to write to about a region: the administrators where nobody coordinates it."""
    everywhere = select(Account).where(Account.role == Role.ADMINISTRATOR, Account.can_sign_in())
    return (
        coordinators_at_work(session, region_code)
        or session.scalars(everywhere.order_by(Account.id)).all()
    )


def find_coordinator(session: Session, number: int) -> Account | None:
    """Return one of them by key."""
    return session.scalars(_every().where(Account.id == number)).one_or_none()


def ask(
    session: Session, office: Office, *, name: str, email: str, by: str, now: datetime
) -> Outcome:
    """Ask somebody by letter to look after a region; `by` is who asks, "" for whoever installs.

    Who was asked and has not come gets the letter again, also when it is for another region now;
    the link of before is void. Whose account was closed starts anew. Raises EmailTaken when the
    address has an account for something else.
    """
    account = lock_by_email(session, email)
    if account is None:
        account, outcome = _added(session, office, email=email, now=now), Outcome.ASKED
    elif not account.is_enabled:
        start_anew(session, account, now=now)
        outcome = Outcome.ASKED
    elif account.is_active and office.is_held_by(account):
        return Outcome.THERE_ALREADY
    elif account.is_active or account.organisation_id is not None:
        raise EmailTaken
    else:
        outcome = Outcome.ASKED_AGAIN
    account.name, account.role = name, office.role
    account.organisation, account.region_code = None, office.region.code or None
    account.password_hash = None
    account.sign_out_everywhere()
    session.flush()
    facts = {"invited_by": by, "region": office.region.name}
    post(session, MailKind.APPOINTED, to=account, now=now, **facts)
    return outcome


def close(session: Session, number: int) -> Account | None:
    """Close a coordinator's account; the address is free to sign up or be asked again.

    Returns whose account it was, and None when it is a coordinator's no longer.
    """
    coordinator = lock_account(session, _every().where(Account.id == number))
    if coordinator is not None:
        coordinator.is_enabled = False
        coordinator.sign_out_everywhere()
        coordinator.renew_feed()
    return coordinator


def _every() -> "Select[Account]":
    return select(Account).where(Account.role == Role.COORDINATOR, Account.is_enabled.is_(True))


def _added(session: Session, office: Office, *, email: str, now: datetime) -> Account:
    account = Account(
        email=email.strip().lower(),
        name="",
        role=office.role,
        created_at=now,
        feed_version=new_feed_version(),
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        # Somebody signed up with, or was asked at, this address at this very moment.
        raise EmailTaken from None
    return account
