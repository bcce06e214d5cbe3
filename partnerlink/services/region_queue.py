"""What a regional coordinator looks after: organisations that wait, and letters that failed.

A coordinator sees one region, an administrator every one. Who has no region sees nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, select, true
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.account import Role
from partnerlink.domain.folding import without_accents
from partnerlink.domain.organisation import OrganisationState
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services import own_lists

MOST_WORDS = 8
MOST_REVIVED = 200


def looked_after_by(coordinator: Account) -> ColumnElement[bool]:
    """Tell of an organisation whether this coordinator looks after it."""
    if coordinator.role is Role.ADMINISTRATOR:
        return true()
    return Organisation.region_code == coordinator.region_code


def has_a_confirmed_address() -> ColumnElement[bool]:
    """Tell of an organisation whether somebody of it confirmed an address.

    Until then nobody knows whether it exists, and it is nothing for a coordinator to decide on.
    """
    colleague = select(Account.id).where(
        Account.organisation_id == Organisation.id, Account.email_confirmed_at.is_not(None)
    )
    return colleague.exists()


def organisations_of(
    session: Session,
    coordinator: Account,
    *,
    words: str,
    state: OrganisationState | None,
) -> "Select[Organisation]":
    """Select what a coordinator looks for: who waits first, and then who came first.

    Every word of `words` must stand in the name, number, place or a colleague's address; accents
    don't matter.
    """
    chosen = select(Organisation).where(looked_after_by(coordinator), has_a_confirmed_address())
    if terms := [without_accents(word) for word in words.split()[:MOST_WORDS]]:
        chosen = chosen.where(Organisation.id.in_(_keys_with(session, coordinator, terms)))
    if state is not None:
        chosen = chosen.where(Organisation.state == state)
    waits_last = case((Organisation.state == OrganisationState.UNVERIFIED, 0), else_=1)
    return chosen.order_by(waits_last, Organisation.created_at, Organisation.id)


def count_states(session: Session, coordinator: Account) -> "Counter[OrganisationState]":
    """Count a coordinator's organisations by state."""
    return own_lists.count_states(
        session, Organisation.state, looked_after_by(coordinator), has_a_confirmed_address()
    )


def find_organisation(session: Session, coordinator: Account, number: int) -> Organisation | None:
    """Return one organisation with its colleagues, if this coordinator has to do with it."""
    return session.scalars(
        select(Organisation)
        .where(
            Organisation.id == number,
            looked_after_by(coordinator),
            has_a_confirmed_address(),
        )
        .options(selectinload(Organisation.accounts))
    ).first()


def dead_letters(coordinator: Account) -> "Select[OutboxMail]":
    """Select the letters that were given up, newest first.

    Letters of nobody's organisation, such as a coordinator's own, are for the administrators.
    Those to parents are for the school alone: see `evening_mail.dead_letters_of`.
    """
    return (
        OutboxMail.dead()
        .outerjoin(Organisation, OutboxMail.organisation_id == Organisation.id)
        .where(looked_after_by(coordinator), OutboxMail.carer_id.is_(None))
    )


def homes_of(session: Session, letters: Sequence[OutboxMail]) -> dict[int, Organisation]:
    """Return the organisations that letters are about, by their key."""
    numbers = {letter.organisation_id for letter in letters}
    found = session.scalars(select(Organisation).where(Organisation.id.in_(numbers)))
    return {organisation.id: organisation for organisation in found}


def revive(session: Session, coordinator: Account, number: int, *, now: datetime) -> bool:
    """Try one dead letter again; tell whether this coordinator had it, dead or not.

    Raises NotAllowedNow when somebody revived it already.
    """
    letter = session.scalars(_letters(coordinator).where(OutboxMail.id == number)).first()
    if letter is not None:
        letter.revive(now)
    return letter is not None


def revive_all(session: Session, coordinator: Account, *, now: datetime) -> int:
    """Try the oldest 200 dead letters again; return how many there were."""
    dead = _letters(coordinator).where(OutboxMail.state == MailState.DEAD)
    letters = session.scalars(dead.order_by(OutboxMail.id).limit(MOST_REVIVED)).all()
    for letter in letters:
        letter.revive(now)
    return len(letters)


def count_waiting(session: Session, coordinator: Account) -> int:
    """Count the letters that still wait to be sent."""
    waiting = (
        select(func.count(OutboxMail.id))
        .outerjoin(Organisation, OutboxMail.organisation_id == Organisation.id)
        .where(
            OutboxMail.state == MailState.WAITING,
            OutboxMail.carer_id.is_(None),
            looked_after_by(coordinator),
        )
    )
    return session.scalar(waiting) or 0


def _letters(coordinator: Account) -> "Select[OutboxMail]":
    """Select a coordinator's letters to change them, locked."""
    return (
        select(OutboxMail)
        .outerjoin(Organisation, OutboxMail.organisation_id == Organisation.id)
        .where(looked_after_by(coordinator), OutboxMail.carer_id.is_(None))
        .with_for_update(of=OutboxMail)
    )


def _keys_with(session: Session, coordinator: Account, terms: Sequence[str]) -> list[int]:
    """Return the keys of a coordinator's organisations in which every one of `terms` stands.

    Neither database knows accents by itself. It reads every row, which suits the few thousand
    organisations of a country.
    """
    described = (
        select(
            Organisation.id, Organisation.name, Organisation.code, Organisation.city, Account.email
        )
        .outerjoin(Account, Account.organisation_id == Organisation.id)
        .where(looked_after_by(coordinator))
    )
    texts: defaultdict[int, str] = defaultdict(str)
    for key, *parts in session.execute(described):
        texts[key] += without_accents("\n".join(part or "" for part in parts)) + "\n"
    return [key for key, text in texts.items() if all(term in text for term in terms)]
