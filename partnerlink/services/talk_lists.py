"""The talks of one organisation: what needs doing now, what is coming, and what is past."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.talk import GOING_ON, Side, TalkState
from partnerlink.domain.vocabulary import Venue
from partnerlink.models.evaluation import Evaluation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.talk_dates import today_of

EVALUATE_WITHIN = timedelta(days=60)
"""How long the three questions after a talk stand among what needs doing."""


class TalkList(StrEnum):
    """The three lists, by their words in the address."""

    NOW = "nu"
    COMING = "straks"
    PAST = "geweest"


def talks_of(
    organisation_id: int,
    side: Side,
    which: TalkList,
    *,
    now: datetime,
    state: TalkState | None = None,
    words: str = "",
) -> Select[Talk]:
    """Select one list of an organisation's talks, most urgent first, latest first in the past.

    A talk with something to do stands among what needs doing, and also where it belongs.
    `words` look in the subject of the request.
    """
    when = func.coalesce(Talk.day, Talk.answer_by)
    chosen = Talk.between(organisation_id).where(_condition(which, side, now))
    if state is not None:
        chosen = chosen.where(Talk.state == state)
    if words:
        about = TalkRequest.subject.icontains(words, autoescape=True)
        chosen = chosen.where(Talk.request_id.in_(select(TalkRequest.id).where(about)))
    chosen = chosen.options(
        joinedload(Talk.request), joinedload(Talk.school), joinedload(Talk.partner)
    )
    if which is TalkList.PAST:
        return chosen.order_by(when.desc(), Talk.id.desc())
    return chosen.order_by(when, Talk.id)


def count_lists(
    session: Session, organisation_id: int, side: Side, *, now: datetime
) -> dict[TalkList, int]:
    """Count each list of an organisation, in one statement."""
    ours = Talk.school_id if side is Side.SCHOOL else Talk.partner_id
    counted = select(
        *(func.count().filter(_condition(which, side, now)).label(which) for which in TalkList)
    ).where(ours == organisation_id)
    return dict(zip(TalkList, session.execute(counted).one(), strict=True))


def _condition(which: TalkList, side: Side, now: datetime) -> ColumnElement[bool]:
    if which is TalkList.COMING:
        return Talk.state.in_(GOING_ON)
    if which is TalkList.PAST:
        return Talk.state.not_in(GOING_ON)
    return or_(
        Talk.state == (TalkState.APPLIED if side is Side.SCHOOL else TalkState.INVITED),
        and_(Talk.state == TalkState.PLANNED, _needs_care(side, now)),
        and_(
            Talk.state == TalkState.HELD,
            Talk.day >= today_of(now) - EVALUATE_WITHIN,
            ~exists().where(Evaluation.talk_id == Talk.id, Evaluation.side == side),
        ),
    )


def _needs_care(side: Side, now: datetime) -> ColumnElement[bool]:
    is_school = side is Side.SCHOOL
    said = Talk.school_reconfirmed_at if is_school else Talk.partner_reconfirmed_at
    lacks_link = and_(Talk.venue == Venue.ONLINE, Talk.meeting_link == "")
    asks_before = and_(Talk.reconfirm_asked_at.is_not(None), said.is_(None))
    if is_school:
        asks_before = or_(asks_before, ~Talk.is_time_set, lacks_link)
    return or_(
        and_(~Talk.begun_by(now), asks_before),
        Talk.over_by(now) if is_school else false(),
    )
