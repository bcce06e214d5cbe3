"""What a helper gets when a page cannot be shown: no menu, no account, and how to go on."""

from typing import NamedTuple

import structlog
from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from partnerlink import door_pass, sign_in
from partnerlink.domain.errors import LinkInvalid

HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
"""Beside the referrer that no other site ever gets: our own forms need it, see `CSRFProtect`."""


class Trouble(NamedTuple):
    """What is wrong, and what somebody can do now."""

    title: LazyString
    sentence: LazyString


NOT_HERE = Trouble(
    _l("Deze pagina is er niet"),
    _l("Helpt u bij de deur? Open dan de link van de school nog een keer."),
)
DEAD_LINK = Trouble(
    _l("Deze link werkt niet meer"),
    _l("Vraag de school om een nieuwe link. Daarmee kunt u weer helpen."),
)
TOO_OLD = Trouble(
    _l("De pagina stond te lang open"),
    _l("Er is niets veranderd. Open de pagina nog een keer."),
)
NOT_WELL = Trouble(
    _l("Dit ging niet goed"), _l("Er is niets veranderd. Probeer het zo nog een keer.")
)


def show(error: HTTPException) -> ResponseReturnValue:
    """Answer an error of a page of the door."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    return _page(NOT_HERE if status == 404 else NOT_WELL, status)


def show_dead_link(_error: LinkInvalid) -> ResponseReturnValue:
    """Say whom to ask for a link that works."""
    return _page(DEAD_LINK, 410)


def show_too_old(_error: CSRFError) -> ResponseReturnValue:
    """Say that nothing was done with what an old page sent."""
    return _page(TOO_OLD, 400)


def show_away(away: OperationalError) -> ResponseReturnValue:
    """Say that nothing was done while the database is away."""
    structlog.get_logger().error("database is away", exc_info=away)
    return _page(NOT_WELL, 503)


def keep_to_themselves(response: Response) -> Response:
    """Let no page of the door be kept by a browser or be found by searching."""
    response.headers.update(HEADERS)
    return response


def _page(trouble: Trouble, status: int) -> ResponseReturnValue:
    # What broke may be the database, so nothing on this page may need it.
    sign_in.forget_for_this_request()
    way = (_("Zoek een gezin"), url_for("door.show")) if _may_go_on(trouble) else None
    return render_template("door/broken.html", trouble=trouble, way=way), status


def _may_go_on(trouble: Trouble) -> bool:
    return trouble in (TOO_OLD, NOT_WELL) and door_pass.find_pass() is not None
