"""Which questions and promises end by themselves, because what they were for cannot be any more."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.domain.talk import (
    TAKES_A_PLACE,
    WAITING_FOR_ANSWER,
    OfferState,
    RequestState,
    TalkState,
)
from partnerlink.domain.talk_dates import parts_left
from partnerlink.models.proposed_date import ProposedDate
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.talk_dates import clock_in_the_netherlands, today_of

ENDED_REQUESTS = (RequestState.CLOSED, RequestState.COMPLETED)
OPEN_ENDED = (*WAITING_FOR_ANSWER, TalkState.RESERVE)


def talks_without_an_end(_now: datetime) -> Select[Talk]:
    """Select the open questions of a request or an offer that has ended."""
    return (
        select(Talk)
        .join(Talk.request)
        .join(Talk.offer)
        .where(
            Talk.state.in_(OPEN_ENDED),
            or_(TalkRequest.state.in_(ENDED_REQUESTS), TalkOffer.state == OfferState.CLOSED),
        )
        .order_by(Talk.id)
    )


def unanswered_talks(now: datetime) -> Select[Talk]:
    """Select the questions whose last day for an answer is over, or whose dates are all over."""
    too_late = or_(Talk.answer_by < today_of(now), ~_has_date_to_come(now))
    return select(Talk).where(Talk.state.in_(WAITING_FOR_ANSWER), too_late).order_by(Talk.id)


def talks_at_full_offers(now: datetime) -> Select[Talk]:
    """Select the questions and reserves of an offer that has no place left on any of their dates.

    Source of the rule: an offer says how many talks it gives in a school year.
    """
    year = school_year_of(today_of(now))
    following = SchoolYear(year.start + 1)
    taken = case(
        (ProposedDate.day <= year.last_day, _places_taken(year)), else_=_places_taken(following)
    )
    has_place = exists().where(
        ProposedDate.talk_id == Talk.id,
        ProposedDate.day >= today_of(now),
        taken < TalkOffer.talks_per_year,
    )
    return (
        select(Talk)
        .join(Talk.offer)
        .where(Talk.state.in_(OPEN_ENDED), _has_date_to_come(now), ~has_place)
        .order_by(Talk.id)
    )


def reserves_of_talks_that_are_over(now: datetime) -> Select[Talk]:
    """Select the reserves who stand behind a talk whose day is over."""
    planned = aliased(Talk)
    is_over = exists().where(
        planned.request_id == Talk.request_id,
        planned.state == TalkState.PLANNED,
        planned.day < today_of(now),
    )
    return select(Talk).where(Talk.state == TalkState.RESERVE, is_over).order_by(Talk.id)


def _has_date_to_come(now: datetime) -> ColumnElement[bool]:
    today, to_come = today_of(now), parts_left(clock_in_the_netherlands(now).time())
    later_today = and_(ProposedDate.day == today, ProposedDate.part.in_(to_come))
    is_to_come = or_(ProposedDate.day > today, later_today)
    return exists().where(ProposedDate.talk_id == Talk.id, is_to_come)


def _places_taken(year: SchoolYear) -> ColumnElement[int]:
    given = aliased(Talk)
    return (
        select(func.count(given.id))
        .where(
            given.offer_id == TalkOffer.id,
            given.state.in_(TAKES_A_PLACE),
            given.day.between(year.first_day, year.last_day),
        )
        # Two levels down nothing is correlated by itself: it would count every offer's talks.
        .correlate(TalkOffer)
        .scalar_subquery()
    )
