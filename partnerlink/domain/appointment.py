"""When and where a family is expected, as a mark that is another one once any of it is."""

import hashlib
import re
from datetime import date, time

LENGTH = 16
_MARK = re.compile(f"[0-9a-f]{{{LENGTH}}}")


def mark_of(day: date, hours: tuple[time, time] | None, *place: str) -> str:
    """Return 16 hexadecimal digits; `hours` are from when until when, None while not known."""
    clocks = [f"{clock:%H:%M}" for clock in hours or ()]
    parts = "\x1f".join([day.isoformat(), *clocks, *place])
    return hashlib.sha256(parts.encode()).hexdigest()[:LENGTH]


def is_mark(text: str) -> bool:
    """Tell whether a text can be a mark."""
    return _MARK.fullmatch(text) is not None
