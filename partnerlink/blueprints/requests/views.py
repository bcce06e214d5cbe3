"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("requests", __name__)


@bp.get("/")
@signed_in
def show_list(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/<int:number>")
@signed_in
def show(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/<int:number>/sprekers")
@signed_in
def show_speakers(**_: object) -> ResponseReturnValue:
    return "stub"
