"""Who may do what to a talk, as data: every action, every state, every kind of person."""

from dataclasses import dataclass

import pytest

from partnerlink.domain.account import Role
from partnerlink.domain.policy import RULES, Actor, may, side_of
from partnerlink.domain.talk import Side, TalkState

SCHOOL, PARTNER, STRANGER = 1, 2, 3


@dataclass(frozen=True)
class Link:
    state: TalkState
    school_id: int = SCHOOL
    partner_id: int = PARTNER


@dataclass(frozen=True)
class Thing:
    organisation_id: int | None = SCHOOL
    region_code: str = "7"


def actor(
    organisation_id: int | None, role: Role = Role.MEMBER, region: str | None = None
) -> Actor:
    return Actor(
        account_id=9,
        organisation_id=organisation_id,
        role=role,
        region_code=region,
        is_verified=True,
    )


PEOPLE = {
    "school": actor(SCHOOL),
    "partner": actor(PARTNER),
    "stranger": actor(STRANGER, Role.MANAGER),
    "coordinator": actor(None, Role.COORDINATOR, "7"),
    "administrator": actor(None, Role.ADMINISTRATOR),
    "nobody": None,
}
ALWAYS = tuple(TalkState)
ASKED, OFFERED, BEHIND = TalkState.INVITED, TalkState.APPLIED, TalkState.RESERVE
# action: the states in which the school may, and those in which the partner may; nobody else may
TALK_RULES: dict[str, tuple[tuple[TalkState, ...], tuple[TalkState, ...]]] = {
    "talk.see": (ALWAYS, ALWAYS),
    "talk.accept": ((OFFERED,), (ASKED,)),
    "talk.keep_in_reserve": ((OFFERED,), (ASKED,)),
    "talk.decline": ((OFFERED,), (ASKED,)),
    "talk.withdraw": ((ASKED, BEHIND), (OFFERED, BEHIND)),
    "talk.cancel": (ALWAYS, ALWAYS),
    "talk.reconfirm": (ALWAYS, ALWAYS),
    "talk.set_time": (ALWAYS, ()),
    "talk.set_venue": (ALWAYS, ()),
    "talk.set_link": (ALWAYS, ()),
    "talk.record_vog": (ALWAYS, ()),
    "talk.record_held": (ALWAYS, ()),
    "talk.record_not_held": (ALWAYS, ()),
    "talk.correct_held": (ALWAYS, ()),
    "talk.evaluate": (ALWAYS, ALWAYS),
    "talk.answer_again": ((), ALWAYS),
}


@pytest.mark.parametrize("state", TalkState)
@pytest.mark.parametrize("action", TALK_RULES)
def test_a_talk_is_for_its_two_ends_each_in_its_turn(action: str, state: TalkState) -> None:
    schools, partners = TALK_RULES[action]
    expected = {"school": state in schools, "partner": state in partners}
    allowed = {name: may(person, action, Link(state)) for name, person in PEOPLE.items()}
    assert allowed == dict.fromkeys(PEOPLE, False) | expected


# action: who may, of PEOPLE and of a manager and a coordinator elsewhere
OTHERS = {
    "manager": actor(SCHOOL, Role.MANAGER),
    "coordinator elsewhere": actor(None, Role.COORDINATOR, "8"),
}
THING_RULES = {
    "offer.change": {"school", "manager"},
    "request.change": {"school", "manager"},
    "colleague.invite": {"manager"},
    "colleague.change": {"manager"},
    "organisation.change": {"manager"},
    "organisation.verify": {"coordinator", "administrator"},
    "organisation.refuse": {"coordinator", "administrator"},
}


@pytest.mark.parametrize("action", THING_RULES)
def test_a_record_is_for_its_owner_or_for_its_region(action: str) -> None:
    everybody = PEOPLE | OTHERS
    allowed = {name for name, person in everybody.items() if may(person, action, Thing())}
    assert allowed == THING_RULES[action]


def test_the_matrix_names_every_rule() -> None:
    assert TALK_RULES.keys() | THING_RULES.keys() == RULES.keys()


def test_something_of_nobody_is_not_for_whoever_has_no_organisation() -> None:
    assert not may(PEOPLE["coordinator"], "offer.change", Thing(organisation_id=None))


def test_an_unknown_action_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        may(PEOPLE["school"], "talk.sing", Link(ASKED))


@pytest.mark.parametrize(
    ("name", "side"),
    [("school", Side.SCHOOL), ("partner", Side.PARTNER), ("stranger", None), ("coordinator", None)],
)
def test_an_actor_stands_at_one_end_or_at_none(name: str, side: Side | None) -> None:
    person = PEOPLE[name]
    assert person is not None
    assert side_of(person, Link(ASKED)) is side
