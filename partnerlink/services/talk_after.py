"""After the day of a talk: was it held, how did it go, and would both do it again?

The talk must come from `lock_talk`.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow, TooEarly
from partnerlink.domain.talk import TALK, Side, TalkState
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.models.encounter import Encounter
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.match_index import refresh_offer, refresh_request
from partnerlink.services.reopening import dismiss_reserve, replace_speaker
from partnerlink.services.talk_answers import end_questions
from partnerlink.services.talk_dates import today_of
from partnerlink.services.talks import write_to


def record_held(
    session: Session, talk: Talk, *, leerjaar: Leerjaar, level: Level, pupils: int, now: datetime
) -> None:
    """Record that the talk took place, for whom and how many; this makes it an encounter.

    Raises NotAllowedNow, and TooEarly before the talk began.
    """
    _require_begun(talk, now=now)
    talk.record_held()
    talk.request.complete()
    session.add(
        Encounter(
            school_id=talk.school_id,
            partner_id=talk.partner_id,
            talk_id=talk.id,
            day=talk.day,
            leerjaar=leerjaar,
            level=level,
            pupils=pupils,
            competences=talk.request.competences,
        )
    )
    session.flush()
    _release_others(session, talk, now=now)
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_EVALUATE, now=now)
    refresh_request(session, talk.request, today=today_of(now))


def record_not_held(session: Session, talk: Talk, *, reason: str, now: datetime) -> None:
    """Record that the talk did not take place, and look for a speaker on the dates that are left.

    Raises NotAllowedNow, and TooEarly before the talk would have begun.
    """
    _require_begun(talk, now=now)
    talk.record_not_held(reason=reason)
    session.flush()
    replace_speaker(session, talk, now=now)
    refresh_offer(session, talk.offer, today=today_of(now))


def evaluate(
    session: Session,
    talk: Talk,
    side: Side,
    *,
    rating: int,
    remark: str,
    wants_again: bool,
    now: datetime,
) -> None:
    """Keep what one side says afterwards; `rating` is 1 (not good) to 4 (very good).

    When both would do it again, the school gets a draft for it; when only the school has said
    so, the speaker is asked. Raises NotAllowedNow.
    """
    talk.evaluate(side, rating=rating, remark=remark, wants_again=wants_again, now=now)
    session.flush()
    if not _wants_again(talk, Side.SCHOOL):
        return
    if _wants_again(talk, Side.PARTNER):
        _prepare_again(session, talk, now=now)
    elif side is Side.SCHOOL and talk.evaluation_by(Side.PARTNER) is None:
        write_to(session, talk, Side.PARTNER, MailKind.TALK_AGAIN, now=now)


def answer_again(session: Session, talk: Talk, *, now: datetime) -> None:
    """Let the speaker say yes to another time, which gives the school a draft to ask it with.

    Raises NotAllowedNow when the talk was not held, or the school does not want it again.
    """
    TALK.after("answer_again", talk.state)
    if not _wants_again(talk, Side.SCHOOL):
        raise NotAllowedNow(TALK.concept, "answer_again", talk.state)
    said = talk.evaluation_by(Side.PARTNER)
    if said is not None:
        said.wants_again = True
    _prepare_again(session, talk, now=now)


def find_next_draft(session: Session, talk: Talk) -> int | None:
    """Return the number of the draft that was made of this talk's request for another time."""
    copies = select(TalkRequest.id).where(TalkRequest.copied_from_id == talk.request_id)
    return session.scalar(copies.order_by(TalkRequest.id).limit(1))


def _prepare_again(session: Session, talk: Talk, *, now: datetime) -> None:
    if find_next_draft(session, talk) is not None:
        return
    session.add(talk.request.copy(contact=talk.request.contact, now=now))
    session.flush()
    write_to(session, talk, Side.SCHOOL, MailKind.TALK_AGAIN, now=now)


def _wants_again(talk: Talk, side: Side) -> bool:
    said = talk.evaluation_by(side)
    return said is not None and said.wants_again


def _require_begun(talk: Talk, *, now: datetime) -> None:
    if talk.state is TalkState.PLANNED and talk.starts_at is not None and talk.starts_at > now:
        raise TooEarly


def _release_others(session: Session, talk: Talk, *, now: datetime) -> None:
    end_questions(session, talk, now=now)
    reserve = session.scalar(
        select(Talk)
        .where(Talk.request_id == talk.request_id, Talk.state == TalkState.RESERVE)
        .options(*WITH_BOTH_ENDS)
    )
    if reserve is not None:
        dismiss_reserve(session, reserve, now=now)
