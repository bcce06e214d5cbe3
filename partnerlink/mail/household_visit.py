"""One household and one evening, as a letter finds them when it is sent."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.evening import STILL_INVITED, InvitationState, kept_share
from partnerlink.mail.evening_calendar import is_for_calendar
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a household was asked, and answered; `invitations` are those that still stand.

    `households` counts, by pupil, how many households are invited for it.
    """

    evening: Evening
    household: Household
    invitations: tuple[Invitation, ...]
    households: Counter[int]
    now: datetime

    @property
    def today(self) -> date:
        """Return the day in the Netherlands on which the letter is written."""
        return self.now.astimezone(AMSTERDAM).date()

    @property
    def days_left(self) -> int:
        """Return in how many days the evening is; below zero once it is past."""
        return (self.evening.day - self.today).days

    @property
    def is_to_come(self) -> bool:
        """Tell whether it goes on, and its last round is not over."""
        if not self.evening.is_open or self.days_left < 0:
            return False
        hours = self.evening.hours
        local = self.now.astimezone(AMSTERDAM)
        return self.days_left > 0 or hours is None or local.time() < hours[1]

    @property
    def asked(self) -> tuple[Invitation, ...]:
        """Return what it has not answered and can, by the link that it still has."""
        return self._those(
            lambda one: one.state is InvitationState.ASKED and not one.is_link_revoked
        )

    @property
    def coming(self) -> tuple[Invitation, ...]:
        """Return to which presentations it says it comes."""
        return self._those(lambda one: one.state is InvitationState.COMING)

    @property
    def in_calendar(self) -> tuple[Invitation, ...]:
        """Return what its calendar can hold: a presentation with a time, and a seat there."""
        return self._those(is_for_calendar)

    def kept_for(self, invitation: Invitation) -> int:
        """Return how many seats stay free for an invitation that is not answered."""
        if not self.evening.keeps_seats:
            return 0
        return kept_share(self.evening.seats_per_family, self.households[invitation.pupil_id] or 1)

    def _those(self, is_so: Callable[[Invitation], bool]) -> tuple[Invitation, ...]:
        return tuple(one for one in self.invitations if is_so(one))


def find_visit(session: Session, mail: OutboxMail, *, now: datetime) -> Visit | None:
    """Find whom a letter is for; None when they, or the address it goes to, are gone.

    A carer who has moved to another household since reads about that one, and nothing of before.
    """
    if mail.carer_id is None:
        return None
    carer = session.get(Carer, mail.carer_id, options=[joinedload(Carer.household)])
    if carer is None or carer.email != mail.recipient:
        return None
    # The evening first: what the household leads to then finds it with all that is loaded here.
    evening = session.scalars(_evening(carer.household.evening_id)).one()
    household = session.scalars(_household(carer.household_id)).one()
    standing = tuple(one for one in household.invitations if one.is_standing)
    return Visit(
        evening=evening,
        household=household,
        invitations=standing,
        households=_households(session, standing),
        now=now,
    )


def _evening(number: int) -> "Select[Evening]":
    return (
        select(Evening)
        .where(Evening.id == number)
        .options(
            joinedload(Evening.organisation),
            joinedload(Evening.contact),
            selectinload(Evening.rounds),
        )
    )


def _household(number: int) -> "Select[Household]":
    invitations = selectinload(Household.invitations)
    presentation = invitations.joinedload(Invitation.pupil).joinedload(Pupil.presentation)
    return (
        select(Household)
        .where(Household.id == number)
        .options(
            invitations.joinedload(Invitation.household),
            presentation.joinedload(Presentation.evening),
            presentation.joinedload(Presentation.room),
            presentation.joinedload(Presentation.round),
        )
    )


def _households(session: Session, invitations: tuple[Invitation, ...]) -> Counter[int]:
    found = session.scalars(
        select(Invitation.pupil_id).where(
            Invitation.pupil_id.in_([one.pupil_id for one in invitations]),
            Invitation.state.in_(STILL_INVITED),
        )
    )
    return Counter(found)
