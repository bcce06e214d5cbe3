"""A family with two children at one evening, on a clock that stands still."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from partnerlink import clock
from tests.blueprints.parents.family import Family, make_family
from tests.factories import NOW


class Clock:
    """The time as the views see it."""

    def __init__(self) -> None:
        self.now: datetime = NOW


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stands = Clock()
    monkeypatch.setattr(clock, "now", lambda: stands.now)
    return stands


@pytest.fixture
def family(session: Session) -> Family:
    return make_family(session)
