"""Who may do what to which record: one table of actions, each with its rule.

Views ask `require("talk.accept", talk)`, templates `may("talk.accept", talk)`. The rules read
values only. Whether a step is possible at this moment is the lifecycle's, not the policy's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from partnerlink.domain.account import Role
from partnerlink.domain.talk import Side, TalkState, answering_side


@dataclass(frozen=True)
class Actor:
    """The facts about whoever acts."""

    account_id: int
    organisation_id: int | None
    role: Role
    region_code: str | None
    is_verified: bool


class Owned(Protocol):
    """Something of one organisation."""

    @property
    def organisation_id(self) -> int | None: ...


class Linked(Protocol):
    """A talk, as the policy sees it."""

    @property
    def school_id(self) -> int: ...
    @property
    def partner_id(self) -> int: ...
    @property
    def state(self) -> TalkState: ...


class Regional(Protocol):
    """Something in a region."""

    @property
    def region_code(self) -> str: ...


Rule = Callable[[Actor, Any], bool]


def side_of(actor: Actor, talk: Linked) -> Side | None:
    """Return which end of the talk the actor stands at; None for a stranger."""
    if actor.organisation_id is None:
        return None
    if actor.organisation_id == talk.school_id:
        return Side.SCHOOL
    return Side.PARTNER if actor.organisation_id == talk.partner_id else None


def _owns(actor: Actor, thing: Owned) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == thing.organisation_id


def _manages(actor: Actor, thing: Owned) -> bool:
    return actor.role is Role.MANAGER and _owns(actor, thing)


def _takes_part(actor: Actor, talk: Linked) -> bool:
    return side_of(actor, talk) is not None


def _is_school(actor: Actor, talk: Linked) -> bool:
    return side_of(actor, talk) is Side.SCHOOL


def _is_partner(actor: Actor, talk: Linked) -> bool:
    return side_of(actor, talk) is Side.PARTNER


def _answers(actor: Actor, talk: Linked) -> bool:
    side = side_of(actor, talk)
    return side is not None and side is answering_side(talk.state)


def _withdraws(actor: Actor, talk: Linked) -> bool:
    side = side_of(actor, talk)
    if talk.state is TalkState.RESERVE:
        return side is not None
    answering = answering_side(talk.state)
    return side is not None and answering is not None and side is answering.other


def _coordinates(actor: Actor, thing: Regional) -> bool:
    if actor.role is Role.ADMINISTRATOR:
        return True
    return actor.role is Role.COORDINATOR and actor.region_code == thing.region_code


RULES: dict[str, Rule] = {
    "offer.change": _owns,
    "request.change": _owns,
    "colleague.invite": _manages,
    "colleague.change": _manages,
    "organisation.change": _manages,
    "organisation.verify": _coordinates,
    "organisation.refuse": _coordinates,
    "talk.see": _takes_part,
    "talk.accept": _answers,
    "talk.keep_in_reserve": _answers,
    "talk.decline": _answers,
    "talk.withdraw": _withdraws,
    "talk.cancel": _takes_part,
    "talk.reconfirm": _takes_part,
    "talk.set_time": _is_school,
    "talk.set_venue": _is_school,
    "talk.set_link": _is_school,
    "talk.record_vog": _is_school,
    "talk.record_held": _is_school,
    "talk.record_not_held": _is_school,
    "talk.correct_held": _is_school,
    "talk.evaluate": _takes_part,
    "talk.answer_again": _is_partner,
}


def may(actor: Actor | None, action: str, thing: Any) -> bool:
    """Tell whether `actor` may do `action` to `thing`; nobody may do anything when signed out.

    Raises KeyError for an action that the table does not know.
    """
    rule = RULES[action]
    return actor is not None and rule(actor, thing)
