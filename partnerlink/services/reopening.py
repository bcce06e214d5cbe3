"""Look for a speaker again after one fell through: everybody may come, the reserve is asked first.

Why the request opens while the reserve still thinks: docs/decisions/0010-reserve-and-cancelling.md.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.reserve import last_day_to_step_in
from partnerlink.domain.talk import AskedAs, Ending, RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.holidays import holidays_of
from partnerlink.services.match_index import refresh_request
from partnerlink.services.reserves import find_reserve
from partnerlink.services.talk_dates import has_dates_left, possible_dates, today_of
from partnerlink.services.talks import write_to


def replace_speaker(session: Session, talk: Talk, *, now: datetime) -> None:
    """Open the request again after `talk` fell through, and ask its reserve at once.

    The reserve is asked for the date that was agreed, or for any other when that one is gone or
    does not suit. A reserve for whom no date is left is told so and thanked. Whoever was asked to
    stand in reserve, and has not answered, is asked to come.
    """
    reserve = find_reserve(session, talk.request)
    look_again(session, talk.request, now=now)
    if reserve is not None:
        possible = possible_dates(session, reserve.request, reserve.offer, now=now)
        agreed = talk.agreed_date
        if talk.state is TalkState.NOT_HELD:
            possible = tuple(chosen for chosen in possible if chosen != agreed)
        dates = (agreed,) if agreed is not None and agreed in possible else possible
        if dates:
            _ask(session, reserve, dates, now=now)
        else:
            release(session, reserve, Ending.NO_DATE, now=now)
    ask_future_reserves_to_come(session, talk.request, now=now)


def look_again(session: Session, request: TalkRequest, *, now: datetime) -> None:
    """Open a request that lost its speaker, or close it when its dates are past.

    Raises NotAllowedNow when it never had one.
    """
    request.reopen()
    if not has_dates_left(request, now=now):
        request.close()
    refresh_request(session, request, today=today_of(now))


def ask_future_reserves_to_come(session: Session, request: TalkRequest, *, now: datetime) -> None:
    """Ask those to come who were asked to stand behind a speaker who will not come any more."""
    if request.state is not RequestState.OPEN:
        return
    asked = select(Talk).where(
        Talk.request_id == request.id,
        Talk.state == TalkState.INVITED,
        Talk.asked_as == AskedAs.RESERVE,
    )
    for talk in session.scalars(asked.order_by(Talk.id).options(*WITH_BOTH_ENDS)).all():
        talk.ask_to_come()
        write_to(session, talk, Side.PARTNER, MailKind.TALK_INVITED, now=now)
    session.flush()


def release(session: Session, reserve: Talk, ending: Ending, *, now: datetime) -> None:
    """Let a reserve go, with thanks; `ending` says why.

    Raises NotAllowedNow.
    """
    reserve.withdraw(now, by=Side.SCHOOL, reason=ending)
    session.flush()
    write_to(session, reserve, Side.PARTNER, MailKind.TALK_RESERVE_RELEASED, now=now)


def _ask(session: Session, reserve: Talk, dates: tuple[TalkDate, ...], *, now: datetime) -> None:
    answer_by = last_day_to_step_in(
        today_of(now), dates[0].day, holidays_of(session, reserve.school)
    )
    reserve.ask_reserve(dates, answer_by=answer_by, now=now)
    session.flush()
    write_to(session, reserve, Side.PARTNER, MailKind.TALK_RESERVE_ASKED, now=now)
