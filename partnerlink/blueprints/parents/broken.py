"""What a parent gets when a page cannot be shown: one plain sentence, in every language."""

import structlog
from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from partnerlink import sign_in
from partnerlink.parents import language
from partnerlink.parents.troubles import in_every_language


def show(error: HTTPException) -> ResponseReturnValue:
    """Answer an error of a page for parents."""
    status = error.code or 500
    return error.get_response() if status < 400 else _page(status)


def show_away(away: OperationalError) -> ResponseReturnValue:
    """Say that it is our fault when the database is away."""
    structlog.get_logger().error("database is away", exc_info=away)
    return _page(503)


def _page(status: int) -> ResponseReturnValue:
    # What broke may be the database, so nothing on this page may need it.
    sign_in.forget_for_this_request()
    language.speak()
    return render_template("parents/broken.html", said=in_every_language(status)), status
