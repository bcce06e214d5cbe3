"""Look after a planned talk until its day: call it off, set its time, say that it goes on.

The talk must come from `lock_talk`.
"""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.errors import DatePast, NotAllowedNow, TooEarly
from partnerlink.domain.talk import TALK, Side
from partnerlink.mail.kinds import MailKind
from partnerlink.models.talk import Talk
from partnerlink.services.match_index import refresh_offer
from partnerlink.services.reopening import replace_speaker
from partnerlink.services.talk_dates import today_of
from partnerlink.services.talks import write_to


def cancel(session: Session, talk: Talk, *, by: Side, reason: str, now: datetime) -> None:
    """Call a planned talk off and look for another speaker at once.

    Raises NotAllowedNow, also once the talk has begun: then it was held or it was not.
    """
    if talk.starts_at is not None and talk.starts_at <= now:
        raise NotAllowedNow(TALK.concept, "cancel", talk.state)
    talk.cancel(now, by=by, reason=reason)
    session.flush()
    replace_speaker(session, talk, now=now)
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_CANCELLED, now=now)
    refresh_offer(session, talk.offer, today=today_of(now))


def set_time(session: Session, talk: Talk, *, begin: time, end: time, now: datetime) -> None:
    """Move a planned talk within its day; begin and end are times in the Netherlands.

    Both calendars are told. Raises NotAllowedNow, and DatePast for a time that lies behind us.
    """
    if talk.day is None:
        raise NotAllowedNow(TALK.concept, "set_time", talk.state)
    starts_at = datetime.combine(talk.day, begin, tzinfo=AMSTERDAM)
    if starts_at <= now:
        raise DatePast
    talk.set_time(starts_at, datetime.combine(talk.day, end, tzinfo=AMSTERDAM), now=now)
    session.flush()
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_TIME_CHANGED, now=now)


def record_vog(talk: Talk, *, seen_by: str, seen_on: date, now: datetime) -> None:
    """Record who at the school saw the speaker's VOG, and when.

    Raises NotAllowedNow, and TooEarly for a day to come.
    """
    if seen_on > today_of(now):
        raise TooEarly
    talk.record_vog(seen_by=seen_by, seen_on=seen_on)
