"""Answer a question about a talk: yes with a date, in reserve, no, or taking it back.

The talk must come from `lock_talk`, so that of two answers at the same moment the second one
sees what the first one decided.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import DateNotOffered, NoMatch, NotAllowedNow, NotOpen, NotVerified
from partnerlink.domain.matching import Obstacle
from partnerlink.domain.talk import (
    FILLED,
    TALK,
    WAITING_FOR_ANSWER,
    Ending,
    OfferState,
    RequestState,
    Side,
    TalkState,
    answering_side,
)
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import Venue
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.models.talk import Talk
from partnerlink.services.match_index import refresh_offer, refresh_request
from partnerlink.services.reserves import find_date_behind, has_reserve
from partnerlink.services.talk_dates import part_times, require_free, today_of
from partnerlink.services.talks import write_to

STILL_SEEKING = frozenset({RequestState.OPEN, RequestState.PAUSED})


class Outcome(StrEnum):
    """What became of a yes."""

    PLANNED = "planned"
    RESERVE = "reserve"
    FILLED = "filled"


def accept(
    session: Session,
    talk: Talk,
    chosen: TalkDate | None,
    *,
    now: datetime,
    venue: Venue | None = None,
) -> Outcome:
    """Say yes to one of the proposed dates, for that part of the day.

    They meet in `venue`, or without it in the usual one of their ways. Whoever comes second
    becomes the reserve when the school wants one and the date suits; otherwise, as anybody whom
    it does not suit, they hear that the place is filled.
    Raises NotAllowedNow, NotVerified, NotOpen, DateNotOffered, NoMatch, DatePast, SpeakerBusy or
    AtCapacity.
    """
    if is_filled(talk):
        return Outcome.FILLED
    TALK.after("accept", talk.state)
    if talk.request.state is RequestState.PLANNED:
        return _accept_second(session, talk, now=now)
    _require_seeking(talk)
    if chosen not in talk.proposed_dates:
        raise DateNotOffered
    if venue is not None and venue not in talk.ways:
        raise NoMatch(Obstacle.DISTANCE)
    require_free(session, talk.offer, chosen, now=now)
    starts_at, ends_at = part_times(chosen)
    talk.accept(chosen, starts_at=starts_at, ends_at=ends_at, now=now, venue=venue)
    talk.request.fill()
    session.flush()
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_PLANNED, now=now)
    if not talk.request.wants_reserve or has_reserve(session, talk.request):
        end_questions(session, talk, now=now)
    else:
        _end_without_the_date(session, talk, now=now)
    refresh_request(session, talk.request, today=today_of(now))
    refresh_offer(session, talk.offer, today=today_of(now))
    return Outcome.PLANNED


def is_filled(talk: Talk) -> bool:
    """Tell whether this question ended because another speaker was first."""
    ended = (TalkState.DECLINED, TalkState.WITHDRAWN)
    return talk.state in ended and talk.reason == FILLED


def keep_in_reserve(session: Session, talk: Talk, *, now: datetime) -> None:
    """Keep a willing speaker behind the planned one, on that date; the other questions end.

    Raises NotAllowedNow when there is no such date; `find_date_behind` says when there is.
    """
    behind = find_date_behind(session, talk, now=now)
    if behind is None:
        raise NotAllowedNow(TALK.concept, "keep_in_reserve", talk.state)
    talk.keep_in_reserve(behind, now)
    session.flush()
    for told in Side:
        write_to(session, talk, told, MailKind.TALK_IN_RESERVE, now=now)
    end_questions(session, talk, now=now)


def decline(session: Session, talk: Talk, *, reason: str, now: datetime) -> None:
    """Say no, with a reason or without.

    Raises NotAllowedNow.
    """
    asker = talk.first_step
    talk.decline(now, reason=reason)
    session.flush()
    write_to(session, talk, asker, MailKind.TALK_DECLINED, now=now)


def withdraw(session: Session, talk: Talk, *, by: Side, reason: str, now: datetime) -> None:
    """Take a question, or the readiness to step in, back.

    Raises NotAllowedNow.
    """
    talk.withdraw(now, by=by, reason=reason)
    session.flush()
    write_to(session, talk, by.other, MailKind.TALK_WITHDRAWN, now=now)


def expire(session: Session, talk: Talk, *, now: datetime) -> None:
    """End a question that nobody answered in time, and tell who asked.

    Raises NotAllowedNow.
    """
    talk.expire(now)
    session.flush()
    write_to(session, talk, talk.first_step, MailKind.TALK_EXPIRED, now=now)


def end_questions(session: Session, talk: Talk, *, now: datetime) -> None:
    """End the other open questions of this talk's request with a friendly no."""
    for other in _other_questions(session, talk):
        end_as_filled(session, other, now=now)
    session.flush()


def end_as_filled(session: Session, talk: Talk, *, now: datetime) -> None:
    """Tell a speaker kindly that another one comes."""
    if answering_side(talk.state) is Side.SCHOOL:
        talk.decline(now, reason=FILLED)
    else:
        talk.withdraw(now, by=Side.SCHOOL, reason=FILLED)
    write_to(session, talk, Side.PARTNER, MailKind.TALK_FILLED, now=now)


def end_as_full(session: Session, talk: Talk, *, now: datetime) -> None:
    """End a question, or a promise to stand ready, of a speaker who gives no more talks this year.

    Raises NotAllowedNow.
    """
    if answering_side(talk.state) is Side.PARTNER:
        talk.decline(now, reason=Ending.FULL)
    else:
        talk.withdraw(now, by=Side.PARTNER, reason=Ending.FULL)
    session.flush()
    write_to(session, talk, Side.SCHOOL, MailKind.TALK_SPEAKER_FULL, now=now)
    if talk.first_step is Side.PARTNER:
        write_to(session, talk, Side.PARTNER, MailKind.TALK_SPEAKER_FULL, now=now)


def _other_questions(session: Session, talk: Talk) -> Sequence[Talk]:
    chosen = select(Talk).where(
        Talk.request_id == talk.request_id,
        Talk.id != talk.id,
        Talk.state.in_(WAITING_FOR_ANSWER),
    )
    return session.scalars(chosen.order_by(Talk.id).options(*WITH_BOTH_ENDS)).all()


def _end_without_the_date(session: Session, talk: Talk, *, now: datetime) -> None:
    # Who was never asked for the date agreed on cannot become the reserve, so need not wait.
    for other in _other_questions(session, talk):
        if talk.agreed_date not in other.proposed_dates:
            end_as_filled(session, other, now=now)
    session.flush()


def _accept_second(session: Session, talk: Talk, *, now: datetime) -> Outcome:
    is_wanted = talk.request.wants_reserve
    if is_wanted and find_date_behind(session, talk, now=now) is not None:
        keep_in_reserve(session, talk, now=now)
        return Outcome.RESERVE
    end_as_filled(session, talk, now=now)
    session.flush()
    return Outcome.FILLED


def _require_seeking(talk: Talk) -> None:
    side = answering_side(talk.state)
    if side is None:
        raise NotAllowedNow(TALK.concept, "accept", talk.state)
    if not talk.organisation_at(side).is_verified:
        raise NotVerified
    is_there = talk.organisation_at(side.other).is_verified
    is_offered = talk.offer.state in (OfferState.OPEN, OfferState.PAUSED)
    if not (is_there and is_offered and talk.request.state in STILL_SEEKING):
        raise NotOpen
