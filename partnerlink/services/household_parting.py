"""Carers who live apart get a household each, and two households that are one become one.

Carers who live apart never see each other's answer or link. So both get new links, and those that
they had together lead nowhere any more.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.errors import NotAllowedNow
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.services import evening_mail
from partnerlink.services.evening_seats import Sitting, lock_sitting
from partnerlink.services.households import MOST_CARERS, renew_links

NEVER = datetime.min.replace(tzinfo=UTC)


def split(
    session: Session, evening: Evening, household: Household, *, leaving: Collection[int]
) -> Household:
    """Give the carers whose numbers are `leaving` a household of their own, for the same pupils.

    `household` is locked. What was answered stays with those who remain; both get new links and
    are to be invited anew. Raises NotAllowedNow unless some go and some stay, and RoomTooSmall
    when a room has no seats to keep for two.
    """
    going = [carer for carer in household.carers if carer.id in leaving]
    if not going or len(going) == len(household.carers):
        raise NotAllowedNow("household", "split", "whole")
    places = _places(household.invitations)
    _lock(session, evening, places)
    apart = Household(evening_id=evening.id, language=household.language)
    session.add(apart)
    for carer in going:
        carer.household = apart
    for invitation in household.invitations:
        if invitation.is_standing:
            own = Invitation.invite(apart, invitation.pupil)
            evening_links.renew(session, own)
            session.add(own)
    renew_links(session, household)
    session.flush()
    for sitting in _lock(session, evening, places):
        sitting.require_fit(sitting.room.capacity)
    return apart


def merge(
    session: Session, evening: Evening, household: Household, other: Household, *, now: datetime
) -> None:
    """Make `other` a part of `household`: one letter, one link, and one answer for each pupil.

    Both are locked. Of two answers about one pupil the later one stands, and the seats of the
    other come free; whose link went with it is to be invited anew. Raises NotAllowedNow for one
    and the same household, or when it would have more than MOST_CARERS carers.
    """
    if household is other or len(household.carers) + len(other.carers) > MOST_CARERS:
        raise NotAllowedNow("household", "merge", "same" if household is other else "full")
    places = _places([*household.invitations, *other.invitations])
    _lock(session, evening, places)
    own = {one.pupil_id: one for one in household.invitations}
    for theirs in list(other.invitations):
        dropped = _drop_the_earlier(session, own.get(theirs.pupil_id), theirs)
        if dropped is not None:
            household.ask_anew()
        if dropped is not theirs:
            theirs.household = household
    for carer in list(other.carers):
        carer.household = household
    session.flush()
    session.execute(delete(Household).where(Household.id == other.id))
    for sitting in _lock(session, evening, places):
        evening_mail.tell_seats_found(session, sitting.settle(), now=now)


def _drop_the_earlier(
    session: Session, own: Invitation | None, theirs: Invitation
) -> Invitation | None:
    """Delete the invitation that says less about their one pupil, and return it."""
    if own is None:
        return None
    dropped = min((theirs, own), key=lambda one: (one.is_standing, one.answered_at or NEVER))
    session.delete(dropped)
    session.flush()
    return dropped


def _places(invitations: Iterable[Invitation]) -> list[tuple[int, int]]:
    """Return the rooms and rounds of invitations, in the order in which everybody locks them."""
    presentations = (one.pupil.presentation for one in invitations)
    return sorted(
        {
            (one.room_id, one.round_id)
            for one in presentations
            if one.room_id is not None and one.round_id is not None
        }
    )


def _lock(session: Session, evening: Evening, places: list[tuple[int, int]]) -> list[Sitting]:
    return [
        lock_sitting(session, evening, room_id=room, round_id=round_) for room, round_ in places
    ]
