"""What a household sees and says by its own link, without an account.

A link or code that is wrong, revoked, of an evening that families do not know yet, or of an
invitation that was withdrawn finds nothing: the four are told apart nowhere.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from partnerlink.domain.evening import STILL_INVITED, EveningState, kept_share
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.organisation import Organisation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_invitations, evening_mail, evening_seats


def _usable(key: ColumnElement[bool]) -> "Select[Invitation]":
    of_presentation = contains_eager(Invitation.pupil).contains_eager(Pupil.presentation)
    return (
        select(Invitation)
        .join(Invitation.pupil)
        .join(Pupil.presentation)
        .join(Presentation.evening)
        .where(
            key,
            Invitation.is_link_revoked.is_(False),
            Invitation.state.in_(STILL_INVITED),
            Evening.state != EveningState.DRAFT,
        )
        .options(
            of_presentation.contains_eager(Presentation.evening)
            .joinedload(Evening.organisation)
            .load_only(Organisation.name),
            of_presentation.joinedload(Presentation.room),
            of_presentation.joinedload(Presentation.round),
            joinedload(Invitation.household),
        )
    )


# Built once: a rush of families asks these, and building them takes longer than answering.
_BY_TOKEN = _usable(Invitation.token_hash == bindparam("key"))
_BY_CODE = _usable(Invitation.code_hash == bindparam("key"))
_BY_HOUSEHOLD = _usable(Invitation.household_id == bindparam("key")).order_by(Invitation.id)
_HOUSEHOLDS_OF_PUPIL = (
    select(func.count())
    .select_from(Invitation)
    .where(Invitation.pupil_id == bindparam("pupil"), Invitation.state.in_(STILL_INVITED))
)


def find_by_token(session: Session, token_hash: str) -> Invitation | None:
    """Find the invitation of a personal link, with all that its page shows, in one statement."""
    return session.scalars(_BY_TOKEN, {"key": token_hash}).first()


def find_by_code(session: Session, code_hash: str) -> Invitation | None:
    """Find the invitation of a short code, with all that its page shows, in one statement."""
    return session.scalars(_BY_CODE, {"key": code_hash}).first()


def of_household(session: Session, invitation: Invitation) -> Sequence[Invitation]:
    """Return the invitations that the same household can answer, in the order of its letter."""
    return session.scalars(_BY_HOUSEHOLD, {"key": invitation.household_id}).all()


def seats_kept(session: Session, invitation: Invitation) -> int:
    """Return how many seats are kept for an invitation as long as it is not answered."""
    evening = invitation.pupil.presentation.evening
    if not evening.keeps_seats:
        return 0
    households = session.scalar(_HOUSEHOLDS_OF_PUPIL, {"pupil": invitation.pupil_id})
    return kept_share(evening.seats_per_family, households or 1)


def answer(session: Session, invitation: Invitation, people: int, *, now: datetime) -> None:
    """Record with how many a household comes, 0 for a no, and tell who has seats by it.

    Raises NotAllowedNow when it was withdrawn meanwhile, AnsweringEnded when the evening does not
    go on, TooManyPeople when its room is too small.
    """
    found = evening_seats.answer(session, invitation, people, now=now)
    if found:
        evening_mail.tell_seats_found(session, found, now=now)


def write_needs(session: Session, invitation: Invitation, needs: Mapping[str, object]) -> None:
    """Keep what a household needs instead of what it told before; nothing leaves nothing."""
    # Pressed twice at once, the second waits here and then finds what the first wrote.
    session.execute(select(Invitation.id).where(Invitation.id == invitation.id).with_for_update())
    evening_invitations.write_needs(session, invitation.id, needs)


def has_needs(session: Session, invitation: Invitation) -> bool:
    """Tell whether a household told what it needs; what that is, its page never shows."""
    return session.get(InvitationNeeds, invitation.id) is not None
