"""Take pupils out of an evening: one, those a list no longer names, or a whole import again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session, contains_eager

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_seats
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.evening_mail import tell_seats_found
from partnerlink.services.pupil_import import last_import

AT_ONCE = 500


class AlreadyUndone(Exception):
    """Of the import that would be undone no pupil is there any more."""


def remove(session: Session, evening: Evening, codes: Collection[str], *, now: datetime) -> int:
    """Take pupils out with their invitations; return how many. Their links lead nowhere any more.

    Seats that come free go to who waits for them, who is told. Raises NotAllowedNow once the
    evening is over or cancelled.
    """
    require_changeable(evening, now=now)
    numbers = _numbers(session, evening, codes)
    served: dict[int, Invitation] = {}
    for invitation in _standing(session, numbers):
        for other in evening_seats.withdraw(session, invitation):
            served[other.id] = other
    session.flush()
    kept = [one for one in served.values() if one.pupil_id not in numbers]
    tell_seats_found(session, kept, now=now)
    _delete(session, evening, numbers)
    return len(numbers)


def can_undo(session: Session, evening: Evening) -> bool:
    """Tell whether there was an import, and nobody answered for a pupil it brought."""
    number = last_import(session, evening)
    return number > 0 and not _is_answered(session, evening, number)


def _is_answered(session: Session, evening: Evening, number: int) -> bool:
    answered = _invited(_brought(evening, number)).where(Invitation.answered_at.is_not(None))
    return session.scalars(answered.limit(1)).first() is not None


def count_brought(session: Session, evening: Evening, number: int) -> int:
    """Return how many pupils an import brought who are still there."""
    return len(session.scalars(_brought(evening, number)).all())


def undo(session: Session, evening: Evening, number: int, *, now: datetime) -> int:
    """Take out the pupils whom one import brought; return how many.

    It is named by its number, so that whoever presses twice does not undo the one before as well.
    What it changed of pupils who were there before stays. Raises AlreadyUndone when none of its
    pupils is there, NotAllowedNow when somebody answered, and once the evening is over or
    cancelled.
    """
    require_changeable(evening, now=now)
    brought = _brought(evening, number)
    # Under the lock on the rooms nobody answers between the look and the removal.
    places = _lock_places(session, evening, brought)
    invitations = session.scalars(_invited(brought).with_for_update(key_share=True)).all()
    numbers = list(session.scalars(brought))
    if not numbers:
        raise AlreadyUndone
    if any(one.answered_at is not None for one in invitations):
        raise NotAllowedNow("import", "undo", "answered")
    _delete(session, evening, numbers)
    for room_id, round_id in places:
        sitting = evening_seats.lock_sitting(session, evening, room_id=room_id, round_id=round_id)
        tell_seats_found(session, sitting.settle(), now=now)
    return len(numbers)


def _brought(evening: Evening, number: int) -> Select[int]:
    return select(Pupil.id).where(Pupil.evening_id == evening.id, Pupil.import_number == number)


def _invited(pupils: Select[int]) -> Select[Invitation]:
    return (
        select(Invitation)
        .where(Invitation.pupil_id.in_(pupils))
        .order_by(Invitation.id)
        .execution_options(populate_existing=True)
    )


def _lock_places(session: Session, evening: Evening, pupils: Select[int]) -> list[tuple[int, int]]:
    presented = select(Pupil.presentation_id).where(Pupil.id.in_(pupils))
    chosen = select(Presentation.room_id, Presentation.round_id).where(
        Presentation.id.in_(presented)
    )
    found = {(room, round_) for room, round_ in session.execute(chosen) if room and round_}
    places = sorted(found)
    for room_id, round_id in places:
        evening_seats.lock_sitting(session, evening, room_id=room_id, round_id=round_id)
    return places


def _numbers(session: Session, evening: Evening, codes: Collection[str]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(codes), AT_ONCE):
        part = list(codes)[start : start + AT_ONCE]
        chosen = select(Pupil.id).where(Pupil.evening_id == evening.id, Pupil.code.in_(part))
        found += session.scalars(chosen)
    return found


def _standing(session: Session, numbers: Collection[int]) -> list[Invitation]:
    """Return the invitations that stand, in the order in which rooms are locked."""
    found: list[Invitation] = []
    for start in range(0, len(numbers), AT_ONCE):
        part = list(numbers)[start : start + AT_ONCE]
        chosen = (
            select(Invitation)
            .join(Invitation.pupil)
            .join(Pupil.presentation)
            .where(Invitation.pupil_id.in_(part))
            .options(
                contains_eager(Invitation.pupil)
                .contains_eager(Pupil.presentation)
                .selectinload(Presentation.evening)
            )
        )
        found += [one for one in session.scalars(chosen) if one.is_standing]
    return sorted(found, key=_place)


def _place(invitation: Invitation) -> tuple[int, int, int]:
    presentation = invitation.pupil.presentation
    return presentation.room_id or 0, presentation.round_id or 0, invitation.id


def _delete(session: Session, evening: Evening, numbers: Collection[int]) -> None:
    """Delete pupils with their invitations, and what is empty without them."""
    session.flush()
    for start in range(0, len(numbers), AT_ONCE):
        part = list(numbers)[start : start + AT_ONCE]
        session.execute(delete(Pupil).where(Pupil.id.in_(part)))
    session.execute(
        delete(Presentation).where(
            Presentation.evening_id == evening.id,
            ~exists().where(Pupil.presentation_id == Presentation.id),
        )
    )
    session.execute(
        delete(Household).where(
            Household.evening_id == evening.id,
            ~exists().where(Invitation.household_id == Household.id),
        )
    )
    session.expire_all()
