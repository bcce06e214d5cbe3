"""Look after a planned talk until its day: call it off, set its time, say that it goes on.

The talk must come from `lock_talk`.
"""

from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.errors import DatePast, NoMatch, NotAllowedNow, OutsidePart, TooEarly
from partnerlink.domain.matching import Obstacle
from partnerlink.domain.talk import (
    TALK,
    AfterCancelling,
    Ending,
    Side,
    is_in_part,
    latest_end,
)
from partnerlink.domain.vocabulary import Venue
from partnerlink.mail.kinds import MailKind
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.closing import end_waiting
from partnerlink.services.match_index import refresh_offer, refresh_request
from partnerlink.services.reopening import (
    ask_future_reserves_to_come,
    look_again,
    release,
    replace_speaker,
)
from partnerlink.services.reserves import find_reserve
from partnerlink.services.talk_dates import today_of
from partnerlink.services.talks import write_to


def cancel(
    session: Session,
    talk: Talk,
    *,
    by: Side,
    reason: str,
    now: datetime,
    afterwards: AfterCancelling = AfterCancelling.SET_ASIDE,
) -> None:
    """Call a planned talk off.

    When the speaker does so, another one is sought at once, the reserve first. When the school
    does, `afterwards` says whether it still seeks somebody; its reserve is thanked. `reason` may
    be an Ending. Raises NotAllowedNow, also once the talk has begun: then it was held or it was
    not.
    """
    if talk.has_begun(now):
        raise NotAllowedNow(TALK.concept, "cancel", talk.state)
    talk.cancel(now, by=by, reason=reason)
    session.flush()
    if by is Side.PARTNER:
        replace_speaker(session, talk, now=now)
    else:
        _after_the_school(session, talk.request, afterwards, now=now)
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_CANCELLED, now=now)
    refresh_offer(session, talk.offer, today=today_of(now))


def set_time(session: Session, talk: Talk, *, begin: time, end: time, now: datetime) -> None:
    """Say in which hour a planned talk is; begin and end are times in the Netherlands.

    It begins in the part of the day that the speaker said yes to, and ends at its `latest_end` at
    the latest. Both calendars are told. Raises NotAllowedNow, OutsidePart, and DatePast for a time
    that lies behind us.
    """
    if talk.day is None or talk.part is None:
        raise NotAllowedNow(TALK.concept, "set_time", talk.state)
    if not is_in_part(begin, talk.part) or not begin < end <= latest_end(talk.part):
        raise OutsidePart
    starts_at = datetime.combine(talk.day, begin, tzinfo=AMSTERDAM)
    if starts_at <= now:
        raise DatePast
    talk.set_time(starts_at, datetime.combine(talk.day, end, tzinfo=AMSTERDAM), now=now)
    session.flush()
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_TIME_CHANGED, now=now)


def set_venue(session: Session, talk: Talk, venue: Venue, *, now: datetime) -> None:
    """Let the two meet in another of their ways; both calendars are told.

    Raises NotAllowedNow, and NoMatch for a way that is not open to them.
    """
    if venue not in talk.ways:
        raise NoMatch(Obstacle.DISTANCE)
    talk.set_venue(venue, now=now)
    _tell_how_they_meet(session, talk, now=now)


def set_link(session: Session, talk: Talk, link: str, *, now: datetime) -> None:
    """Say on which web address the two meet; both calendars are told.

    Raises NotAllowedNow, also for a talk at school.
    """
    if not talk.is_online:
        raise NotAllowedNow(TALK.concept, "set_link", talk.state)
    talk.set_link(link, now=now)
    _tell_how_they_meet(session, talk, now=now)


def _tell_how_they_meet(session: Session, talk: Talk, *, now: datetime) -> None:
    session.flush()
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_MEETING_CHANGED, now=now)


def record_vog(talk: Talk, *, seen_by: str, seen_on: date, now: datetime) -> None:
    """Record who at the school saw the speaker's VOG, and when.

    Raises NotAllowedNow, and TooEarly for a day to come.
    """
    if seen_on > today_of(now):
        raise TooEarly
    talk.record_vog(seen_by=seen_by, seen_on=seen_on)


def _after_the_school(
    session: Session, request: TalkRequest, afterwards: AfterCancelling, *, now: datetime
) -> None:
    reserve = find_reserve(session, request)
    if reserve is not None:
        release(session, reserve, Ending.CALLED_OFF, now=now)
    if afterwards is AfterCancelling.SEEK:
        look_again(session, request, now=now)
        ask_future_reserves_to_come(session, request, now=now)
        return
    request.set_aside()
    session.flush()
    waiting = select(Talk).where(Talk.request_id == request.id)
    end_waiting(session, waiting, by=Side.SCHOOL, now=now, reason=Ending.CALLED_OFF)
    refresh_request(session, request, today=today_of(now))
