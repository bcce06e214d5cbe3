"""Call off the evenings of a school that no longer takes part; its families are told."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.evening import EveningState
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.household import Household
from partnerlink.models.organisation import Organisation
from partnerlink.services.evening_changes import cancel_evening
from partnerlink.services.talk_dates import today_of


def end_evenings_of(session: Session, organisation: Organisation, *, now: datetime) -> None:
    """Call off every open evening of an organisation that has not begun.

    Families that reckon with one get the letter they always get then. What has begun can no longer
    be called off: they are in the building. The organisation must be locked; its evenings are
    locked here. A second time changes nothing.
    """
    locked = _to_come(organisation, now=now).with_for_update(of=Evening, key_share=True)
    for evening in _not_begun(session, locked, now=now):
        cancel_evening(session, evening, now=now)


def count_to_come(session: Session, organisation: Organisation, *, now: datetime) -> int:
    """Count the evenings that `end_evenings_of` would call off."""
    return len(_not_begun(session, _to_come(organisation, now=now), now=now))


def lock_evenings(session: Session, organisation: Organisation) -> None:
    """Lock all evenings of an organisation with their households and rooms, to take them away.

    The organisation must be locked. Households go before rooms, and rooms before evenings: the
    order of everybody who changes them.
    """
    numbers = select(Evening.id).where(Evening.organisation_id == organisation.id)
    lock_people(session, session.scalars(numbers).all())
    session.execute(numbers.order_by(Evening.id).with_for_update())


def lock_people(session: Session, evenings: Collection[int]) -> None:
    """Lock the households and then the rooms of evenings, by their numbers, as everybody does."""
    for part in (Household, EveningRoom):
        chosen = select(part.id).where(part.evening_id.in_(evenings))
        session.execute(chosen.order_by(part.id).with_for_update())


def _to_come(organisation: Organisation, *, now: datetime) -> "Select[Evening]":
    return (
        select(Evening)
        .where(
            Evening.organisation_id == organisation.id,
            Evening.state == EveningState.OPEN,
            Evening.day >= today_of(now),
        )
        .order_by(Evening.id)
        .options(selectinload(Evening.rounds))
        .execution_options(populate_existing=True)
    )


def _not_begun(session: Session, chosen: "Select[Evening]", *, now: datetime) -> Sequence[Evening]:
    local = now.astimezone(AMSTERDAM)
    return [
        evening
        for evening in session.scalars(chosen).all()
        if evening.day > local.date() or evening.hours is None or local.time() < evening.hours[0]
    ]
