"""End what still waits when an offer or a request closes, so that nobody waits in vain."""

from datetime import datetime

from sqlalchemy import Select, func
from sqlalchemy.orm import Session

from partnerlink.domain.talk import WAITING_FOR_ANSWER, Side, TalkState, answering_side
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.models.talk import Talk
from partnerlink.services.talk_answers import decline, withdraw

ENDS_ON_CLOSING = WAITING_FOR_ANSWER | {TalkState.RESERVE}


def end_waiting(
    session: Session, chosen: Select[Talk], *, by: Side, now: datetime, reason: str = ""
) -> None:
    """Say no to the open questions among `chosen`, and take back what `by` asked or promised.

    The other side of each is told by mail. A talk that is planned goes on. `reason` may be an
    Ending.
    """
    waiting = chosen.where(Talk.state.in_(ENDS_ON_CLOSING)).order_by(Talk.id)
    for talk in session.scalars(waiting.options(*WITH_BOTH_ENDS)).all():
        if answering_side(talk.state) is by:
            decline(session, talk, reason=reason, now=now)
        else:
            withdraw(session, talk, by=by, reason=reason, now=now)


def count_waiting_in(session: Session, chosen: Select[Talk]) -> int:
    """Count those of `chosen` that `end_waiting` would end."""
    waiting = chosen.where(Talk.state.in_(ENDS_ON_CLOSING))
    return session.scalars(waiting.with_only_columns(func.count())).one()
