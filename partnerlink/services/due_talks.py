"""Which talks and requests time has something to do with; each select finds a thing once only.

Nothing is asked about a talk with an organisation that no longer takes part.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.school_days import Holiday, reconfirm_day, school_days_between
from partnerlink.domain.talk import WAITING_FOR_ANSWER, RequestState, TalkState
from partnerlink.domain.talk_dates import parts_left
from partnerlink.mail.kinds import MailKind
from partnerlink.models.match_point import RequestPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import RequestDate, TalkRequest
from partnerlink.services.holidays import holidays_of
from partnerlink.services.match_index import request_point
from partnerlink.services.talk_dates import clock_in_the_netherlands, today_of

REMIND_SCHOOL_DAYS = 2
LONGEST_BREAK = timedelta(days=60)
"""No five school days take longer than this, the summer holiday included."""
ASK_OUTCOME_AGAIN_AFTER = 5
"""School days."""


def past_requests(now: datetime) -> Select[TalkRequest]:
    """Select the requests that still look for a speaker, but whose dates all lie behind us."""
    today, to_come = today_of(now), parts_left(clock_in_the_netherlands(now).time())
    is_to_come = or_(
        RequestDate.day > today, and_(RequestDate.day == today, RequestDate.part.in_(to_come))
    )
    return (
        select(TalkRequest)
        .where(
            TalkRequest.state.in_((RequestState.OPEN, RequestState.PAUSED)),
            ~exists().where(RequestDate.request_id == TalkRequest.id, is_to_come),
            or_(TalkRequest.period_end.is_(None), TalkRequest.period_end < today),
        )
        .order_by(TalkRequest.id)
    )


def unreminded_talks(now: datetime) -> Select[Talk]:
    """Select the questions of an earlier day of which nobody was reminded yet."""
    today = today_of(now)
    midnight = datetime.combine(today, time.min, tzinfo=AMSTERDAM)
    contact = case(
        (Talk.state == TalkState.INVITED, TalkOffer.contact_id), else_=TalkRequest.contact_id
    )
    reminder = and_(
        OutboxMail.account_id == contact,
        OutboxMail.kind == MailKind.TALK_REMINDER,
        OutboxMail.posted_at >= Talk.asked_at,
        OutboxMail.facts["talk_id"].as_integer() == Talk.id,
    )
    return (
        select(Talk)
        .join(Talk.request)
        .join(Talk.offer)
        .where(
            Talk.state.in_(WAITING_FOR_ANSWER),
            Talk.answer_by.between(today, today + LONGEST_BREAK),
            Talk.asked_at < midnight,
            ~exists().where(reminder),
            _take_part(Talk.school_id, Talk.partner_id),
        )
        .order_by(Talk.id)
    )


def unreconfirmed_talks(now: datetime) -> Select[Talk]:
    """Select the planned talks ahead about which both sides were not asked yet."""
    return (
        select(Talk)
        .where(
            Talk.state == TalkState.PLANNED,
            Talk.reconfirm_asked_at.is_(None),
            ~Talk.begun_by(now),
            Talk.day <= today_of(now) + LONGEST_BREAK,
            _take_part(Talk.school_id, Talk.partner_id),
        )
        .order_by(Talk.id)
    )


def unrecorded_talks(now: datetime) -> Select[Talk]:
    """Select the planned talks of an earlier day of whose outcome the school was not asked yet."""
    return (
        select(Talk)
        .where(
            Talk.state == TalkState.PLANNED,
            Talk.outcome_asked_at.is_(None),
            Talk.day < today_of(now),
            _take_part(Talk.school_id),
        )
        .order_by(Talk.id)
    )


def still_unrecorded_talks(now: datetime) -> Select[Talk]:
    """Select the planned talks of whose outcome the school was asked once, on an earlier day."""
    midnight = datetime.combine(today_of(now), time.min, tzinfo=AMSTERDAM)
    return (
        select(Talk)
        .where(
            Talk.state == TalkState.PLANNED,
            Talk.outcome_asked_at < midnight,
            Talk.outcome_asked_again_at.is_(None),
            _take_part(Talk.school_id),
        )
        .order_by(Talk.id)
    )


def _take_part(*sides: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    is_out = exists().where(
        Organisation.id.in_(sides), Organisation.state != OrganisationState.VERIFIED
    )
    return ~is_out


def is_time_to_remind(talk: Talk, holidays: tuple[Holiday, ...], now: datetime) -> bool:
    """Tell whether two school days are left to answer, or fewer."""
    left = school_days_between(today_of(now), talk.answer_by, holidays)
    return left <= REMIND_SCHOOL_DAYS


def is_time_to_reconfirm(talk: Talk, holidays: tuple[Holiday, ...], now: datetime) -> bool:
    """Tell whether five school days are left; who agreed within those days has just said yes."""
    assert talk.day is not None
    assert talk.answered_at is not None
    asked_on = reconfirm_day(talk.day, holidays)
    return today_of(talk.answered_at) < asked_on <= today_of(now)


def is_time_to_ask_again(talk: Talk, holidays: tuple[Holiday, ...], now: datetime) -> bool:
    """Tell whether five school days went by since the school was asked how the talk went."""
    assert talk.outcome_asked_at is not None
    gone_by = school_days_between(today_of(talk.outcome_asked_at), today_of(now), holidays)
    return gone_by >= ASK_OUTCOME_AGAIN_AFTER


Check = Callable[[Talk, tuple[Holiday, ...], datetime], bool]


def numbers_when(session: Session, chosen: Select[Talk], check: Check, now: datetime) -> list[int]:
    """Return the numbers of the chosen talks for which it is time, by the school's holidays."""
    talks = session.scalars(chosen.options(joinedload(Talk.school))).all()
    schools = {talk.school_id: talk.school for talk in talks}
    kept = _Holidays(session, schools)
    return [talk.id for talk in talks if check(talk, kept[talk.school_id], now)]


class _Holidays(defaultdict[int, tuple[Holiday, ...]]):
    """The holidays of some schools, each looked up once and only when needed."""

    def __init__(self, session: Session, schools: dict[int, Organisation]) -> None:
        super().__init__()
        self.session, self.schools = session, schools

    def __missing__(self, number: int) -> tuple[Holiday, ...]:
        self[number] = holidays_of(self.session, self.schools[number])
        return self[number]


def stale_requests(session: Session, today: date) -> list[int]:
    """Return the numbers of the open requests whose weekly slots changed as dates went by."""
    chosen = (
        select(TalkRequest, RequestPoint.slots)
        .join(RequestPoint, RequestPoint.request_id == TalkRequest.id)
        .where(
            or_(
                exists().where(RequestDate.request_id == TalkRequest.id, RequestDate.day < today),
                TalkRequest.period_end <= today + timedelta(days=7),
            )
        )
        .options(joinedload(TalkRequest.organisation))
    )
    return sorted(
        {
            request.id
            for request, slots in session.execute(chosen)
            if request_point(request, request.organisation, today=today)["slots"] != slots
        }
    )
