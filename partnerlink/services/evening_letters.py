"""Letters that time brings the households of an evening, and the conditions they share.

Each goes once: what was written stands at the household.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.evening import EveningState, InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.services.invitation_lists import has_address
from partnerlink.services.talk_dates import today_of


@dataclass(frozen=True)
class LetterStep:
    """A letter to each household that is due, in a transaction of its own."""

    name: str
    kind: MailKind
    evenings: Callable[[date], Select[Evening]]
    households: Callable[[Evening, datetime], Select[Household]]
    record: Callable[[Household, datetime], None]

    def find(self, session: Session, now: datetime) -> list[int]:
        """Return the numbers of the households that are due."""
        return [
            number
            for evening in session.scalars(self.evenings(today_of(now))).all()
            for number in session.scalars(
                self.households(evening, now).with_only_columns(Household.id)
            )
        ]

    def take(self, session: Session, number: int, now: datetime) -> bool:
        """Lock a household, and write to it when that is still due."""
        mine = select(Household.evening_id).where(Household.id == number)
        evening_id = session.scalar(mine.with_for_update(key_share=True))
        evening = session.scalar(self.evenings(today_of(now)).where(Evening.id == evening_id))
        if evening is None:
            return False
        due = self.households(evening, now).where(Household.id == number)
        household = session.scalar(due.options(selectinload(Household.carers)))
        if household is None:
            return False
        post_to_household(session, self.kind, household, now=now, evening_id=evening.id)
        self.record(household, now)
        return True


def open_evenings(column: InstrumentedAttribute[date], first: date, last: date) -> Select[Evening]:
    """Select the evenings that go on and have a day from `first` to `last`, both dates."""
    return (
        select(Evening)
        .where(Evening.state == EveningState.OPEN, column.between(first, last))
        .order_by(Evening.id)
    )


def households_of(evening: Evening) -> Select[Household]:
    """Select the households of an evening that can be written to."""
    return (
        select(Household)
        .where(Household.evening_id == evening.id, has_address())
        .order_by(Household.id)
    )


def is_expected() -> ColumnElement[bool]:
    """Return the condition on invitations that somebody has a seat there."""
    return and_(Invitation.state == InvitationState.COMING, Invitation.seats > 0)


def has_seats() -> ColumnElement[bool]:
    """Return the condition on households that somebody of it has a seat."""
    return Household.invitations.any(is_expected())


def is_before(
    moment: InstrumentedAttribute[datetime | None], limit: datetime
) -> ColumnElement[bool]:
    """Return the condition that something was not done since `limit`."""
    return or_(moment.is_(None), moment < limit)


def midnight(day: date) -> datetime:
    """Return when a day in the Netherlands begins."""
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)
