"""Let a household in at the door, correct it, and take it back; safe to press twice.

Two helpers may have the same family before them. Each press tells what its page said, so that the
second learns that the family is inside already instead of overwriting the first.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.errors import Refusal
from partnerlink.domain.evening import STILL_INVITED
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.door import Place, fills_of

MOST = 40
"""The most people of one family that are let in for one pupil."""


class AlreadyInside(Refusal):
    """Somebody let this family in meanwhile, or with another number; `people` are inside."""

    code = "already_inside"

    def __init__(self, people: int) -> None:
        super().__init__()
        self.people = people


class RoomFull(Refusal):
    """There are `lacking` seats too few; `room` is where, `free` how many there are for them."""

    code = "room_full"

    def __init__(self, room: str, *, free: int, lacking: int) -> None:
        super().__init__()
        self.room, self.free, self.lacking = room, free, lacking


def go_along(one: Invitation, family: Iterable[Invitation]) -> list[Invitation]:
    """Return what a press at one invitation of a household is about: it, and what goes along.

    A family that comes in is inside for each child it has seats for; a correction is about the
    children it was let in for with the same number.
    """
    others = [other for other in family if other is not one]
    if one.came is None:
        return [one, *(other for other in others if other.seats and other.came is None)]
    return [one, *(other for other in others if other.came == one.came)]


def check_in(
    session: Session,
    evening: Evening,
    number: int,
    *,
    people: int | None,
    seen: int | None,
    beyond: int = 0,
    now: datetime,
) -> list[Invitation] | None:
    """Let the household of an invitation in; return what was written, None without a household.

    `people` come in, 1 to `MOST`, or as many as are expected when it is None; `seen` is how many
    were inside when the helper looked. `beyond` is how many people more than its seats somebody
    agreed to let into a room. Raises AlreadyInside, RoomFull.
    """
    family = _lock_family(session, evening, number)
    if family is None:
        return None
    one = next(each for each in family if each.id == number)
    if one.came is not None and (people is None or one.came != seen):
        raise AlreadyInside(one.came)
    coming = {each: people or each.seats or 1 for each in go_along(one, family)}
    _require_seats(session, evening, coming, beyond=beyond)
    for each, how_many in coming.items():
        each.check_in(how_many, now=now)
    return list(coming)


def undo(
    session: Session, evening: Evening, number: int, *, seen: int | None
) -> list[Invitation] | None:
    """Take back that a household came in; return what was, None without a household.

    Nobody inside leaves nothing to do. Raises AlreadyInside when another number is inside than
    the helper saw.
    """
    family = _lock_family(session, evening, number)
    if family is None:
        return None
    one = next(each for each in family if each.id == number)
    if one.came is None:
        return []
    if one.came != seen:
        raise AlreadyInside(one.came)
    together = go_along(one, family)
    for each in together:
        each.undo_check_in()
    return together


def _require_seats(
    session: Session, evening: Evening, coming: dict[Invitation, int], *, beyond: int
) -> None:
    more: Counter[Place] = Counter()
    for each, people in coming.items():
        more[_place(each)] += people - (each.seats if each.came is None else each.came)
    for fill in fills_of(session, evening):
        added = more[fill.place]
        lacking = added - fill.free
        if added > 0 and lacking > beyond:
            room = fill.room.name
            raise RoomFull(room, free=max(0, fill.free), lacking=lacking)


def _lock_family(session: Session, evening: Evening, number: int) -> Sequence[Invitation] | None:
    """Return the invitations of a household as they are now, with the rooms they are for locked.

    The rooms first, in the order in which everybody locks them, so that nobody waits for ever.
    """
    household = select(Invitation.household_id).where(Invitation.id == number).scalar_subquery()
    is_theirs = and_(
        Invitation.evening_id == evening.id,
        Invitation.household_id == household,
        Invitation.state.in_(STILL_INVITED),
    )
    rooms = select(Presentation.room_id).join(Presentation.pupils).join(Pupil.invitations)
    session.execute(
        select(EveningRoom.id)
        .where(EveningRoom.id.in_(rooms.where(is_theirs)))
        .order_by(EveningRoom.id)
        .with_for_update()
    )
    found = session.scalars(
        select(Invitation)
        .where(is_theirs)
        .options(joinedload(Invitation.pupil).joinedload(Pupil.presentation))
        .order_by(Invitation.id)
        .with_for_update(of=Invitation)
        .execution_options(populate_existing=True)
    ).all()
    return found if number in {each.id for each in found} else None


def _place(invitation: Invitation) -> Place:
    presentation = invitation.pupil.presentation
    return presentation.room_id, presentation.round_id
