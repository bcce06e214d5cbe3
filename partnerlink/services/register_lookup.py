"""Which line of the official lists is about an organisation that signed up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry

LAST_BRANCH = "9" * 12


def find_register_entry(session: Session, organisation: Organisation) -> RegisterEntry | None:
    """Find what the official list says about an organisation.

    Lists of employers know branches, and who signs up may not: see `find_employer`.
    """
    if organisation.code is None:
        return None
    if organisation.kind is OrganisationKind.EMPLOYER:
        return find_employer(
            session,
            organisation.code,
            branch_number=organisation.branch_number or "",
            postcode=organisation.postcode,
        )
    return session.scalars(RegisterEntry.by_code(organisation.kind, organisation.code)).first()


def find_employer(
    session: Session, kvk: str, *, branch_number: str, postcode: str
) -> RegisterEntry | None:
    """Find the line of a company, or of its branch.

    That of the branch itself goes first, then that of the whole company. Who gave no branch
    number is the only branch on the list, or the only one at `postcode`.
    """
    # As a range, so that either database can use its index.
    is_theirs = RegisterEntry.code.between(kvk, kvk + LAST_BRANCH)
    chosen = select(RegisterEntry).where(RegisterEntry.kind == OrganisationKind.EMPLOYER, is_theirs)
    found = {entry.code: entry for entry in session.scalars(chosen.order_by(RegisterEntry.id))}
    exact = found.get(kvk + branch_number) or found.get(kvk)
    if exact is not None or branch_number:
        return exact
    there = [entry for entry in found.values() if entry.postcode == postcode]
    candidates = there if len(found) > 1 else list(found.values())
    return candidates[0] if len(candidates) == 1 else None
