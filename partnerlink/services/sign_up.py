"""Signing up: from the official list, or by hand, with the person who will manage it.

Nobody learns from it whether an address is known: the page's answer is the same, and the owner of
the address is told by mail. That is also why a sign-up that nobody confirmed holds nothing: the
next one with its address takes its place, and it only claims its number, see `number_claims`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role, StaffLanguage
from partnerlink.domain.folding import search_terms
from partnerlink.domain.vocabulary import HolidayRegion, OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services.address_holders import lock_by_email, new_feed_version, start_anew
from partnerlink.services.locating import Address, move
from partnerlink.services.number_claims import (
    has_number_of,
    is_deserted,
    require_room,
)
from partnerlink.services.organisations import settle_in_region
from partnerlink.violations import refusal_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who signs an organisation up, and will be its first manager."""

    name: str
    email: str
    password_hash: str
    language: StaffLanguage
    phone: str = ""


def search_register(
    session: Session, kind: OrganisationKind, typed: str, *, limit: int
) -> Sequence[RegisterEntry]:
    """Return at most `limit` entries in which every word stands, in name, place or code."""
    chosen = select(RegisterEntry).where(
        RegisterEntry.kind == kind, *map(_holds, search_terms(typed))
    )
    return session.scalars(
        chosen.order_by(RegisterEntry.name, RegisterEntry.city, RegisterEntry.code).limit(limit)
    ).all()


def from_register(entry: RegisterEntry, *, now: datetime) -> Organisation:
    """Make the organisation that the official list describes."""
    organisation = Organisation.sign_up(kind=entry.kind, code=entry.code, name=entry.name, now=now)
    for name in (
        "street",
        "house_number",
        "postcode",
        "city",
        "latitude",
        "longitude",
        "x",
        "y",
        "precision",
        "phone",
        "website",
        "mail_domain",
        "levels",
        "pupils",
        "holiday_region",
    ):
        setattr(organisation, name, getattr(entry, name))
    return organisation


def by_hand(
    kind: OrganisationKind,
    *,
    name: str,
    address: Address,
    now: datetime,
    code: str | None = None,
    branch_number: str | None = None,
    holiday_region: HolidayRegion | None = None,
) -> Organisation:
    """Make the organisation that somebody describes who is not on an official list."""
    organisation = Organisation.sign_up(kind=kind, code=code, name=name, now=now)
    organisation.branch_number = branch_number
    organisation.holiday_region = holiday_region
    move(organisation, address)
    return organisation


def sign_up(
    session: Session, organisation: Organisation, contact: Contact, *, now: datetime
) -> None:
    """Store an organisation with its first manager, and post the letter to confirm the address.

    When the address has an account already, nothing is stored but a letter to it that says so;
    somebody whose account was closed starts anew. Raises OrganisationTaken when the official
    number takes part already, OrganisationWaits when somebody with as good a claim has it, and
    EmailTaken when somebody else signs up with the address at the same moment.
    """
    _lock_homes(session, organisation, contact.email)
    require_room(session, organisation, email=contact.email)
    # The lock keeps the account there while we look at it: another sign-up could take it away.
    present = lock_by_email(session, contact.email)
    if present is not None and not gives_way(session, present):
        post(session, MailKind.EMAIL_IN_USE, to=present, now=now)
        return
    account = _free_account(session, present, now=now)
    settle_in_region(session, organisation)
    organisation.claim_number()
    _become_first_manager(account, organisation, contact, now=now)
    session.add_all((organisation, account))
    try:
        session.flush()
    except IntegrityError as violation:
        raise refusal_of(violation) or violation from violation
    post(session, MailKind.CONFIRM_EMAIL, to=account, now=now)


def _holds(term: str) -> ColumnElement[bool]:
    return or_(
        RegisterEntry.folded_name.contains(term, autoescape=True),
        func.lower(RegisterEntry.city).contains(term, autoescape=True),
        func.lower(RegisterEntry.code).startswith(term, autoescape=True),
    )


def _lock_homes(session: Session, organisation: Organisation, email: str) -> None:
    # An earlier sign-up that is being confirmed at this moment waits, or goes first. Both homes in
    # one order: of two sign-ups that each need the other's, none waits for the other for ever.
    home = Account.by_email(email).with_only_columns(Account.organisation_id).scalar_subquery()
    chosen = select(Organisation.id).where(
        or_(has_number_of(organisation), Organisation.id == home)
    )
    session.execute(chosen.order_by(Organisation.id).with_for_update(key_share=True))


def gives_way(session: Session, account: Account) -> bool:
    """Tell whether an account was closed, or is of a sign-up that nobody confirmed."""
    if not account.is_enabled:
        return True
    if account.email_confirmed_at is not None or account.password_hash is None:
        return False
    chosen = select(is_deserted()).where(Organisation.id == account.organisation_id)
    return bool(session.scalar(chosen))


def forget_sign_up(session: Session, account: Account) -> None:
    """Take away a sign-up that nobody confirmed, with its account."""
    session.expunge(account)
    session.execute(delete(Account).where(Account.id == account.id))
    session.execute(
        delete(Organisation).where(Organisation.id == account.organisation_id, is_deserted())
    )


def _free_account(session: Session, present: Account | None, *, now: datetime) -> Account:
    """Return the account to sign up with: the closed one, or a new one."""
    if present is not None and not present.is_enabled:
        start_anew(session, present, now=now)
        return present
    if present is not None:
        forget_sign_up(session, present)
    return Account(feed_version=new_feed_version())


def _become_first_manager(
    account: Account, organisation: Organisation, contact: Contact, *, now: datetime
) -> None:
    account.email = contact.email.lower()
    account.name, account.phone = contact.name, contact.phone
    account.password_hash = contact.password_hash
    account.role = Role.MANAGER
    account.language = contact.language
    account.organisation = organisation
    account.created_at = now
