"""A family with two children at one evening, on a clock that stands still."""

import pytest
from sqlalchemy.orm import Session

from tests.blueprints.parents.family import Family, make_family
from tests.factories import NOW
from tests.standing_clock import Clock, stop_at


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stop_at(NOW, monkeypatch)


@pytest.fixture
def family(session: Session) -> Family:
    return make_family(session)
