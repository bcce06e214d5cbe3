"""A clock that stands still while views look at it, until a test moves it."""

from datetime import datetime

import pytest

from partnerlink import clock


class Clock:
    """The time as the views see it."""

    def __init__(self, now: datetime) -> None:
        self.now = now


def stop_at(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Let the clock of the views stand at `now`."""
    stands = Clock(now)
    monkeypatch.setattr(clock, "now", lambda: stands.now)
    return stands
