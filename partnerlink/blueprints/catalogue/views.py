"""Stub."""
from flask import Blueprint
from flask.typing import ResponseReturnValue
from partnerlink.access import public, signed_in

bp = Blueprint("catalogue", __name__)


@bp.get("/gastlessen")
@signed_in
def show_offers(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/gastlessen/<int:number>")
@signed_in
def show_offer(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/scholen")
@signed_in
def show_requests(**_: object) -> ResponseReturnValue:
    return "stub"


@bp.get("/scholen/<int:number>")
@signed_in
def show_request(**_: object) -> ResponseReturnValue:
    return "stub"
