"""Public pages: the front, how it works, and what the law and good manners ask."""

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from partnerlink.access import public
from partnerlink.blueprints.pages.example import SPEAKERS, example_map
from partnerlink.i18n import STAFF_LANGUAGES
from partnerlink.redirects import local_address

bp = Blueprint("pages", __name__)


@bp.get("/")
@public
def show_front() -> ResponseReturnValue:
    """Explain PartnerLink to a school leader in a minute."""
    return render_template("pages/front.html", speakers=SPEAKERS, map=example_map())


@bp.get("/privacy")
@public
def show_privacy() -> ResponseReturnValue:
    """Say what is kept, why, and for how long."""
    return render_template("pages/privacy.html")


@bp.get("/toegankelijkheid")
@public
def show_accessibility() -> ResponseReturnValue:
    """Say how accessible this site is, and whom to tell when it is not."""
    return render_template("pages/accessibility.html")


@bp.get("/colofon")
@public
def show_colophon() -> ResponseReturnValue:
    """Credit data, icons and software."""
    return render_template("pages/colophon.html")


@bp.get("/taal/<code>")
@public
def switch_language(code: str) -> ResponseReturnValue:
    """Remember a language in the session and go back to the page."""
    if code not in STAFF_LANGUAGES:
        abort(404)
    session["language"] = code
    back = request.args.get("back", "")
    return redirect(local_address(back, otherwise=url_for("pages.show_front")))
