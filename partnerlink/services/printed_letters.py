"""Which letters on paper there are to print, and which the school printed already.

Printing happens in the browser, so only the school knows of it: it says so, and each household
keeps the moment. Whoever comes later, or gets a new link, has no letter yet and stands out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import STILL_INVITED
from partnerlink.domain.folding import fold
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.pupil import Pupil
from partnerlink.services.invitation_lists import has_address


@dataclass(frozen=True)
class Letters:
    """Some letters of an evening: how many, how many of them were never printed, and when last."""

    number: int
    unprinted: int
    last: datetime | None

    @property
    def is_begun(self) -> bool:
        """Tell whether some were printed, and others not: whoever came later, or got a new link."""
        return self.last is not None and self.unprinted > 0


def letters_of(session: Session, evening_id: int) -> tuple[Letters, Letters]:
    """Count the letters of an evening: all, and those to households that mail does not reach."""
    is_invited = Household.invitations.any(Invitation.state.in_(STILL_INVITED))
    never, by_letter = Household.letter_printed_at.is_(None), ~has_address()
    counted = select(
        func.count(),
        func.count().filter(never),
        func.max(Household.letter_printed_at),
        func.count().filter(by_letter),
        func.count().filter(by_letter, never),
        func.max(Household.letter_printed_at).filter(by_letter),
    ).select_from(Household)
    row = session.execute(counted.where(Household.evening_id == evening_id, is_invited)).one()
    return Letters(row[0], row[1], row[2]), Letters(row[3], row[4], row[5])


def letters_by_class(session: Session, evening_id: int) -> Mapping[str, Letters]:
    """Count the letters of each class: the households that are invited for one of its pupils."""
    household = Invitation.household_id.distinct()
    rows = session.execute(
        select(
            Pupil.class_name,
            func.count(household),
            func.count(household).filter(Household.letter_printed_at.is_(None)),
            func.max(Household.letter_printed_at),
        )
        .join(Invitation.pupil)
        .join(Invitation.household)
        .where(Invitation.evening_id == evening_id, Invitation.state.in_(STILL_INVITED))
        .group_by(Pupil.class_name)
    )
    ordered = sorted(rows, key=lambda row: fold(row[0]))
    return {name: Letters(number, unprinted, last) for name, number, unprinted, last in ordered}


def record_printed(households: Iterable[Household], *, up_to: int, now: datetime) -> int:
    """Remember that these letters came out of the printer; return how many.

    `up_to` is the highest number of a household whose letter was among them: who came after the
    page was opened has none.
    """
    printed = [household for household in households if household.id <= up_to]
    for household in printed:
        household.record_letter_printed(now)
    return len(printed)
