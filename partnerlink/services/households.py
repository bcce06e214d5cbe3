"""Put right what the school knows of a household: its carers, its language, and its links."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.evening import ParentLanguage
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.services import evening_mail
from partnerlink.services.invitation_lists import whole_household

MOST_CARERS = 6


@dataclass(frozen=True)
class Contact:
    """What the school calls a carer, and where mail reaches them; `email` may be empty."""

    label: str
    email: str


def find_household(session: Session, evening_id: int, number: int) -> Household | None:
    """Find a household of this evening with its carers, invitations, pupils and places."""
    mine = whole_household().where(Household.evening_id == evening_id, Household.id == number)
    return session.scalars(mine.execution_options(populate_existing=True)).first()


def lock_household(session: Session, evening_id: int, number: int) -> Household | None:
    """Find a household as `find_household` does, and keep others from changing it meanwhile."""
    mine = select(Household.id).where(Household.id == number, Household.evening_id == evening_id)
    session.execute(mine.with_for_update(key_share=True))
    return find_household(session, evening_id, number)


def households_of(session: Session, pupils: Collection[int]) -> Sequence[Household]:
    """Return the households that are invited for any of these pupils, by number."""
    numbers = select(Invitation.household_id).where(Invitation.pupil_id.in_(pupils))
    chosen = whole_household().where(Household.id.in_(numbers)).order_by(Household.id)
    return session.scalars(chosen).all()


def change_contact(
    session: Session, household: Household, *, language: ParentLanguage, contacts: list[Contact]
) -> bool:
    """Write a household's carers, in their order, and its language; tell if an address is new.

    An address in other capitals is the same one. With a new one the household is to be mailed
    anew. What waits in the outbox goes to the new address, or nowhere when it was taken away. The
    old address is told nothing: it may be a stranger's.
    """
    known = {address.lower() for address in household.addresses}
    household.language = language
    written = [replace(contact, email=contact.email.lower()) for contact in contacts]
    for place, contact in enumerate(written):
        if place < len(household.carers):
            _correct(session, household.carers[place], contact)
        else:
            household.carers.append(Carer(label=contact.label, email=contact.email or None))
    del household.carers[len(contacts) :]
    session.flush()
    is_new = not set(household.addresses) <= known
    if is_new:
        household.mail_anew()
    return is_new


def _correct(session: Session, carer: Carer, contact: Contact) -> None:
    is_moved = (carer.email or "") != contact.email
    carer.label, carer.email = contact.label, contact.email or None
    if is_moved:
        session.flush()
        evening_mail.readdress(session, carer)


def renew_links(session: Session, household: Household) -> None:
    """Give a household new links and codes, to be told of; those it had lead nowhere any more."""
    household.ask_anew()
    for invitation in household.invitations:
        if invitation.is_standing:
            evening_links.renew(session, invitation)


def link_mark(household: Household) -> str:
    """Return what tells the links that a household has now from those of before and after."""
    return "".join(one.token_hash[:6] for one in household.invitations if one.is_standing)


def revoke_links(household: Household) -> None:
    """Make the links and codes of a household void; the school can still answer for it."""
    for invitation in household.invitations:
        invitation.revoke_link()
