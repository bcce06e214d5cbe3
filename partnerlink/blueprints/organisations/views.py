"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("organisations", __name__)


@bp.get("/")
@signed_in
def show(**_: object) -> ResponseReturnValue:
    return "stub"
