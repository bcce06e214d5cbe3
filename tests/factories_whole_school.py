"""An evening of a whole school: many families, each with one carer and an address."""

from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from tests.factories_evenings import make_evening, make_pupil


def make_whole_school(session: Session, *, families: int) -> int:
    """Make and commit an evening of so many families, none invited yet; return its number."""
    evening = make_evening(session, rooms={"Aula": families})
    pupil = make_pupil(session, evening)
    households = [Household(evening_id=evening.id) for _ in range(families)]
    for number, household in enumerate(households):
        household.carers = [Carer(label="ouder", email=f"gezin{number}@familie.example")]
    session.add_all(households)
    session.flush()
    invitations = [Invitation.invite(household, pupil) for household in households]
    evening_links.renew_all(session, invitations)
    session.add_all(invitations)
    number = evening.id
    session.commit()
    return number
