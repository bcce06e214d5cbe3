"""Questions in the mail of somebody who leaves: written again to whoever takes their place."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import AskedAs, Side, TalkState
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest

INVITATIONS: Mapping[AskedAs, MailKind] = MappingProxyType(
    {
        AskedAs.SPEAKER: MailKind.TALK_INVITED,
        AskedAs.RESERVE: MailKind.TALK_RESERVE_WANTED,
        AskedAs.STAND_IN: MailKind.TALK_RESERVE_ASKED,
    }
)


class Question(NamedTuple):
    """A letter that asks something about a talk."""

    talk_id: int
    side: Side
    kind: MailKind


def write_again(session: Session, leaver: Account, successor: Account, *, now: datetime) -> None:
    """Write to the successor what the leaver was asked by mail and did not answer.

    What still waits to be sent to the leaver is left out: it goes to the successor as it is. To
    be called while the leaver is still the contact.
    """
    waiting = _waiting_letters(session, leaver)
    for question in _open_questions(session, leaver, now=now):
        if (question.talk_id, question.kind) not in waiting:
            talk_id, side, kind = question
            post(session, kind, to=successor, now=now, talk_id=talk_id, side=str(side))


def _waiting_letters(session: Session, leaver: Account) -> set[tuple[int, MailKind]]:
    waiting = select(OutboxMail).where(
        OutboxMail.account_id == leaver.id, OutboxMail.state == MailState.WAITING
    )
    letters = session.scalars(waiting).all()
    return {
        (each.facts["talk_id"], MailKind(each.kind)) for each in letters if "talk_id" in each.facts
    }


def _open_questions(session: Session, leaver: Account, *, now: datetime) -> Iterator[Question]:
    for talk, is_speaker in session.execute(_unanswered(leaver, now=now)).all():
        side = Side.PARTNER if is_speaker else Side.SCHOOL
        if talk.state is TalkState.INVITED:
            yield Question(talk.id, side, INVITATIONS[talk.asked_as])
        elif talk.state is TalkState.APPLIED:
            yield Question(talk.id, side, MailKind.TALK_APPLIED)
        elif talk.outcome_asked_at is not None:
            yield Question(talk.id, side, MailKind.TALK_OUTCOME)
        elif talk.reconfirmed_at(side) is None:
            yield Question(talk.id, side, MailKind.TALK_RECONFIRM)


def _unanswered(leaver: Account, *, now: datetime) -> "Select[Talk, bool]":
    """Select the talks about which the leaver was asked, and whether as the speaker."""
    is_speaker = TalkOffer.contact_id == leaver.id
    is_teacher = TalkRequest.contact_id == leaver.id
    was_asked_whether_it_goes_on = and_(
        Talk.state == TalkState.PLANNED,
        Talk.reconfirm_asked_at.is_not(None),
        ~Talk.begun_by(now),
    )
    asked = or_(
        and_(is_speaker, Talk.state == TalkState.INVITED),
        and_(is_teacher, Talk.state == TalkState.APPLIED),
        and_(is_teacher, Talk.state == TalkState.PLANNED, Talk.outcome_asked_at.is_not(None)),
        and_(or_(is_speaker, is_teacher), was_asked_whether_it_goes_on),
    )
    chosen = select(Talk, is_speaker).join(Talk.request).join(Talk.offer)
    return chosen.where(asked).order_by(Talk.id)
