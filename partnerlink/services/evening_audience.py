"""Who reckons with an evening and must hear of a change: whom mail reaches, and who must be told.

One rule for the letters that go out and for the numbers that a school reads before and after.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.services.invitation_lists import has_address

AT_ONCE = 500
"""How many keys go into one statement; databases have a limit."""


@dataclass(frozen=True)
class Reach:
    """Households that reckon with an evening: those that mail reaches, and the others."""

    by_mail: int = 0
    by_hand: int = 0

    def __add__(self, other: "Reach") -> "Reach":
        """Return both together."""
        return Reach(self.by_mail + other.by_mail, self.by_hand + other.by_hand)


def reach_of(session: Session, evening: Evening) -> Reach:
    """Count the households that reckon with an evening."""
    return _count(session, _of(evening))


def reach_among(session: Session, evening: Evening, invitations: Collection[Invitation]) -> Reach:
    """Count the households to which another place of these presentations is news."""
    parts = parts_of(whom_it_concerns(invitations))
    counts = [_count(session, _of(evening).where(Household.id.in_(part))) for part in parts]
    return sum(counts, Reach())


def reached_by_mail(evening: Evening) -> Select[Household]:
    """Select the households that reckon with an evening and hear of it by mail."""
    return _of(evening).where(_is_reached()).order_by(Household.id)


def told_by_hand(evening: Evening) -> Select[Household]:
    """Select the households that reckon with an evening and that no mail of ours reaches.

    They have no address, or the school closed their link before they answered. Of a household
    without an address nobody knows whether its letter was given along, so it counts as asked.
    """
    return _of(evening).where(~_is_reached()).order_by(Household.id)


def whom_it_concerns(invitations: Iterable[Invitation]) -> set[int]:
    """Return the households to which another time or room of their own is news.

    Not who said no, nor who has no seat yet: the letter with the seats says when and where.
    """
    return {
        one.household_id
        for one in invitations
        if one.state is InvitationState.ASKED or (one.state is InvitationState.COMING and one.seats)
    }


def parts_of(numbers: Iterable[int]) -> Iterable[list[int]]:
    """Yield keys in portions that fit in one statement, in their order."""
    rest = iter(sorted(set(numbers)))
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _count(session: Session, chosen: Select[Household]) -> Reach:
    is_reached = _is_reached()
    columns = func.count().filter(is_reached), func.count().filter(~is_reached)
    return Reach(*session.execute(chosen.with_only_columns(*columns)).one())


def _of(evening: Evening) -> Select[Household]:
    """Select who comes, or was asked and has not answered."""
    is_asked = _any_invitation(Invitation.state == InvitationState.ASKED)
    was_asked = and_(is_asked, or_(Household.was_invited(), ~has_address()))
    return select(Household).where(Household.evening_id == evening.id, or_(_comes(), was_asked))


def _is_reached() -> ColumnElement[bool]:
    can_answer = _any_invitation(
        Invitation.state == InvitationState.ASKED, Invitation.is_link_revoked.is_(False)
    )
    return and_(has_address(), or_(_comes(), and_(Household.was_invited(), can_answer)))


def _comes() -> ColumnElement[bool]:
    return _any_invitation(Invitation.state == InvitationState.COMING)


def _any_invitation(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return Household.invitations.any(and_(*conditions))
