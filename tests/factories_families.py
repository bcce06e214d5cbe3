"""Families that were written to about an evening, and the days on which time does something."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import Erasure
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.services import evening_seats
from partnerlink.services.evening_invitations import post_invitation
from partnerlink.services.evening_seats import get_for_answer
from tests.factories import NOW
from tests.factories_evenings import DAY, make_household, make_pupil
from tests.ticking import on, ticked
from tests.whole_evenings import reload


def family(
    session: Session,
    evening: Evening,
    name: str = "stil",
    people: int | None = None,
    *,
    invited: datetime | None = NOW,
    answered: datetime = NOW,
) -> Invitation:
    """Make a household that was invited by mail, and perhaps answered."""
    pupil = make_pupil(session, evening)
    household = make_household(session, evening, pupil, emails=(f"{name}@familie.example",))
    household.invited_at = invited
    session.flush()
    (invitation,) = household.invitations
    if people is not None:
        found = get_for_answer(session, invitation.id)
        evening_seats.answer(session, found, people, now=answered)
    reload(session, evening)
    return invitation


def written_family(
    session: Session,
    evening: Evening,
    people: int | None = 2,
    *,
    came: int | None = None,
    class_name: str = "3A",
) -> Household:
    """Make a household that was written to, and perhaps answered, with a need, and came."""
    pupil = make_pupil(session, evening, class_name=class_name)
    household = make_household(session, evening, pupil)
    post_invitation(session, evening, household, now=NOW)
    (invitation,) = household.invitations
    if people is not None:
        found = get_for_answer(session, invitation.id)
        evening_seats.answer(session, found, people, now=NOW)
        session.add(InvitationNeeds(invitation_id=invitation.id, interpreter="Turks"))
    if came:
        invitation.check_in(came, now=on(DAY, "19:00"))
    reload(session, evening)
    return household


def days_of(session: Session, name: str, days: Sequence[date]) -> list[date]:
    """Tick at noon of each day; return on which days a step was taken, and never twice a day."""
    taken = []
    for day in days:
        done = ticked(session, on(day))[name]
        assert not ticked(session, on(day, "13:00"))[name]
        taken += [day] * done
    return taken


def before(last: date, days: int) -> list[date]:
    return [last - timedelta(days=each) for each in range(days, -1, -1)]


def rows(session: Session, *tables: type) -> list[int]:
    return [session.scalars(select(func.count()).select_from(table)).one() for table in tables]


def erased(session: Session) -> list[tuple[str, int]]:
    found = session.execute(select(Erasure.what, Erasure.number).order_by(Erasure.id))
    return [(what, number) for what, number in found]
