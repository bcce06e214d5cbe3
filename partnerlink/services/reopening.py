"""Look for a speaker again: the reserve first, and otherwise everybody."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import FILLED, RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.match_index import refresh_request
from partnerlink.services.talk_dates import day_to_answer_by, is_past, possible_dates, today_of
from partnerlink.services.talks import has_talk_in, write_to


def replace_speaker(session: Session, talk: Talk, *, now: datetime) -> None:
    """Ask the reserve at once after `talk` fell through; without one, open the request again.

    The reserve is asked for the date that was agreed, or for any other when that one is past or
    does not suit. A reserve for whom no date is left is thanked.
    """
    reserve = session.scalar(
        select(Talk)
        .where(Talk.request_id == talk.request_id, Talk.state == TalkState.RESERVE)
        .options(*WITH_BOTH_ENDS)
    )
    if reserve is not None:
        possible = possible_dates(session, reserve.request, reserve.offer, now=now)
        agreed = talk.agreed_date
        dates = (agreed,) if agreed is not None and agreed in possible else possible
        if dates:
            _ask(session, reserve, dates, now=now)
            return
        dismiss_reserve(session, reserve, now=now)
    look_again(session, talk.request, now=now)


def look_again(session: Session, request: TalkRequest, *, now: datetime) -> None:
    """Open a request that lost its speaker, or close it when its dates are past.

    Nothing happens while a speaker is planned, or when the request never lost one.
    """
    if request.state is not RequestState.PLANNED or has_talk_in(
        session, request, TalkState.PLANNED
    ):
        return
    request.reopen()
    if not has_dates_left(request, now=now):
        request.close()
    refresh_request(session, request, today=today_of(now))


def has_dates_left(request: TalkRequest, *, now: datetime) -> bool:
    """Tell whether a talk for this request could still begin."""
    return any(not is_past(chosen, now) for chosen in request.dates.from_day(today_of(now)))


def dismiss_reserve(session: Session, reserve: Talk, *, now: datetime) -> None:
    """Let a reserve go who is not needed any more."""
    reserve.withdraw(now, by=Side.SCHOOL, reason=FILLED)
    session.flush()
    write_to(session, reserve, Side.PARTNER, MailKind.TALK_FILLED, now=now)


def _ask(session: Session, reserve: Talk, dates: tuple[TalkDate, ...], *, now: datetime) -> None:
    answer_by = day_to_answer_by(session, reserve.school, dates, now=now)
    reserve.ask_reserve(dates, answer_by=answer_by, now=now)
    session.flush()
    write_to(session, reserve, Side.PARTNER, MailKind.TALK_INVITED, now=now)
