"""What a school does to a whole evening: change what it says, open it, call it off."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import Incomplete, NotAllowedNow, NotVerified
from partnerlink.domain.evening import EVENING
from partnerlink.domain.evening_steps import missing_for_opening
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.organisation import Organisation
from partnerlink.models.presentation import Presentation
from partnerlink.services import evening_mail
from partnerlink.services.evening_preparation import preparation_of
from partnerlink.services.evening_seats import Sitting, lock_sitting
from partnerlink.services.talk_dates import today_of


def require_changeable(evening: Evening, *, now: datetime) -> None:
    """Make sure that an evening can still be changed: not cancelled, and not behind us.

    A draft can, whatever its day. Raises NotAllowedNow.
    """
    if not evening.is_changeable(today_of(now)):
        raise NotAllowedNow(EVENING.concept, "change", evening.state)


def change_evening(
    session: Session,
    evening: Evening,
    content: Mapping[str, object],
    *,
    contact: Account,
    now: datetime,
) -> bool:
    """Write what the school says; return whether families are told that it is another evening.

    Another number of seats for a family counts at once: fewer serve the waiting list, more must
    fit. A later last day lets families answer again. Raises NotAllowedNow, and RoomTooSmall with
    the names of the pupils whose families would have no seat.
    """
    require_changeable(evening, now=now)
    sequence = evening.sequence
    if content.get("seats_per_family", evening.seats_per_family) != evening.seats_per_family:
        _keep_other_seats(session, evening, content, now=now)
    else:
        evening.change(content)
    evening.contact_id = contact.id
    if evening.takes_answers(today_of(now)):
        evening.answering_ended_at = None
    if evening.sequence == sequence:
        return False
    evening_mail.tell_changed(session, evening, now=now)
    return True


def open_evening(session: Session, evening: Evening, *, now: datetime) -> None:
    """Start asking families; the organisation of `evening` is loaded.

    Raises NotAllowedNow, also when it was removed meanwhile, NotVerified when nobody has checked
    the school yet, Incomplete with the steps that must be done first, and RoomTooSmall when seats
    would be kept that are not there.
    """
    # A coordinator who puts the school out at this moment must find this evening, or we that.
    school = select(Organisation).where(Organisation.id == evening.organisation_id)
    locked = school.with_for_update(read=True).execution_options(populate_existing=True)
    if not session.scalars(locked).one().is_verified:
        raise NotVerified
    if session.scalar(select(Evening.id).where(Evening.id == evening.id)) is None:
        raise NotAllowedNow(EVENING.concept, "open", evening.state)
    sittings = lock_all(session, evening)
    EVENING.after("open", evening.state)
    preparation = preparation_of(session, evening)
    missing = missing_for_opening(preparation, today=today_of(now))
    if missing:
        raise Incomplete(*missing)
    for sitting in sittings:
        sitting.require_fit(sitting.room.capacity)
    evening.open(now)


def cancel_evening(session: Session, evening: Evening, *, now: datetime) -> None:
    """Call an evening off and tell the families that reckon with it.

    Raises NotAllowedNow, also once its day is over.
    """
    if evening.day < today_of(now):
        raise NotAllowedNow(EVENING.concept, "cancel", evening.state)
    evening.cancel()
    evening_mail.tell_cancelled(session, evening, now=now)


def lock_all(session: Session, evening: Evening) -> list[Sitting]:
    """Lock every room in which somebody presents, in the order of their keys."""
    places = session.execute(
        select(Presentation.room_id, Presentation.round_id)
        .where(Presentation.evening_id == evening.id, Presentation.room_id.is_not(None))
        .distinct()
    ).all()
    return [
        lock_sitting(session, evening, room_id=room_id, round_id=round_id)
        for room_id, round_id in sorted((room or 0, round_ or 0) for room, round_ in places)
    ]


def _keep_other_seats(
    session: Session, evening: Evening, content: Mapping[str, object], *, now: datetime
) -> None:
    sittings = lock_all(session, evening)
    evening.change(content)
    for sitting in sittings:
        sitting.require_fit(sitting.room.capacity)
    served = [one for sitting in sittings for one in sitting.settle()]
    evening_mail.tell_seats_found(session, served, now=now)


def is_moved(evening: Evening, day: date) -> bool:
    """Tell whether families that know of an evening would have to come on another day."""
    return evening.is_open and evening.day != day
