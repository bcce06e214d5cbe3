"""Let the clock tick at a moment of a day, as it stands on the wall in the Netherlands."""

from collections import Counter
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.services.tick import FAILED, tick


def on(day: date, clock: str = "12:00") -> datetime:
    """Return a moment of a day in the Netherlands, in UTC."""
    local = datetime.combine(day, time.fromisoformat(clock), tzinfo=AMSTERDAM)
    return local.astimezone(UTC)


def ticked(session: Session, now: datetime) -> Counter[str]:
    """Commit what was prepared, let the clock tick, and look again."""
    session.commit()
    done = tick(now)
    assert FAILED not in done
    session.expire_all()
    return done
