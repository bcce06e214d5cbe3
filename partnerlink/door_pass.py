"""The pass of a helper at the door: the evening's own link, kept by the browser for one night.

It is a cookie of its own, so that it lasts when a phone forgets the session, and ends when the
door closes. Nothing is stored for it: renewing the door makes every pass of before void.
"""

from datetime import datetime

from flask import current_app, request
from sqlalchemy.orm import joinedload
from werkzeug import Response

from partnerlink import clock, db, links
from partnerlink.domain import door_hours
from partnerlink.domain.errors import LinkInvalid
from partnerlink.links import Purpose
from partnerlink.models.evening import Evening

COOKIE = "partnerlink_door"


def read(token: str) -> tuple[int, int]:
    """Return the number of the evening that a door's link is for, and the version of its door.

    Raises LinkInvalid.
    """
    match links.read(Purpose.DOOR, token):
        case [int(number), int(version)]:
            return number, version
    raise LinkInvalid


def find_pass() -> int | None:
    """Return the number of the evening whose helper this browser is; None for nobody's.

    Whether its door is open, and has not been renewed since, `opens` tells.
    """
    held = _find_held()
    return held[0] if held else None


def find_evening(now: datetime) -> Evening | None:
    """Return the evening at whose door this browser helps now; None for nobody's.

    Without a pass it asks the database nothing: every family's page asks this first.
    """
    number = find_pass()
    evening = find_with_school(number) if number is not None else None
    return evening if evening is not None and opens(evening, now=now) else None


def find_with_school(number: int) -> Evening | None:
    """Return an evening with its school."""
    return db.session().get(Evening, number, options=[joinedload(Evening.organisation)])


def opens(evening: Evening, *, now: datetime) -> bool:
    """Tell whether this browser lets somebody help at the door of an evening now."""
    is_now = door_hours.is_open(evening.day, at=now.astimezone(clock.AMSTERDAM))
    return evening.is_open and is_now and _find_held() == (evening.id, evening.door_version)


def give(response: Response, evening: Evening, *, now: datetime) -> None:
    """Let the browser keep the pass of an evening until its door closes."""
    left = door_hours.closes_at(evening.day, clock.AMSTERDAM) - now
    response.set_cookie(
        COOKIE,
        links.sign(Purpose.DOOR, evening.id, evening.door_version),
        max_age=int(left.total_seconds()),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        # Lax, so that it comes along when the camera of the phone opens a family's link.
        samesite="Lax",
    )


def take_back(response: Response) -> None:
    """Let the browser forget its pass."""
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax")


def _find_held() -> tuple[int, int] | None:
    try:
        return read(request.cookies.get(COOKIE, ""))
    except LinkInvalid:
        return None
