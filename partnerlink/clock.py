"""The one place that knows what time it is; views and commands ask it and pass `now` down."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
