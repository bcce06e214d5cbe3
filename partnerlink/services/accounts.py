"""Accounts: proving who you are, by password or by reading the mail of your address."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partnerlink import passwords
from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.domain.web_addresses import is_of_domain
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.services.address_holders import lock_account, lock_by_email
from partnerlink.services.coordinators import coordinators_of
from partnerlink.services.number_claims import lock_with_holder, take_number


def find_by_password(session: Session, *, email: str, password: str) -> Account | None:
    """Return the account that may sign in with this address and password.

    Takes as long whether or not the address exists, so that the time tells nothing.
    """
    account = session.scalars(Account.by_email(email)).one_or_none()
    is_right = passwords.is_right(password, account.password_hash if account else None)
    return account if account is not None and is_right and account.is_active else None


def renew_hash(session: Session, account: Account, password: str) -> None:
    """Hash a password again that was hashed with weaker settings than today's."""
    if account.password_hash is not None and passwords.needs_rehash(account.password_hash):
        stored = session.get_one(Account, account.id)
        stored.password_hash = passwords.hash_password(password)


def set_password(account: Account, password: str) -> None:
    """Change a password: other sessions, reset links and invitations are void from now on."""
    account.password_hash = passwords.hash_password(password)
    account.sign_out_everywhere()


def get_by_session_key(session: Session, account_id: int, session_key: str) -> Account:
    """Return the account of a link that works once, since its use renews the session key.

    To look at; raises LinkInvalid.
    """
    return _enabled(session.scalars(_by_session_key(account_id, session_key)).one_or_none())


def get_locked_by_session_key(session: Session, account_id: int, session_key: str) -> Account:
    """Return the account of a link that works once, to use the link.

    Locks it and its organisation, so that of two who use the link at once one comes too late, and
    so does whoever uses it while the account is being closed. Raises LinkInvalid.
    """
    return _enabled(lock_account(session, _by_session_key(account_id, session_key)))


def get_by_email_proof(session: Session, account_id: int, email: str, session_key: str) -> Account:
    """Return the account of a link that proves an address; raises LinkInvalid.

    The session key tells whether it is still the account that the link was written for: a small
    database gives the number of one that is gone to the next.
    """
    account = session.get(Account, account_id)
    if account is None or (account.email, account.session_key) != (email, session_key):
        raise LinkInvalid
    if not account.is_enabled:
        raise LinkInvalid
    return account


def ask_for_reset(session: Session, email: str, *, now: datetime) -> None:
    """Post the letter that helps somebody in again; nothing to an address we do not know.

    Who never confirmed the address gets the letter for that once more.
    """
    # Locked, since a sign-up could take an account away that nobody confirmed.
    account = lock_by_email(session, email)
    if account is None or not account.is_enabled:
        return
    if account.email_confirmed_at is not None:
        post(session, MailKind.RESET_PASSWORD, to=account, now=now)
    elif account.password_hash is not None:
        post(session, MailKind.CONFIRM_EMAIL, to=account, now=now)


def join(account: Account, *, name: str, password: str, now: datetime) -> None:
    """Let an invited colleague in, under the name they want; the invitation is used up.

    Does not verify the organisation: whoever invited chose the address, not the school.
    """
    account.name = name
    account.confirm_email(now)
    set_password(account, password)


def confirm_email(session: Session, account: Account, *, now: datetime) -> None:
    """Record that somebody who signed up reads the mail of their address.

    A school or institution whose own mail domain it is, is verified at once; any other waits for
    the coordinators of its region, who are told. A second time changes nothing. Raises LinkInvalid
    when the sign-up gave way to another one meanwhile, and OrganisationTaken or OrganisationWaits
    when it claimed a number that is somebody else's by now.
    """
    lock_with_holder(session, account.organisation_id)
    # A sign-up of the same number or address may take this one away at this moment; see `sign_up`.
    found = lock_account(session, select(Account).where(Account.id == account.id))
    if found is None or not found.is_enabled:
        raise LinkInvalid
    if account.email_confirmed_at is not None:
        return
    if account.organisation is not None:
        take_number(session, account.organisation, email=account.email, now=now)
    account.confirm_email(now)
    verify_by_domain(session, account, now=now)
    organisation = account.organisation
    if organisation is None or organisation.state is not OrganisationState.UNVERIFIED:
        return
    for coordinator in coordinators_of(session, organisation.region_code):
        post(
            session,
            MailKind.ORGANISATION_WAITING,
            to=coordinator,
            now=now,
            organisation_id=organisation.id,
        )


def verify_by_domain(session: Session, account: Account, *, now: datetime) -> None:
    """Verify a waiting organisation on the proven address of somebody of it, if it is its own."""
    organisation = account.organisation
    if organisation is None or organisation.state is not OrganisationState.UNVERIFIED:
        return
    if not is_of_domain(account.email, organisation.mail_domain):
        return
    organisation.verify(VerifiedBy.MAIL_DOMAIN)
    session.add(
        Decision(
            organisation_id=organisation.id,
            kind=DecisionKind.VERIFY,
            ground=organisation.mail_domain,
            decided_at=now,
        )
    )


def _by_session_key(account_id: int, session_key: str) -> "Select[Account]":
    return select(Account).where(Account.id == account_id, Account.session_key == session_key)


def _enabled(account: Account | None) -> Account:
    if account is None or not account.is_enabled:
        raise LinkInvalid
    return account
