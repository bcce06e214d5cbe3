"""Accounts: proving who you are, by password or by reading the mail of your address."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from partnerlink import passwords
from partnerlink.domain.account import Role
from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.organisation import OrganisationState, VerifiedBy
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.decision import Decision, DecisionKind
from partnerlink.models.organisation import Organisation


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

    Locks the account, so that of two who use the link at once one comes too late. Raises
    LinkInvalid.
    """
    chosen = select(Account).where(Account.id == account_id, Account.session_key == session_key)
    account = session.scalars(chosen.with_for_update(of=Account)).one_or_none()
    if account is None or not account.is_enabled:
        raise LinkInvalid
    return account


def get_by_email_proof(session: Session, account_id: int, email: str) -> Account:
    """Return the account of a link that proves an address; raises LinkInvalid."""
    account = session.get(Account, account_id)
    if account is None or account.email != email or not account.is_enabled:
        raise LinkInvalid
    return account


def ask_for_reset(session: Session, email: str, *, now: datetime) -> None:
    """Post the letter that helps somebody in again; nothing to an address we do not know.

    Who never confirmed the address gets the letter for that once more.
    """
    account = session.scalars(Account.by_email(email)).one_or_none()
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
    when the sign-up gave way to another one meanwhile.
    """
    organisation = _lock_home(session, account)
    if account.email_confirmed_at is not None:
        return
    account.confirm_email(now)
    if organisation is None or organisation.state is not OrganisationState.UNVERIFIED:
        return
    if is_of_domain(account.email, organisation.mail_domain):
        _verify_by_domain(session, organisation, now=now)
    else:
        for coordinator in coordinators_of(session, organisation.region_code):
            post(
                session,
                MailKind.ORGANISATION_WAITING,
                to=coordinator,
                now=now,
                organisation_id=organisation.id,
            )


def is_of_domain(email: str, mail_domain: str) -> bool:
    """Tell whether an address is of a domain, or of a subdomain of it (pupils' and staff's)."""
    domain = email.rpartition("@")[2].lower()
    return bool(mail_domain) and f".{domain}".endswith(f".{mail_domain}")


def coordinators_of(session: Session, region_code: str) -> list[Account]:
    """Return who coordinates a region; the administrators where it has nobody."""
    of_region = Account.role == Role.COORDINATOR, Account.region_code == region_code
    return _who_can_sign_in(session, *of_region) or _who_can_sign_in(
        session, Account.role == Role.ADMINISTRATOR
    )


def _who_can_sign_in(session: Session, *conditions: ColumnElement[bool]) -> list[Account]:
    can_sign_in = Account.is_enabled.is_(True), Account.email_confirmed_at.is_not(None)
    return list(session.scalars(select(Account).where(*conditions, *can_sign_in)))


def _lock_home(session: Session, account: Account) -> Organisation | None:
    # A sign-up of the same number may take this one away at this moment; see `sign_up`.
    if account.organisation_id is None:
        return None
    chosen = select(Organisation).where(Organisation.id == account.organisation_id)
    organisation = session.scalars(chosen.with_for_update(key_share=True)).one_or_none()
    if organisation is None:
        raise LinkInvalid
    session.refresh(account, ["email_confirmed_at"])
    return organisation


def _verify_by_domain(session: Session, organisation: Organisation, *, now: datetime) -> None:
    organisation.verify(VerifiedBy.MAIL_DOMAIN)
    session.add(
        Decision(
            organisation_id=organisation.id,
            kind=DecisionKind.VERIFY,
            ground=organisation.mail_domain,
            decided_at=now,
        )
    )
