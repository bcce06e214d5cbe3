"""Read an evening again with its rooms, rounds and contact, which whoever locks a sitting drops."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnerlink.models.evening import Evening


def reload(session: Session, evening: Evening) -> Evening:
    """Load all that the pages of an evening load, into the same object."""
    session.flush()
    return session.scalars(
        select(Evening)
        .where(Evening.id == evening.id)
        .options(
            selectinload(Evening.rooms),
            selectinload(Evening.rounds),
            joinedload(Evening.contact),
            joinedload(Evening.organisation),
        )
        .execution_options(populate_existing=True)
    ).one()
