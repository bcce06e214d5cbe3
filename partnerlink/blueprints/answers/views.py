"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("answers", __name__)


@bp.get("/<token>")
@public
def show(**_: object) -> ResponseReturnValue:
    return "stub"
