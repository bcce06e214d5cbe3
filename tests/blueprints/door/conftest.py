"""The evening of the door, five to seven."""

import pytest
from sqlalchemy.orm import Session

from tests.door_cast import TONIGHT, Door, give_pass, make_door
from tests.pages import Visitor
from tests.standing_clock import Clock, stop_at


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stop_at(TONIGHT, monkeypatch)


@pytest.fixture
def door(session: Session) -> Door:
    return make_door(session)


@pytest.fixture
def helper(visitor: Visitor, door: Door) -> Visitor:
    """Give somebody with the pass of tonight."""
    give_pass(visitor.client, door.evening)
    return visitor
