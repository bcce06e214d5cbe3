"""What needs doing now, for each kind of user; most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.evening_steps import EveningStep
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.school_year import school_year_of
from partnerlink.domain.talk import (
    GOING_ON,
    OfferState,
    RequestState,
    Side,
    TalkState,
    answering_side,
)
from partnerlink.models.account import Account
from partnerlink.models.encounter import Encounter
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.evening_todos import EveningTodo, evening_todos
from partnerlink.services.region_queue import count_states, dead_letters
from partnerlink.services.talk_dates import today_of

EVALUATE_WITHIN = timedelta(days=60)
COMING_SHOWN = 5


class TodoKind(StrEnum):
    """What can need doing, most urgent first."""

    EVENING_TODAY = "evening_today"
    ANSWER = "answer"
    RECONFIRM = "reconfirm"
    EVENING_ANSWERS = "evening_answers"
    SET_TIME = "set_time"
    SET_LINK = "set_link"
    RECORD = "record"
    VERIFY = "verify"
    DEAD_MAIL = "dead_mail"
    FIND = "find"
    EVENING_NEXT = "evening_next"
    EVALUATE = "evaluate"
    EVENING_REPORT = "evening_report"
    FINISH_REQUEST = "finish_request"
    FINISH_OFFER = "finish_offer"


EVENING_KINDS = {
    EveningStep.DOOR: TodoKind.EVENING_TODAY,
    EveningStep.LOSE_SEATS: TodoKind.EVENING_ANSWERS,
    EveningStep.UNANSWERED: TodoKind.EVENING_ANSWERS,
    EveningStep.REPORT: TodoKind.EVENING_REPORT,
}


@dataclass(frozen=True)
class Todo:
    """One thing to do: about which record, and until when it matters.

    `number` is the key of the talk, request, offer or evening; `count` how many there are when it
    is about several at once. Of an evening `prepared` tells how far it is.
    """

    kind: TodoKind
    number: int = 0
    subject: str = ""
    who: str = ""
    day: date | None = None
    count: int = 1
    prepared: EveningTodo | None = None


@dataclass(frozen=True)
class Overview:
    """What a dashboard shows."""

    todos: tuple[Todo, ...]
    coming: tuple[Talk, ...] = ()
    waiting: int = 0
    held_this_year: int = 0
    pupils_this_year: int = 0


def overview_of_school(session: Session, school: Organisation, *, now: datetime) -> Overview:
    """Return what a school has to do: its talks, requests that lack a speaker, its evenings."""
    talks = _talks(session, school.id, now=now)
    busy = {talk.request_id for talk in talks if talk.state in GOING_ON}
    todos = [
        *_talk_todos(talks, Side.SCHOOL, now=now),
        *_request_todos(session, school.id, busy),
        *_evening_todos(session, school.id, now=now),
    ]
    held, pupils = _held(session, Encounter.school_id == school.id, now=now)
    return _overview(todos, talks, Side.SCHOOL, now=now, held=held, pupils=pupils)


def overview_of_partner(session: Session, partner: Organisation, *, now: datetime) -> Overview:
    """Return what a partner has to do: its talks, and offers that are not out yet."""
    talks = _talks(session, partner.id, now=now)
    todos = [*_talk_todos(talks, Side.PARTNER, now=now), *_offer_todos(session, partner.id)]
    held, pupils = _held(session, Encounter.partner_id == partner.id, now=now)
    return _overview(todos, talks, Side.PARTNER, now=now, held=held, pupils=pupils)


def overview_of_region(session: Session, coordinator: Account) -> Overview:
    """Return what a coordinator has to do: organisations to verify, letters that failed."""
    waiting = count_states(session, coordinator)[OrganisationState.UNVERIFIED]
    dead = session.scalar(
        select(func.count()).select_from(dead_letters(coordinator).order_by(None).subquery())
    )
    found = ((TodoKind.VERIFY, waiting), (TodoKind.DEAD_MAIL, dead or 0))
    return Overview(tuple(Todo(kind, count=count) for kind, count in found if count))


def _held(session: Session, whose: ColumnElement[bool], *, now: datetime) -> tuple[int, int]:
    since = school_year_of(today_of(now)).first_day
    number, pupils = session.execute(
        select(
            func.count(Encounter.meeting.distinct()),
            func.coalesce(func.sum(Encounter.pupils), 0),
        ).where(whose, Encounter.day >= since, Encounter.evening_id.is_(None))
    ).one()
    return number, pupils


def _talks(session: Session, organisation_id: int, *, now: datetime) -> list[Talk]:
    recent = today_of(now) - EVALUATE_WITHIN
    chosen = (
        Talk.between(organisation_id)
        .where(Talk.state.in_(GOING_ON) | ((Talk.state == TalkState.HELD) & (Talk.day >= recent)))
        .options(
            joinedload(Talk.request),
            joinedload(Talk.offer),
            joinedload(Talk.school),
            joinedload(Talk.partner),
        )
        .order_by(Talk.id)
    )
    return list(session.scalars(chosen))


def _talk_todos(talks: list[Talk], side: Side, *, now: datetime) -> Iterator[Todo]:
    for talk in talks:
        for kind in _needed(talk, side, now=now):
            yield Todo(
                kind,
                number=talk.id,
                subject=talk.request.subject,
                who=talk.organisation_at(side.other).name,
                day=talk.answer_by if kind is TodoKind.ANSWER else talk.day,
            )


def _needed(talk: Talk, side: Side, *, now: datetime) -> Iterator[TodoKind]:
    if answering_side(talk.state) is side:
        yield TodoKind.ANSWER
    elif talk.state is TalkState.HELD and talk.evaluation_by(side) is None:
        yield TodoKind.EVALUATE
    elif talk.state is TalkState.PLANNED and not talk.has_begun(now):
        yield from _needed_before(talk, side)
    elif talk.state is TalkState.PLANNED and side is Side.SCHOOL and talk.is_over(now):
        yield TodoKind.RECORD


def _needed_before(talk: Talk, side: Side) -> Iterator[TodoKind]:
    if talk.reconfirm_asked_at is not None and talk.reconfirmed_at(side) is None:
        yield TodoKind.RECONFIRM
    if side is Side.SCHOOL and talk.lacks_time:
        yield TodoKind.SET_TIME
    if side is Side.SCHOOL and talk.lacks_link:
        yield TodoKind.SET_LINK


def _request_todos(session: Session, school_id: int, busy: set[int]) -> Iterator[Todo]:
    chosen = TalkRequest.of_organisation(school_id).where(
        TalkRequest.state.in_({RequestState.DRAFT, RequestState.OPEN})
    )
    for request in session.scalars(chosen):
        if request.state is RequestState.DRAFT:
            yield Todo(TodoKind.FINISH_REQUEST, number=request.id, subject=request.subject)
        elif request.id not in busy:
            last_day = None if request.dates.is_empty else request.dates.last_day
            yield Todo(TodoKind.FIND, number=request.id, subject=request.subject, day=last_day)


def _evening_todos(session: Session, school_id: int, *, now: datetime) -> Iterator[Todo]:
    for found in evening_todos(session, school_id, today=today_of(now)):
        yield Todo(
            EVENING_KINDS.get(found.step, TodoKind.EVENING_NEXT),
            number=found.evening.id,
            subject=found.evening.title,
            day=found.evening.day,
            prepared=found,
        )


def _offer_todos(session: Session, partner_id: int) -> Iterator[Todo]:
    chosen = TalkOffer.of_organisation(partner_id).where(TalkOffer.state == OfferState.DRAFT)
    for offer in session.scalars(chosen):
        yield Todo(TodoKind.FINISH_OFFER, number=offer.id, subject=offer.subject)


def _overview(
    todos: list[Todo], talks: list[Talk], side: Side, *, now: datetime, held: int, pupils: int
) -> Overview:
    coming = [talk for talk in talks if talk.state is TalkState.PLANNED and not talk.is_over(now)]
    coming.sort(key=lambda talk: (talk.starts_at, talk.id))
    return Overview(
        todos=tuple(sorted(todos, key=_urgency)),
        coming=tuple(coming[:COMING_SHOWN]),
        waiting=sum(answering_side(talk.state) is side.other for talk in talks),
        held_this_year=held,
        pupils_this_year=pupils,
    )


def _urgency(todo: Todo) -> tuple[int, date, int]:
    return list(TodoKind).index(todo.kind), todo.day or date.max, todo.number
