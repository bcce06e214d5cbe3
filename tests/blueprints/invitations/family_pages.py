"""A family and the addresses of its pages."""

from sqlalchemy.orm import Session

from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from tests.blueprints.invitations.conftest import address
from tests.factories_evenings import make_household, make_pupil


def family(session: Session, evening: Evening, **changes: object) -> Household:
    pupil = make_pupil(session, evening, **changes)  # type: ignore[arg-type]
    emails = ("moeder@x.example", "vader@x.example")
    household = make_household(session, evening, pupil, emails=emails)
    session.commit()
    return household


def page_of(evening: Evening, household: Household, rest: str = "") -> str:
    return address(evening, f"gezin/{household.id}/{rest}")
