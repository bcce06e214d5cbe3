"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("postvak", __name__)


@bp.get("/")
@public
def show_list(**_: object) -> ResponseReturnValue:
    return "stub"
