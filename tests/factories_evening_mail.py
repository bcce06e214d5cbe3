"""A household that is invited for an evening, and the letters that were posted to it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW
from tests.factories_evenings import make_household, make_pupil


def invited(
    session: Session, evening: Evening, *emails: str, children: int = 1, by_mail: bool = True
) -> list[Invitation]:
    """Invite a household with a carer at each address; return its invitations."""
    pupils = [make_pupil(session, evening, first_name=f"Kind {n}") for n in range(children)]
    household = make_household(
        session, evening, *pupils, emails=emails or ("thuis@familie.example",)
    )
    household.invited_at = NOW if by_mail else None
    session.flush()
    return list(household.invitations)


def letters(session: Session, kind: MailKind) -> list[str]:
    """Return to whom letters of a kind were posted."""
    session.flush()
    found = session.scalars(select(OutboxMail).where(OutboxMail.kind == kind))
    return sorted(letter.recipient for letter in found)


def reread(session: Session) -> None:
    session.flush()
    session.expire_all()
