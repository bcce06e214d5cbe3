"""The evening of the door, five to seven."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from partnerlink import clock
from tests.door_cast import TONIGHT, Door, give_pass, make_door
from tests.pages import Visitor


class Clock:
    """The time as the views see it."""

    def __init__(self) -> None:
        self.now: datetime = TONIGHT


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stands = Clock()
    monkeypatch.setattr(clock, "now", lambda: stands.now)
    return stands


@pytest.fixture
def door(session: Session) -> Door:
    return make_door(session)


@pytest.fixture
def helper(visitor: Visitor, door: Door) -> Visitor:
    """Give somebody with the pass of tonight."""
    give_pass(visitor.client, door.evening)
    return visitor
