"""A lifecycle is a table: what is in it can be done, and nothing else."""

from enum import StrEnum

import pytest

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.lifecycle import Lifecycle


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


DOOR = Lifecycle(
    concept="door",
    births={"hang": Door.OPEN},
    moves={
        "shut": {Door.OPEN: Door.SHUT},
        "open": {Door.SHUT: Door.OPEN},
        "lock": {Door.SHUT: Door.LOCKED},
        "knock": {Door.SHUT: Door.SHUT, Door.LOCKED: Door.LOCKED},
    },
)


def test_a_birth_gives_the_first_state() -> None:
    assert DOOR.born_by("hang") is Door.OPEN


def test_a_step_of_the_table_gives_the_next_state() -> None:
    assert DOOR.after("shut", Door.OPEN) is Door.SHUT


def test_a_step_may_leave_a_record_where_it_is() -> None:
    assert DOOR.after("knock", Door.LOCKED) is Door.LOCKED


def test_a_step_that_is_not_in_the_table_says_what_was_tried() -> None:
    with pytest.raises(NotAllowedNow) as refused:
        DOOR.after("lock", Door.OPEN)
    assert (refused.value.concept, refused.value.action, refused.value.state) == (
        "door",
        "lock",
        Door.OPEN,
    )
    assert (
        str(refused.value)
        == "not_allowed_now(action='lock', concept='door', state=<Door.OPEN: 'open'>)"
    )


def test_an_unknown_action_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        DOOR.after("paint", Door.OPEN)
    with pytest.raises(KeyError):
        DOOR.born_by("paint")


@pytest.mark.parametrize(
    ("state", "actions"),
    [(Door.OPEN, ("shut",)), (Door.SHUT, ("open", "lock", "knock")), (Door.LOCKED, ("knock",))],
)
def test_the_actions_of_a_state_stand_in_the_order_of_the_table(
    state: Door, actions: tuple[str, ...]
) -> None:
    assert DOOR.actions(state) == actions
    assert [action for action in DOOR.moves if DOOR.allows(action, state)] == list(actions)
