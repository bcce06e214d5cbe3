"""Whose turn it is: a talk as one person sees it, at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from partnerlink.domain import policy
from partnerlink.domain.policy import Actor, side_of
from partnerlink.domain.talk import TALK, RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.talk import Talk
from partnerlink.services.reserves import find_date_behind
from partnerlink.services.talk_after import recorded_groups
from partnerlink.services.talk_dates import is_past


@dataclass(frozen=True)
class Turn:
    """A talk, the side `actor` stands at, and what of its request matters for the next step."""

    talk: Talk
    side: Side
    actor: Actor
    now: datetime
    is_filled: bool
    date_behind: TalkDate | None
    recorded: Mapping[tuple[Leerjaar, Level], int]

    @property
    def dates(self) -> tuple[TalkDate, ...]:
        """Return the proposed dates that can still be chosen."""
        return tuple(d for d in self.talk.proposed_dates if not is_past(d, self.now))

    @property
    def has_begun(self) -> bool:
        """Tell whether the talk began, or should have."""
        return self.talk.has_begun(self.now)

    def may(self, action: str) -> bool:
        """Tell whether the lifecycle and the policy allow this step now."""
        return TALK.allows(action, self.talk.state) and policy.may(
            self.actor, f"talk.{action}", self.talk
        )

    def said_again(self, side: Side) -> bool | None:
        """Return whether one side would do it again; None when it did not say."""
        said = self.talk.evaluation_by(side)
        return None if said is None else said.wants_again


def find_turn(session: Session, talk: Talk, actor: Actor, *, now: datetime) -> Turn | None:
    """Return the talk as `actor` sees it; None for a stranger."""
    side = side_of(actor, talk)
    if side is None:
        return None
    is_filled = talk.request.state is RequestState.PLANNED
    return Turn(
        talk=talk,
        side=side,
        actor=actor,
        now=now,
        is_filled=is_filled,
        date_behind=find_date_behind(session, talk, now=now) if is_filled else None,
        recorded=recorded_groups(session, talk) if talk.state is TalkState.HELD else {},
    )
