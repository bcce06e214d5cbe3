"""After the day of a talk: was it held, how did it go, and would both do it again?

The talk must come from `lock_talk`.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import Incomplete, NotAllowedNow, TooEarly, TooLate
from partnerlink.domain.school_year import school_year_of
from partnerlink.domain.talk import TALK, Ending, Side, TalkState
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.mail.kinds import MailKind
from partnerlink.models.encounter import Encounter, new_meeting
from partnerlink.models.talk import Talk
from partnerlink.services.match_index import refresh_offer, refresh_request
from partnerlink.services.reopening import release, replace_speaker
from partnerlink.services.reserves import find_reserve
from partnerlink.services.talk_answers import end_questions
from partnerlink.services.talk_dates import today_of
from partnerlink.services.talks import write_to

Groups = Mapping[tuple[Leerjaar, Level], int]
"""How many pupils were there, of each leerjaar and level."""


def record_held(session: Session, talk: Talk, groups: Groups, *, now: datetime) -> None:
    """Record that the talk took place, and for whom; this makes it an encounter.

    Raises NotAllowedNow, TooEarly before the talk began, and Incomplete without any group.
    """
    _require_begun(talk, now=now)
    talk.record_held()
    talk.request.complete()
    _write_encounters(session, talk, groups)
    _release_others(session, talk, now=now)
    for side in Side:
        write_to(session, talk, side, MailKind.TALK_EVALUATE, now=now)
    refresh_request(session, talk.request, today=today_of(now))


def correct_held(session: Session, talk: Talk, groups: Groups, *, now: datetime) -> None:
    """Put right for whom a talk was: `groups` takes the place of what was recorded.

    Raises NotAllowedNow, TooLate once its school year is over, and Incomplete without any group.
    """
    talk.correct_held()
    if not is_correctable(talk, now=now):
        raise TooLate
    session.execute(delete(Encounter).where(Encounter.talk_id == talk.id))
    _write_encounters(session, talk, groups)


def is_correctable(talk: Talk, *, now: datetime) -> bool:
    """Tell whether the school year of a talk that was held is still going on."""
    return talk.day is not None and today_of(now) <= school_year_of(talk.day).last_day


def recorded_groups(session: Session, talk: Talk) -> dict[tuple[Leerjaar, Level], int]:
    """Return for whom a talk was recorded, in order."""
    met = session.scalars(select(Encounter).where(Encounter.talk_id == talk.id)).all()
    found = {(each.leerjaar, each.level): each.pupils for each in met}
    return {
        (leerjaar, level): found[leerjaar, level]
        for leerjaar in Leerjaar
        for level in Level
        if (leerjaar, level) in found
    }


def record_not_held(session: Session, talk: Talk, *, reason: str, now: datetime) -> None:
    """Record that the talk did not take place, and look for a speaker on the dates that are left.

    The speaker reads what was recorded. Raises NotAllowedNow, and TooEarly before the talk would
    have begun.
    """
    _require_begun(talk, now=now)
    talk.record_not_held(reason=reason)
    session.flush()
    write_to(session, talk, Side.PARTNER, MailKind.TALK_NOT_HELD, now=now)
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


def _prepare_again(session: Session, talk: Talk, *, now: datetime) -> None:
    if session.scalar(talk.next_draft()) is not None:
        return
    session.add(talk.request.copy(contact=talk.request.contact, now=now))
    session.flush()
    write_to(session, talk, Side.SCHOOL, MailKind.TALK_AGAIN, now=now)


def _wants_again(talk: Talk, side: Side) -> bool:
    said = talk.evaluation_by(side)
    return said is not None and said.wants_again


def _require_begun(talk: Talk, *, now: datetime) -> None:
    if talk.state is TalkState.PLANNED and not talk.has_begun(now):
        raise TooEarly


def _release_others(session: Session, talk: Talk, *, now: datetime) -> None:
    end_questions(session, talk, now=now)
    reserve = find_reserve(session, talk.request)
    if reserve is not None:
        release(session, reserve, Ending.NOT_NEEDED, now=now)


def _write_encounters(session: Session, talk: Talk, groups: Groups) -> None:
    if not groups:
        raise Incomplete("groups")
    meeting = new_meeting()
    session.add_all(
        Encounter(
            school_id=talk.school_id,
            partner_id=talk.partner_id,
            talk_id=talk.id,
            meeting=meeting,
            day=talk.day,
            leerjaar=leerjaar,
            level=level,
            pupils=pupils,
            competences=talk.request.competences,
        )
        for (leerjaar, level), pupils in groups.items()
    )
    session.flush()
