"""Why a letter is written: to whom, about which records, seen from which end of a talk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from partnerlink.domain.talk import Side
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest

WITH_BOTH_ENDS: tuple[ORMOption, ...] = (
    joinedload(Talk.request).joinedload(TalkRequest.contact),
    joinedload(Talk.offer).joinedload(TalkOffer.contact),
    joinedload(Talk.school),
    joinedload(Talk.partner),
)
"""What a letter or a calendar needs of a talk, in one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A letter to be written now. `facts` say which records it is about."""

    session: Session
    account: Account
    recipient: str
    facts: Mapping[str, Any]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkEnd:
    """One end of a talk, where `account` reads about it."""

    talk: Talk
    side: Side
    account: Account
    now: datetime

    @property
    def is_school(self) -> bool:
        """Tell whether the school reads this."""
        return self.side is Side.SCHOOL

    @property
    def there(self) -> Organisation:
        """Return the organisation at the other end."""
        return self.talk.organisation_at(self.side.other)

    @property
    def contact_there(self) -> Account:
        """Return the person at the other end."""
        return self.talk.contact_at(self.side.other)


def find_talk_end(occasion: Occasion) -> TalkEnd | None:
    """Find the talk of a letter; None when it is gone, or no longer the receiver's."""
    side = Side(occasion.facts["side"])
    chosen = select(Talk).where(Talk.id == occasion.facts["talk_id"]).options(*WITH_BOTH_ENDS)
    talk = occasion.session.scalar(chosen)
    if talk is None or talk.organisation_at(side).id != occasion.account.organisation_id:
        return None
    return TalkEnd(talk=talk, side=side, account=occasion.account, now=occasion.now)
