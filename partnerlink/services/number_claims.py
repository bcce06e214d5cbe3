"""Official numbers: who has one, who may take it over, and what then becomes of whoever had it.

A number is of whoever confirmed an address first, until somebody shows a better claim. The best
one is an address on the mail domain that the register lists; only what a coordinator let in is
stronger. A sign-up claims its number and gets it once the address is confirmed: an address that
somebody only typed must not take anything away, not even from another that is only typed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, false, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.account import StaffLanguage
from partnerlink.domain.errors import OrganisationTaken, OrganisationWaits
from partnerlink.domain.evening import EveningState
from partnerlink.domain.organisation import ORGANISATION, OrganisationState
from partnerlink.domain.web_addresses import is_of_domain
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post_to_address
from partnerlink.models.account import Account
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening import Evening
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.models.talk import Talk
from partnerlink.services.erasure import erase, leave
from partnerlink.violations import refusal_of


def is_deserted() -> ColumnElement[bool]:
    """Tell of an organisation whether nobody decided about it and nobody of it can sign in."""
    confirmed = select(Account.id).where(
        Account.organisation_id == Organisation.id, Account.email_confirmed_at.is_not(None)
    )
    return (Organisation.state == OrganisationState.UNVERIFIED) & ~confirmed.exists()


def standings(
    session: Session, entries: Sequence[RegisterEntry]
) -> Mapping[str, OrganisationState]:
    """Return by code which entries take part already, and which somebody signed up."""
    codes = [entry.code for entry in entries]
    kinds = {entry.kind for entry in entries}
    present = select(Organisation.code, Organisation.state).where(
        Organisation.kind.in_(kinds),
        Organisation.code.in_(codes),
        Organisation.state != OrganisationState.REFUSED,
        ~is_deserted(),
    )
    return {code: state for code, state in session.execute(present) if code is not None}


def lock_with_holder(session: Session, claimant: int | None) -> None:
    """Make whoever acts on a sign-up, or on who has the number that it claims, wait for us.

    The order is that of every sign-up, so that none waits for another for ever.
    """
    columns = Organisation.kind, Organisation.claimed_code, Organisation.branch_number
    claim = session.execute(select(*columns).where(Organisation.id == claimant)).one_or_none()
    if claim is None or claim.claimed_code is None:
        return
    holds = and_(
        Organisation.kind == claim.kind,
        Organisation.code == claim.claimed_code,
        Organisation.branch_number.is_not_distinct_from(claim.branch_number),
    )
    chosen = select(Organisation.id).where(or_(Organisation.id == claimant, holds))
    session.execute(chosen.order_by(Organisation.id).with_for_update(key_share=True))


def has_number_of(claimant: Organisation) -> ColumnElement[bool]:
    """Tell of an organisation whether it has the number that this one signs up with."""
    code = claimant.code or claimant.claimed_code
    if code is None:
        return false()
    return and_(
        Organisation.kind == claimant.kind,
        Organisation.code == code,
        Organisation.branch_number.is_not_distinct_from(claimant.branch_number),
    )


def require_room(session: Session, claimant: Organisation, *, email: str) -> None:
    """Check that whoever has the number would give way to `claimant`, once `email` is confirmed.

    Raises OrganisationTaken and OrganisationWaits.
    """
    holder = _find_holder(session, claimant)
    if holder is not None and not _is_deserted(session, holder):
        _require_better_claim(session, claimant, holder, email=email)


def take_number(session: Session, claimant: Organisation, *, email: str, now: datetime) -> None:
    """Give a sign-up whose address was just proven the number that it claims.

    Whoever has it must be locked, see `lock_with_holder`. Raises OrganisationTaken and
    OrganisationWaits when somebody with a better claim was first.
    """
    if claimant.claimed_code is None:
        return
    holder = _find_holder(session, claimant)
    if holder is not None and _is_deserted(session, holder):
        session.execute(delete(Organisation).where(Organisation.id == holder.id))
    elif holder is not None:
        _require_better_claim(session, claimant, holder, email=email)
        release(session, holder, ground="", now=now)
    claimant.take_number()
    try:
        session.flush()
    except IntegrityError as violation:
        raise refusal_of(violation) or violation from violation


def release(session: Session, holder: Organisation, *, ground: str, now: datetime) -> None:
    """Take the number away from an organisation that is not what it says, and tell its people.

    It is erased with its accounts and drafts. When others had to do with it, what they did together
    stays, without the number and closed. `ground` is a coordinator's; "" when somebody with a
    better claim came. The organisation must be locked.
    """
    _tell_its_people(session, holder, ground=ground, now=now)
    if not has_history(session, holder):
        erase(session, holder)
        return
    if ORGANISATION.allows("refuse", holder.state):
        holder.refuse()
        session.flush()
    leave(session, holder, now=now)
    holder.give_up_number()
    session.flush()


def has_history(session: Session, organisation: Organisation) -> bool:
    """Tell whether others had to do with an organisation, so that it cannot just be erased.

    Partners did with a talk, and families with an evening that was open.
    """
    number = organisation.id
    has_met = or_(Encounter.school_id == number, Encounter.partner_id == number)
    was_open = and_(Evening.organisation_id == number, Evening.state != EveningState.DRAFT)
    asked = or_(exists(Talk.between(number)), exists().where(has_met), exists().where(was_open))
    return bool(session.scalar(select(asked)))


def _find_holder(session: Session, claimant: Organisation) -> Organisation | None:
    chosen = select(Organisation).where(has_number_of(claimant))
    with session.no_autoflush:
        return session.scalars(chosen.execution_options(populate_existing=True)).one_or_none()


def _is_deserted(session: Session, holder: Organisation) -> bool:
    chosen = select(is_deserted()).where(Organisation.id == holder.id)
    return bool(session.scalar(chosen))


def _require_better_claim(
    session: Session, claimant: Organisation, holder: Organisation, *, email: str
) -> None:
    is_official = is_of_domain(email, claimant.mail_domain)
    match holder.state:
        case OrganisationState.VERIFIED:
            raise OrganisationTaken
        case OrganisationState.REFUSED:
            # Of years that others shared only the organisation itself takes the number away.
            is_better = is_official or not has_history(session, holder)
        case OrganisationState.UNVERIFIED:
            is_better = is_official and not _has_colleague_at(session, holder, claimant.mail_domain)
    if not is_better:
        # Where the register knows no domain no address is better than another.
        raise OrganisationWaits if claimant.mail_domain else OrganisationTaken


def _has_colleague_at(session: Session, holder: Organisation, mail_domain: str) -> bool:
    return any(is_of_domain(each.email, mail_domain) for each in _confirmed(session, holder))


def _confirmed(session: Session, holder: Organisation) -> Sequence[Account]:
    chosen = Account.of_organisation(holder.id).where(Account.email_confirmed_at.is_not(None))
    return session.scalars(chosen).all()


def _tell_its_people(session: Session, holder: Organisation, *, ground: str, now: datetime) -> None:
    for account in _confirmed(session, holder):
        post_to_address(
            session,
            MailKind.ORGANISATION_LOST,
            email=account.email,
            name=account.name,
            language=StaffLanguage(account.language),
            now=now,
            organisation=holder.name,
            ground=ground,
        )
