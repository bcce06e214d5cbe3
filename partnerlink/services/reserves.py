"""The reserve of a request: whether one is wanted, for which date, who it is, and who can be."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import RequestState, Side, TalkState, answering_side
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.talk_dates import is_free


def find_agreed_date(session: Session, request: TalkRequest) -> TalkDate | None:
    """Return the date on which a speaker comes; None while nobody is planned."""
    if request.state is not RequestState.PLANNED:
        return None
    planned = Talk.request_id == request.id, Talk.state == TalkState.PLANNED
    for day, part in session.execute(select(Talk.day, Talk.part).where(*planned)):
        if day is not None and part is not None:
            return TalkDate(day, part)
    return None


def find_reserve_date(session: Session, request: TalkRequest, *, now: datetime) -> TalkDate | None:
    """Return the date for which a school may still ask a reserve; None when it may not.

    It may while a speaker is planned and to come, it wanted a reserve, and there is none.
    """
    if not request.wants_reserve or request.state is not RequestState.PLANNED:
        return None
    talks = session.scalars(
        select(Talk).where(
            Talk.request_id == request.id,
            Talk.state.in_((TalkState.PLANNED, TalkState.RESERVE)),
        )
    ).all()
    if any(talk.state is TalkState.RESERVE for talk in talks):
        return None
    coming = (talk for talk in talks if not talk.has_begun(now))
    return next((talk.agreed_date for talk in coming), None)


def find_date_behind(session: Session, talk: Talk, *, now: datetime) -> TalkDate | None:
    """Return the date on which the speaker of a question can stand behind the planned one.

    That is the date agreed on, when the question named it and the speaker is still free then. A
    school may always keep a reserve, a speaker may step behind when the school wants one. None
    without such a date, when nobody is planned, or when there is a reserve already. Source of the
    rule: docs/decisions/0010-reserve-and-cancelling.md.
    """
    side = answering_side(talk.state)
    if side is None or (side is Side.PARTNER and not talk.request.wants_reserve):
        return None
    agreed = find_agreed_date(session, talk.request)
    if agreed is None or agreed not in talk.proposed_dates or has_reserve(session, talk.request):
        return None
    return agreed if is_free(session, talk.offer, agreed, now=now) else None


def has_reserve(session: Session, request: TalkRequest) -> bool:
    """Tell whether somebody stands ready behind the planned speaker."""
    found = select(Talk.id).where(Talk.request_id == request.id, Talk.state == TalkState.RESERVE)
    return session.scalar(found.limit(1)) is not None


def find_reserve(session: Session, request: TalkRequest) -> Talk | None:
    """Return who stands ready behind the planned speaker, with everybody around."""
    return session.scalar(
        select(Talk)
        .where(Talk.request_id == request.id, Talk.state == TalkState.RESERVE)
        .options(*WITH_BOTH_ENDS)
    )
