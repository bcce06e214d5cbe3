"""Open a link from a mail: for whom it is, about which talk, and whether it still counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from partnerlink.answer_links import read_answer
from partnerlink.domain.errors import LinkInvalid
from partnerlink.domain.talk import Side, TalkState
from partnerlink.models.account import Account
from partnerlink.services.talks import find_talk, lock_talk
from partnerlink.talk_steps.step import Step
from partnerlink.talk_steps.table import BY_ACTION
from partnerlink.talk_steps.turn import Turn, find_turn

BEFORE_THE_TALK = frozenset({"reconfirm", "cancel", "set_time", "set_link"})
"""What has no sense any more once a talk has begun."""


@dataclass(frozen=True)
class Opened:
    """A link that works: the step it asks, the talk as its receiver sees it, and who that is."""

    step: Step
    turn: Turn
    account: Account

    @property
    def is_overtaken(self) -> bool:
        """Tell whether the talk has gone on since, so that there is nothing left to answer."""
        has_moved = self.step.action == "set_link" and not self.turn.talk.is_online
        return self.is_late or has_moved or not self.turn.may(self.step.action)

    @property
    def is_late(self) -> bool:
        """Tell whether it asks something about a talk ahead that has begun since."""
        is_planned = self.turn.talk.state is TalkState.PLANNED
        return is_planned and self.turn.has_begun and self.step.action in BEFORE_THE_TALK

    @property
    def is_answered(self) -> bool:
        """Tell whether its receiver said this yes already, after which the talk stays as it is."""
        turn = self.turn
        if self.step.action == "reconfirm":
            return turn.talk.reconfirmed_at(turn.side) is not None
        return self.step.action == "answer_again" and turn.said_again(Side.PARTNER) is True


def open_link(session: Session, token: str, *, now: datetime) -> Opened:
    """Return what a link is about, to look at.

    Raises LinkInvalid when it is forged or too old, or its receiver has no part in it any more.
    """
    return _open(session, token, now=now, locks=False)


def open_and_lock(session: Session, token: str, *, now: datetime) -> Opened:
    """Return what a link is about, with the talk locked, to answer it.

    Raises LinkInvalid, as `open_link` does.
    """
    return _open(session, token, now=now, locks=True)


def _open(session: Session, token: str, *, now: datetime, locks: bool) -> Opened:
    answer = read_answer(token)
    account = session.get(Account, answer.account_id)
    if account is None or not account.is_active:
        raise LinkInvalid
    talk = find_talk(session, answer.talk_id, organisation_id=account.organisation_id)
    if talk is not None and locks:
        talk = lock_talk(session, answer.talk_id)
    if talk is None or not answer.is_for(talk, account):
        raise LinkInvalid
    turn = find_turn(session, talk, account.actor, now=now)
    if turn is None or turn.side is not answer.side:
        raise LinkInvalid
    return Opened(BY_ACTION[answer.action], turn, account)
