"""Signing up: from the official list, or by hand, with the person who will manage it.

Nobody learns from it whether an address is known: the page's answer is the same, and the owner of
the address is told by mail. That is also why a sign-up that nobody confirmed holds nothing: the
next one with its number or its address takes its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role, StaffLanguage
from partnerlink.domain.errors import OrganisationTaken
from partnerlink.domain.folding import search_terms
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services.locating import Address, move
from partnerlink.services.organisations import settle_in_region
from partnerlink.violations import refusal_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who signs an organisation up, and will be its first manager."""

    name: str
    email: str
    password_hash: str
    language: StaffLanguage


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


def taken_codes(session: Session, entries: Sequence[RegisterEntry]) -> frozenset[str]:
    """Return the codes of those entries that take part already."""
    codes = [entry.code for entry in entries]
    kinds = {entry.kind for entry in entries}
    present = select(Organisation.code).where(
        Organisation.kind.in_(kinds), Organisation.code.in_(codes), ~_gives_way()
    )
    return frozenset(filter(None, session.scalars(present)))


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
) -> Organisation:
    """Make the organisation that somebody describes who is not on an official list."""
    organisation = Organisation.sign_up(kind=kind, code=code, name=name, now=now)
    organisation.branch_number = branch_number
    move(organisation, address)
    return organisation


def sign_up(
    session: Session, organisation: Organisation, contact: Contact, *, now: datetime
) -> None:
    """Store an organisation with its first manager, and post the letter to confirm the address.

    When the address has an account already, nothing is stored but a letter to it that says so.
    Raises OrganisationTaken when the official number takes part already, and EmailTaken or
    OrganisationTaken when somebody else signs up at the same moment.
    """
    earlier = _earlier_sign_up(session, organisation)
    # The lock keeps the account there while we look at it: another sign-up could take it away.
    known = Account.by_email(contact.email).with_for_update(of=Account)
    present = session.scalars(known).one_or_none()
    if present is not None and not _is_left_over(session, present):
        post(session, MailKind.EMAIL_IN_USE, to=present, now=now)
        return
    if present is not None:
        _take_away(session, present)
    if earlier is not None:
        session.execute(delete(Organisation).where(Organisation.id == earlier))
    settle_in_region(session, organisation)
    account = _first_manager(organisation, contact, now=now)
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


def _gives_way() -> ColumnElement[bool]:
    """Tell of an organisation whether nobody decided about it and nobody of it can sign in."""
    confirmed = select(Account.id).where(
        Account.organisation_id == Organisation.id, Account.email_confirmed_at.is_not(None)
    )
    return (Organisation.state == OrganisationState.UNVERIFIED) & ~confirmed.exists()


def _earlier_sign_up(session: Session, organisation: Organisation) -> int | None:
    """Return the sign-up of the same number that gives way; raises OrganisationTaken."""
    if organisation.code is None:
        return None
    # The lock makes an earlier sign-up that is being confirmed at this moment wait, or go first.
    chosen = Organisation.by_code(organisation.kind, organisation.code).where(
        Organisation.branch_number.is_not_distinct_from(organisation.branch_number)
    )
    found = session.scalars(chosen.with_for_update()).one_or_none()
    if found is None:
        return None
    if not session.scalar(select(_gives_way()).where(Organisation.id == found.id)):
        raise OrganisationTaken
    return found.id


def _is_left_over(session: Session, account: Account) -> bool:
    """Tell whether an account is of a sign-up nobody confirmed, or of an invitation taken back."""
    if account.email_confirmed_at is not None or account.organisation_id is None:
        return False
    if not account.is_enabled:
        return True
    chosen = select(_gives_way()).where(Organisation.id == account.organisation_id)
    return account.password_hash is not None and bool(session.scalar(chosen))


def _take_away(session: Session, account: Account) -> None:
    session.expunge(account)
    session.execute(delete(Account).where(Account.id == account.id))
    session.execute(
        delete(Organisation).where(Organisation.id == account.organisation_id, _gives_way())
    )


def _first_manager(organisation: Organisation, contact: Contact, *, now: datetime) -> Account:
    return Account(
        email=contact.email.lower(),
        name=contact.name,
        password_hash=contact.password_hash,
        role=Role.MANAGER,
        language=contact.language,
        organisation=organisation,
        created_at=now,
    )
