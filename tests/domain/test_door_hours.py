"""The door is open on its day and in the small hours after it, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partnerlink.domain import door_hours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = date(2026, 12, 8)


@pytest.mark.parametrize(
    ("clock", "is_open"),
    [
        ("2026-12-07 23:59", False),
        ("2026-12-08 00:00", True),
        ("2026-12-08 18:55", True),
        ("2026-12-09 00:10", True),
        ("2026-12-09 03:59", True),
        ("2026-12-09 04:00", False),
        ("2026-12-09 18:55", False),
        ("2027-12-08 18:55", False),
    ],
)
def test_the_door_is_open_on_its_day_until_four_the_next_morning(clock: str, is_open: bool) -> None:
    assert door_hours.is_open(DAY, at=datetime.fromisoformat(clock)) is is_open


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 12, 8), 28),
        (date(2026, 10, 24), 29),  # the night that has an hour more
        (date(2027, 3, 27), 27),  # the night that has an hour less
    ],
)
def test_the_door_closes_at_four_by_the_wall_also_when_the_clock_is_changed(
    day: date, hours: int
) -> None:
    midnight = datetime.combine(day, datetime.min.time(), AMSTERDAM).astimezone(UTC)
    closes = door_hours.closes_at(day, AMSTERDAM)
    assert closes.astimezone(UTC) - midnight == timedelta(hours=hours)
    just_before = (closes.astimezone(UTC) - timedelta(seconds=1)).astimezone(AMSTERDAM)
    assert door_hours.is_open(day, at=just_before)
    assert not door_hours.is_open(day, at=closes)
