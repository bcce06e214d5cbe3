"""The family of these tests: Sami and Nour, in two rooms at two times."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.invitation_codes import code_of, token_of
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from tests.app_fixtures import SECRET_KEY
from tests.factories_evenings import make_evening, make_household, make_pupil


@dataclass
class Family:
    """An evening, and the two invitations of one household to it."""

    evening: Evening
    sami: Invitation
    nour: Invitation


def make_family(
    session: Session, *, language: ParentLanguage = ParentLanguage.NL, **evening: object
) -> Family:
    """Make the family and commit it."""
    made = make_evening(session, **evening)  # type: ignore[arg-type]
    sami = make_pupil(session, made, first_name="Sami")
    nour = make_pupil(session, made, first_name="Nour", class_name="2B", room=1, round_=2)
    household = make_household(session, made, sami, nour, language=language)
    session.commit()
    return Family(made, *household.invitations)


def link(invitation: Invitation, page: str = "") -> str:
    """Return the address of a page behind the personal link."""
    token = token_of(invitation.nonce, secret=SECRET_KEY.encode())
    return f"/u/{token}{page}"


def code(invitation: Invitation) -> str:
    """Return the short code of the letter."""
    return code_of(invitation.nonce, secret=SECRET_KEY.encode())
