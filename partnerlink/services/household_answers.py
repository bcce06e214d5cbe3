"""What a household sees and says by its own link, without an account.

A link or code that is wrong, revoked, of an evening that families do not know yet, or of an
invitation that was withdrawn finds nothing: the four are told apart nowhere.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, load_only
from sqlalchemy.orm.attributes import set_committed_value

from partnerlink.domain.evening import EveningState, InvitationState, kept_share
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.organisation import Organisation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_invitations, evening_mail, evening_seats

Shown: TypeAlias = tuple[
    Invitation,
    Household,
    Pupil,
    Presentation,
    Evening,
    Organisation,
    EveningRoom | None,
    EveningRound | None,
]
"""All that the page of an invitation shows."""


def _usable(key: ColumnElement[bool]) -> "Select[*Shown]":
    return (
        select(
            Invitation,
            Household,
            Pupil,
            Presentation,
            Evening,
            Organisation,
            EveningRoom,
            EveningRound,
        )
        .join(Invitation.household)
        .join(Invitation.pupil)
        .join(Pupil.presentation)
        .join(Presentation.evening)
        .join(Evening.organisation)
        .outerjoin(Presentation.room)
        .outerjoin(Presentation.round)
        .where(
            key,
            Invitation.is_link_revoked.is_(False),
            Invitation.state != InvitationState.WITHDRAWN,
            Evening.state != EveningState.DRAFT,
        )
        .options(load_only(Organisation.name))
    )


# Built once: a rush of families asks these, and building them takes longer than answering.
_BY_TOKEN = _usable(Invitation.token_hash == bindparam("key"))
_BY_CODE = _usable(Invitation.code_hash == bindparam("key"))
_BY_HOUSEHOLD = _usable(Invitation.household_id == bindparam("key")).order_by(Invitation.id)
_HOUSEHOLDS_OF_PUPIL = (
    select(func.count())
    .select_from(Invitation)
    .where(Invitation.pupil_id == bindparam("pupil"), Invitation.state != InvitationState.WITHDRAWN)
)


def _joined(found: "Row[*Shown]") -> Invitation:
    """Give an invitation what it was found with; eager loading would take twice the time for it."""
    invitation, household, pupil, presentation, evening, school, room, round_ = found
    set_committed_value(invitation, "household", household)
    set_committed_value(invitation, "pupil", pupil)
    set_committed_value(pupil, "presentation", presentation)
    set_committed_value(presentation, "evening", evening)
    set_committed_value(presentation, "room", room)
    set_committed_value(presentation, "round", round_)
    set_committed_value(evening, "organisation", school)
    return invitation


def find_by_token(session: Session, token_hash: str) -> Invitation | None:
    """Find the invitation of a personal link, with all that its page shows, in one statement."""
    found = session.execute(_BY_TOKEN, {"key": token_hash}).first()
    return None if found is None else _joined(found)


def find_by_code(session: Session, code_hash: str) -> Invitation | None:
    """Find the invitation of a short code, with all that its page shows, in one statement."""
    found = session.execute(_BY_CODE, {"key": code_hash}).first()
    return None if found is None else _joined(found)


def of_household(session: Session, invitation: Invitation) -> Sequence[Invitation]:
    """Return the invitations that the same household can answer, in the order of its letter."""
    return [
        _joined(one) for one in session.execute(_BY_HOUSEHOLD, {"key": invitation.household_id})
    ]


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
