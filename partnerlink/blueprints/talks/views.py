"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("talks", __name__)


@bp.get("/")
@signed_in
def show_list(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/<int:number>")
@signed_in
def show(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/nieuw/<int:request_number>/<int:offer_number>")
@signed_in
def show_first_step(**_: object) -> ResponseReturnValue:
    return "stub"
