"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("region", __name__)


@bp.get("/organisaties")
@signed_in
def show_organisations(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/mail")
@signed_in
def show_mail(**_: object) -> ResponseReturnValue:
    return "stub"
