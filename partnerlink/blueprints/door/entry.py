"""Who may be at the door: the evening of a link, of a helper's pass, or of one's own school."""

from datetime import datetime

from flask import abort
from flask_login import current_user

from partnerlink import door_pass
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import LinkInvalid
from partnerlink.models.evening import Evening


def get_linked(token: str) -> Evening:
    """Return the evening of a door's link.

    Raises LinkInvalid when it is forged, was renewed since, or the evening is no more.
    """
    number, version = door_pass.read(token)
    evening = door_pass.find_with_school(number)
    if evening is None or evening.door_version != version:
        raise LinkInvalid
    return evening


def get_guarded(now: datetime) -> Evening:
    """Return the evening whose helper this browser is now; 404 for anybody else."""
    return door_pass.find_evening(now) or abort(404)


def get_listed(number: int, now: datetime) -> Evening:
    """Return an open evening, for its helpers and for anybody of its school; else 404."""
    evening = door_pass.find_with_school(number)
    if evening is None or not evening.is_open:
        abort(404)
    if not door_pass.opens(evening, now=now) and not _is_own(evening):
        abort(404)
    return evening


def _is_own(evening: Evening) -> bool:
    return (
        current_user.is_authenticated
        and Audience.SCHOOL in current_user.audiences
        and current_user.organisation_id == evening.organisation_id
    )
