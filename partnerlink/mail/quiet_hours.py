"""When a letter to a parent may go out: by day, in the Netherlands."""

from datetime import datetime, timedelta

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.evening import QUIET_UNTIL, is_quiet


def is_quiet_at(now: datetime) -> bool:
    """Tell whether parents are left in peace at a moment."""
    return is_quiet(now.astimezone(AMSTERDAM))


def goes_out_at(now: datetime) -> datetime:
    """Return when a letter to a parent that is ready at `now` may go: at once, or next morning."""
    local = now.astimezone(AMSTERDAM)
    if not is_quiet(local):
        return now
    morning = local.date() if local.time() < QUIET_UNTIL else local.date() + timedelta(days=1)
    # Built from the wall clock: the night in which the clock changes is an hour longer or shorter.
    return datetime.combine(morning, QUIET_UNTIL, tzinfo=AMSTERDAM).astimezone(now.tzinfo)
