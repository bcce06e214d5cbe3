"""When the door of an evening is open to those who help there."""

from datetime import date, datetime, time, timedelta, tzinfo

CLOSES = time(4)
"""On the morning after: who corrects a number at midnight is still at work."""


def is_open(day: date, *, at: datetime) -> bool:
    """Tell whether helpers of an evening on `day` may be at work.

    `at` is what the clock on the wall says in the Netherlands, also in the night it is changed.
    """
    is_morning_after = at.date() == day + timedelta(days=1) and at.time() < CLOSES
    return at.date() == day or is_morning_after


def closes_at(day: date, zone: tzinfo) -> datetime:
    """Return when the door of an evening on `day` closes, in the time zone of the school."""
    return datetime.combine(day + timedelta(days=1), CLOSES, zone)
