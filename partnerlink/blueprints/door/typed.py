"""The numbers that the buttons and the one field of the door send."""

from flask import request

from partnerlink.services.door_check_in import MOST


def find_number(name: str, *, most: int = MOST) -> int | None:
    """Return a number from 1 to `most` that was sent; None for nothing, and for what is none."""
    sent = request.form.get(name, "").strip()
    # Only plain digits: Python reads many more signs as a number, and refuses very long ones.
    is_number = sent.isascii() and sent.isdecimal() and len(sent) <= 3
    return int(sent) if is_number and 1 <= int(sent) <= most else None


def is_given(name: str) -> bool:
    """Tell whether anything was sent."""
    return bool(request.form.get(name, "").strip())
