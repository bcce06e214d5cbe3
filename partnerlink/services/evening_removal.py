"""Throw away an evening that never was one: a draft, with the pupils and families in it."""

from dataclasses import dataclass
from datetime import date

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.evening import EVENING, EveningState
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.organisation import Organisation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_mail
from partnerlink.services.ending_evenings import lock_people


@dataclass(frozen=True)
class Contents:
    """How many people go with an evening."""

    pupils: int
    households: int


def contents_of(session: Session, evening: Evening) -> Contents:
    """Count the people in an evening."""
    pupils, households = (
        select(func.count()).where(part.evening_id == evening.id).scalar_subquery()
        for part in (Pupil, Household)
    )
    return Contents(*session.execute(select(pupils, households)).one())


def require_removable(evening: Evening) -> None:
    """Make sure that no family was ever asked. Raises NotAllowedNow for all but a draft."""
    if evening.state is not EveningState.DRAFT:
        raise NotAllowedNow(EVENING.concept, "remove", evening.state)


def remove_draft(session: Session, evening: Evening) -> None:
    """Delete a draft with its rooms, pupils, households and uploaded list, and log how many.

    Raises NotAllowedNow once it is open, also when a colleague opened it a moment ago.
    """
    # Whoever opens an evening holds on to its school, and looks then whether it is still there.
    school = select(Organisation.id).where(Organisation.id == evening.organisation_id)
    session.execute(school.with_for_update(key_share=True))
    lock_people(session, [evening.id])
    session.refresh(evening, ["state"], with_for_update=True)
    require_removable(evening)
    contents, number, day = contents_of(session, evening), evening.id, evening.day
    carers = session.scalars(
        select(Carer.id).join(Carer.household).where(Household.evening_id == number)
    ).all()
    letters = evening_mail.forget(session, carers)
    session.expunge(evening)
    session.execute(delete(Household).where(Household.evening_id == number))
    session.execute(delete(Evening).where(Evening.id == number))
    _log(number, day, contents, letters)


def _log(number: int, day: date, contents: Contents, letters: int) -> None:
    structlog.get_logger().info(
        "erased a draft with the pupils and families in it",
        evening=number,
        day=day.isoformat(),
        pupils=contents.pupils,
        households=contents.households,
        letters=letters,
    )
