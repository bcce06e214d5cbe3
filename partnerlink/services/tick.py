"""What time brings: questions expire, people are reminded and asked, requests end, data goes.

Every step works in a small transaction of its own, which locks what it is about, looks
again whether there is still something to do, and does it. So two ticks at once do everything
once, and one broken record stops nothing but itself.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from partnerlink import db
from partnerlink.domain.talk import Ending, Side, answering_side
from partnerlink.mail.kinds import MailKind
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import (
    due_endings,
    due_talks,
    evening_clock,
    evening_erasure,
    evening_look_back,
    evening_reminders,
)
from partnerlink.services.match_index import refresh_request
from partnerlink.services.reopening import release
from partnerlink.services.talk_answers import end_as_full, expire, withdraw
from partnerlink.services.talk_dates import today_of
from partnerlink.services.talks import lock_talk, write_to

log = structlog.get_logger()

FAILED = "failed"


class Step(Protocol):
    """Something that happens by itself."""

    @property
    def name(self) -> str: ...

    def find(self, session: Session, now: datetime) -> list[int]:
        """Return the numbers of the records that are due."""

    def take(self, session: Session, number: int, now: datetime) -> bool:
        """Do it to one record, unless that is not due any more; tell whether it was done."""


class Act(Protocol):
    """What is done to a talk that is due."""

    def __call__(self, session: Session, talk: Talk, /, *, now: datetime) -> None: ...


@dataclass(frozen=True)
class TalkStep:
    """A step of a talk: which are due, perhaps by the school's holidays, and what is done."""

    name: str
    due: Callable[[datetime], Select[Talk]]
    act: Act
    is_time: due_talks.Check | None = None

    def find(self, session: Session, now: datetime) -> list[int]:
        """Return the numbers of the talks that are due."""
        if self.is_time is not None:
            return due_talks.numbers_when(session, self.due(now), self.is_time, now)
        return list(session.scalars(self.due(now).with_only_columns(Talk.id)))

    def take(self, session: Session, number: int, now: datetime) -> bool:
        """Lock a talk, and act when it is still due."""
        talk = lock_talk(session, number)
        due = self.due(now).where(Talk.id == number).with_only_columns(Talk.id)
        if talk is None or session.scalar(due) is None:
            return False
        self.act(session, talk, now=now)
        return True


@dataclass(frozen=True)
class RequestStep:
    """A step of a request."""

    name: str
    find: Callable[[Session, datetime], list[int]]
    take: Callable[[Session, int, datetime], bool]


def tick(now: datetime) -> Counter[str]:
    """Do everything that is due at `now`; return how often each step was taken.

    Needs an application context. Safe to run twice at once.
    """
    done: Counter[str] = Counter()
    for step in STEPS:
        with db.database().open_reading() as reading:
            numbers = step.find(reading, now)
        for number in numbers:
            done[_take(step, number, now)] += 1
    done.pop("", None)
    return done


def _take(step: Step, number: int, now: datetime) -> str:
    try:
        with db.writing() as session:
            return step.name if step.take(session, number, now) else ""
    except Exception:
        log.exception("tick step failed", step=step.name, number=number)
        return FAILED


def _find_past_requests(session: Session, now: datetime) -> list[int]:
    return list(session.scalars(due_talks.past_requests(now).with_only_columns(TalkRequest.id)))


def _close_request(session: Session, number: int, now: datetime) -> bool:
    session.execute(select(TalkRequest.id).where(TalkRequest.id == number).with_for_update())
    due = due_talks.past_requests(now).where(TalkRequest.id == number)
    request = session.scalar(due.options(joinedload(TalkRequest.organisation)))
    if request is None:
        return False
    request.close()
    refresh_request(session, request, today=today_of(now))
    return True


def _find_stale_requests(session: Session, now: datetime) -> list[int]:
    return due_talks.stale_requests(session, today_of(now))


def _refresh_request(session: Session, number: int, now: datetime) -> bool:
    request = session.get(TalkRequest, number)
    if request is not None:
        refresh_request(session, request, today=today_of(now))
    return request is not None


def _end_question(session: Session, talk: Talk, *, now: datetime) -> None:
    has_request_ended = talk.request.state in due_endings.ENDED_REQUESTS
    by = Side.SCHOOL if has_request_ended else Side.PARTNER
    withdraw(session, talk, by=by, reason="", now=now)


def _remind(session: Session, talk: Talk, *, now: datetime) -> None:
    side = answering_side(talk.state)
    assert side is not None
    write_to(session, talk, side, MailKind.TALK_REMINDER, now=now)


def _ask_reconfirmation(session: Session, talk: Talk, *, now: datetime) -> None:
    talk.ask_reconfirmation(now)
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_RECONFIRM, now=now)


def _ask_outcome(session: Session, talk: Talk, *, now: datetime) -> None:
    talk.ask_outcome(now)
    write_to(session, talk, Side.SCHOOL, MailKind.TALK_OUTCOME, now=now)


def _ask_outcome_again(session: Session, talk: Talk, *, now: datetime) -> None:
    talk.ask_outcome_again(now)
    write_to(session, talk, Side.SCHOOL, MailKind.TALK_OUTCOME, now=now)


def _release(session: Session, talk: Talk, *, now: datetime) -> None:
    release(session, talk, Ending.NOT_NEEDED, now=now)


STEPS: tuple[Step, ...] = (
    RequestStep("closed", _find_past_requests, _close_request),
    TalkStep("ended", due_endings.talks_without_an_end, _end_question),
    TalkStep("full", due_endings.talks_at_full_offers, end_as_full),
    TalkStep("expired", due_endings.unanswered_talks, expire),
    TalkStep("reminded", due_talks.unreminded_talks, _remind, due_talks.is_time_to_remind),
    TalkStep(
        "reconfirmed",
        due_talks.unreconfirmed_talks,
        _ask_reconfirmation,
        due_talks.is_time_to_reconfirm,
    ),
    TalkStep("outcome_asked", due_talks.unrecorded_talks, _ask_outcome),
    TalkStep(
        "outcome_asked_again",
        due_talks.still_unrecorded_talks,
        _ask_outcome_again,
        due_talks.is_time_to_ask_again,
    ),
    TalkStep("released", due_endings.reserves_of_talks_that_are_over, _release),
    RequestStep("refreshed", _find_stale_requests, _refresh_request),
    *evening_clock.STEPS,
    *evening_reminders.STEPS,
    *evening_look_back.STEPS,
    # Last: what is counted and written above comes before what is erased.
    *evening_erasure.STEPS,
)
