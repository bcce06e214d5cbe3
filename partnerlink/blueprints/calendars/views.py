"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("calendars", __name__)


@bp.get("/<token>.ics")
@public
def feed(**_: object) -> ResponseReturnValue:
    return "stub"
