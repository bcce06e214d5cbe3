"""A talk in any state, with everybody around it, as the life of a talk makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import talk_after, talk_answers, talk_changes
from partnerlink.services.talks import lock_talk, start_talk
from tests.factories import NOW, make_offer, make_question, make_request, mornings

ONE_GROUP = {(Leerjaar.L3, Level.VMBO_KB): 24}
AFTER_THE_TALK = NOW + timedelta(weeks=5)
"""A moment after every date of a request that the factories make."""


@dataclass(frozen=True)
class Cast:
    """Who is in it: a request with its school's contact, an offer with its partner's."""

    request: TalkRequest
    offer: TalkOffer

    @property
    def teacher(self) -> Account:
        return self.request.contact

    @property
    def speaker(self) -> Account:
        return self.offer.contact


def make_cast(session: Session, **changes: object) -> Cast:
    """Make an open request and an open offer that fit."""
    return Cast(make_request(session, **changes), make_offer(session))  # type: ignore[arg-type]


def make_talk(
    session: Session,
    state: TalkState = TalkState.INVITED,
    *,
    cast: Cast | None = None,
    first_step: Side | None = None,
    now: datetime = NOW,
) -> Talk:
    """Bring a talk to `state` by the steps that lead there."""
    cast = cast or make_cast(session, wants_reserve=state is TalkState.RESERVE)
    by = first_step or (Side.PARTNER if state is TalkState.APPLIED else Side.SCHOOL)
    if state is TalkState.RESERVE:
        make_talk(session, TalkState.PLANNED, cast=Cast(cast.request, make_offer(session)))
        return _reserve(session, cast, by=by, now=now)
    talk = start_talk(
        session,
        cast.request,
        cast.offer,
        first_step=by,
        dates=mornings(2),
        message="Kunt u komen?",
        now=now,
    )
    _STEPS[state](session, talk, now)
    session.flush()
    return talk


def _reserve(session: Session, cast: Cast, *, by: Side, now: datetime) -> Talk:
    # A filled request takes no new questions, so this one was asked before it was filled.
    planned = session.scalars(select(Talk).where(Talk.request_id == cast.request.id)).one()
    talk = make_question(
        session,
        cast.request,
        cast.offer,
        first_step=by,
        dates=planned.proposed_dates,
        answer_by=planned.answer_by,
        now=now,
    )
    talk_answers.keep_in_reserve(session, locked(session, talk), now=now)
    return talk


def _nothing(_session: Session, _talk: Talk, _now: datetime) -> None:
    pass


def _plan(session: Session, talk: Talk, now: datetime) -> None:
    talk_answers.accept(session, locked(session, talk), mornings(1)[0], now=now)


def _hold(session: Session, talk: Talk, now: datetime) -> None:
    _plan(session, talk, now)
    talk_after.record_held(session, talk, ONE_GROUP, now=AFTER_THE_TALK)


def _miss(session: Session, talk: Talk, now: datetime) -> None:
    _plan(session, talk, now)
    talk_after.record_not_held(session, talk, reason="De spreker was ziek.", now=AFTER_THE_TALK)


def _cancel(session: Session, talk: Talk, now: datetime) -> None:
    _plan(session, talk, now)
    talk_changes.cancel(session, talk, by=Side.PARTNER, reason="Ik ben ziek.", now=now)


_STEPS: dict[TalkState, Callable[[Session, Talk, datetime], None]] = {
    TalkState.INVITED: _nothing,
    TalkState.APPLIED: _nothing,
    TalkState.PLANNED: _plan,
    TalkState.HELD: _hold,
    TalkState.NOT_HELD: _miss,
    TalkState.DECLINED: lambda session, talk, now: talk_answers.decline(
        session, talk, reason="Te druk.", now=now
    ),
    TalkState.EXPIRED: lambda session, talk, now: talk_answers.expire(session, talk, now=now),
    TalkState.WITHDRAWN: lambda session, talk, now: talk_answers.withdraw(
        session, talk, by=talk.first_step, reason="", now=now
    ),
    TalkState.CANCELLED: _cancel,
}


def locked(session: Session, talk: Talk) -> Talk:
    """Return the talk as a view that changes it gets it."""
    found = lock_talk(session, talk.id)
    assert found is not None
    return found


def letters(session: Session, *, about: Talk | None = None) -> list[tuple[str, str]]:
    """Return the kind and the receiving side of every letter about talks, in order."""
    found = session.scalars(select(OutboxMail).order_by(OutboxMail.id))
    return [
        (letter.kind, str(letter.facts["side"]))
        for letter in found
        if "talk_id" in letter.facts and (about is None or letter.facts["talk_id"] == about.id)
    ]


def state_of(session: Session, number: int) -> TalkState:
    """Return the state of a talk as it is stored now, and end the transaction."""
    session.rollback()
    state = session.get_one(Talk, number, populate_existing=True).state
    session.rollback()
    return state
