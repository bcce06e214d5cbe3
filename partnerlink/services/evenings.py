"""A school's presentation evenings: found for their own school only, listed, begun and copied."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_times import usual_days
from partnerlink.models.account import Account
from partnerlink.models.evening import CONTENT, Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.organisation import Organisation

A_YEAR = timedelta(weeks=52)
"""From an evening to the same weekday of next year."""


class EveningList(StrEnum):
    """The lists that a school keeps its evenings in, by their word in the address."""

    COMING = "komend"
    DRAFTS = "concepten"
    PAST = "geweest"
    CANCELLED = "afgezegd"


def find_own(
    session: Session, organisation_id: int, number: int, *options: ORMOption
) -> Evening | None:
    """Find an evening of this school, with what `options` load; None for anybody else's."""
    chosen = Evening.of_organisation(organisation_id).where(Evening.id == number)
    return session.scalars(chosen.options(*options)).first()


def lock_own(
    session: Session, organisation_id: int, number: int, *options: ORMOption
) -> Evening | None:
    """Find an evening as `find_own` does; on PostgreSQL nobody else writes it meanwhile."""
    chosen = Evening.of_organisation(organisation_id).where(Evening.id == number)
    return session.scalars(chosen.options(*options).with_for_update(of=Evening)).first()


def evenings_in(organisation_id: int, which: EveningList, *, today: date) -> Select[Evening]:
    """Select the evenings of one list; the next one first, and of what is over the last."""
    chosen = Evening.of_organisation(organisation_id).where(_conditions(today)[which])
    if which in (EveningList.COMING, EveningList.DRAFTS):
        return chosen.order_by(None).order_by(Evening.day, Evening.id)
    return chosen


def count_lists(session: Session, organisation_id: int, *, today: date) -> dict[EveningList, int]:
    """Count the evenings of each list."""
    found = session.execute(
        select(*(func.count().filter(each) for each in _conditions(today).values())).where(
            Evening.organisation_id == organisation_id
        )
    ).one()
    return dict(zip(_conditions(today), found, strict=True))


def start_evening(
    session: Session,
    school: Organisation,
    content: Mapping[str, object],
    *,
    contact: Account,
    now: datetime,
) -> Evening:
    """Keep a new draft; `content` has names of CONTENT, with at least a title and a day.

    Flushes, so that it has its number.
    """
    day = content["day"]
    assert isinstance(day, date)
    evening = Evening.draft(school, contact=contact, day=day, now=now)
    evening.change(content)
    session.add(evening)
    session.flush()
    return evening


def copy_evening(
    session: Session, evening: Evening, *, contact: Account, today: date, now: datetime
) -> Evening:
    """Make a draft with what an evening says, its rooms and its rounds, and nobody in it.

    It is on the same weekday a year later, with the usual days before it. The organisation, the
    rooms and the rounds of `evening` are loaded. Flushes.
    """
    day = evening.day + A_YEAR
    while day <= today:
        day += A_YEAR
    days = usual_days(day, today=today)
    content = {name: getattr(evening, name) for name in CONTENT}
    content |= {"day": day, "answer_by": days.answer_by, "held_until": days.held_until}
    copy = start_evening(session, evening.organisation, content, contact=contact, now=now)
    session.add_all(_rooms_of(evening, copy.id))
    session.add_all(
        EveningRound(evening_id=copy.id, starts=each.starts, ends=each.ends)
        for each in evening.rounds
    )
    session.flush()
    return copy


def _rooms_of(evening: Evening, number: int) -> list[EveningRoom]:
    return [
        EveningRoom(
            evening_id=number,
            name=room.name,
            capacity=room.capacity,
            is_step_free=room.is_step_free,
            position=room.position,
        )
        for room in evening.rooms
    ]


def _conditions(today: date) -> dict[EveningList, ColumnElement[bool]]:
    is_open = Evening.state == EveningState.OPEN
    return {
        EveningList.COMING: and_(is_open, Evening.day >= today),
        EveningList.DRAFTS: Evening.state == EveningState.DRAFT,
        EveningList.PAST: and_(is_open, Evening.day < today),
        EveningList.CANCELLED: Evening.state == EveningState.CANCELLED,
    }
