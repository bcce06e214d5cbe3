"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("sign_up", __name__)


@bp.get("/")
@public
def show_kinds(**_: object) -> ResponseReturnValue:
    return "stub"
