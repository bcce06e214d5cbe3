"""Invitations to join an organisation as a colleague.

Whoever invites learns nothing about an address: somebody who has an account elsewhere gets a
letter that says so, and stands in the list of invitations like everybody else. That is why the
list is read from the letters and not from the accounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import EmailTaken, NotVerified
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services.address_holders import lock_by_email, new_feed_version, start_anew
from partnerlink.services.colleagues import hand_on


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who was asked to join and has not come yet."""

    name: str
    email: str
    invited_at: datetime


def invite(
    session: Session,
    organisation: Organisation,
    *,
    name: str,
    email: str,
    by: Account,
    now: datetime,
) -> None:
    """Ask somebody by mail to join; asking again sends the letter again.

    Somebody whose account elsewhere was closed starts anew here. Raises NotVerified while the
    organisation may contact nobody, and EmailTaken only for a colleague, whom the inviter sees in
    the list anyway.
    """
    if not organisation.is_verified:
        raise NotVerified
    account = lock_by_email(session, email) or _new_account(
        session, organisation, name=name, email=email, now=now
    )
    if account.organisation_id != organisation.id and account.is_enabled:
        letter = post(
            session,
            MailKind.EMAIL_IN_USE,
            to=account,
            now=now,
            invited_by=by.name,
            invited_name=name,
        )
        letter.organisation_id = organisation.id
        return
    if account.is_active:
        raise EmailTaken
    if not account.is_enabled:
        start_anew(session, account, now=now)
    _prepare_to_join(account, organisation, name=name)
    session.flush()
    post(session, MailKind.JOIN, to=account, now=now, invited_by=by.name, invited_name=name)


def waiting_invitations(session: Session, organisation: Organisation) -> Sequence[Invitation]:
    """Return who was asked and has not come, each with the moment of the last letter."""
    latest = {letter.recipient: letter for letter in session.scalars(_letters(organisation))}
    return [
        Invitation(
            name=str(letter.facts["invited_name"]),
            email=letter.recipient,
            invited_at=letter.posted_at,
        )
        for letter in latest.values()
    ]


def find_invitation(session: Session, organisation: Organisation, email: str) -> Invitation | None:
    """Return the invitation of this address, if one waits."""
    waiting = waiting_invitations(session, organisation)
    return next((one for one in waiting if one.email == email), None)


def withdraw_invitation(
    session: Session, organisation: Organisation, email: str, *, now: datetime
) -> None:
    """Take an invitation back, with the account that was made for it; gone already is fine."""
    # Locked first: whoever joins at this moment goes first, or comes too late.
    account = lock_by_email(session, email)
    waiting = _letters(organisation).where(OutboxMail.recipient == email)
    letters = session.scalars(waiting.with_only_columns(OutboxMail.id)).all()
    if not letters:
        return
    session.execute(delete(OutboxMail).where(OutboxMail.id.in_(letters)))
    if account is None or account.organisation_id != organisation.id or account.is_active:
        return
    hand_on(session, account, now=now)
    session.execute(delete(Account).where(Account.id == account.id))


def _new_account(
    session: Session, organisation: Organisation, *, name: str, email: str, now: datetime
) -> Account:
    """Make the account, or return that of somebody who asked the same address at this moment."""
    account = Account(
        email=email.strip().lower(),
        name=name,
        organisation_id=organisation.id,
        created_at=now,
        role=Role.MEMBER,
        feed_version=new_feed_version(),
    )
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        present = lock_by_email(session, email)
        if present is None:
            raise
        return present
    return account


def _prepare_to_join(account: Account, organisation: Organisation, *, name: str) -> None:
    account.name = name
    account.organisation = organisation
    account.role = Role.MEMBER
    account.password_hash = None
    account.email_confirmed_at = None
    account.is_enabled = True
    account.sign_out_everywhere()


def _letters(organisation: Organisation) -> "Select[OutboxMail]":
    is_own = Account.organisation_id == organisation.id
    waits_here = and_(
        OutboxMail.kind == MailKind.JOIN,
        is_own,
        Account.is_enabled.is_(True),
        Account.email_confirmed_at.is_(None),
    )
    lives_elsewhere = and_(
        OutboxMail.kind == MailKind.EMAIL_IN_USE,
        Account.organisation_id.is_distinct_from(organisation.id),
    )
    return (
        select(OutboxMail)
        .join(Account, OutboxMail.account_id == Account.id)
        .where(OutboxMail.organisation_id == organisation.id, or_(waits_here, lives_elsewhere))
        .order_by(OutboxMail.id)
    )
