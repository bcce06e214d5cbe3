"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("accounts", __name__)


@bp.get("/inloggen")
@public
def show_sign_in(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/account")
@signed_in
def show_account(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/uitloggen")
@signed_in
def sign_out(**_: object) -> ResponseReturnValue:
    return "stub"
