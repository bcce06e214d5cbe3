"""Pages for what went wrong, in one voice: one message, and what you can do now."""

import structlog
from flask import Flask, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import BadHost, HTTPException

from partnerlink import db, sign_in
from partnerlink.domain.errors import LinkInvalid, NotPermitted, Refusal
from partnerlink.refusals import sentence
from partnerlink.violations import refusal_of


def init_app(app: Flask) -> None:
    """Answer every error with a page of our own."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(BadHost, _bad_host)
    app.register_error_handler(OperationalError, _database_is_away)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(IntegrityError, _violated)


def _page(
    status: int, title: str, message: str, *, way: tuple[str, str] | None = None
) -> ResponseReturnValue:
    return render_template("errors/error.html", title=title, message=message, way=way), status


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status >= 500:
        return _broken_page(status)
    title, message = _words(status)
    return _page(status, title, message)


def _bad_host(_error: BadHost) -> ResponseReturnValue:
    # No page: for a host that cannot be, Flask builds no addresses.
    return Response(_words(400)[0], 400, content_type="text/plain; charset=utf-8")


def _database_is_away(away: OperationalError) -> ResponseReturnValue:
    structlog.get_logger().error("database is away", exc_info=away)
    return _broken_page(503)


def _broken_page(status: int) -> ResponseReturnValue:
    # What broke may be the database, so nothing on this page may need it: not even the menu.
    sign_in.forget_for_this_request()
    title, message = _words(status)
    page = render_template(
        "errors/error.html", title=title, message=message, menu=list, account_menu=list
    )
    return page, status


def _words(status: int) -> tuple[str, str]:
    known = {
        400: (_("Dit begrepen we niet"), _("Ga terug en probeer het opnieuw.")),
        403: (_("Deze pagina is niet voor u"), _("Ga naar het begin en kies opnieuw.")),
        404: (
            _("Deze pagina is er niet"),
            _("Misschien is de pagina weg, of klopt het adres niet."),
        ),
        405: (_("Dit kan hier niet"), _("Ga terug en gebruik de knop op de pagina.")),
        413: (_("Dit bestand is te groot"), _("Kies een kleiner bestand.")),
        429: (_("Even wachten"), _("U probeerde het vaak. Wacht een minuut en probeer opnieuw.")),
        500: (
            _("Er ging iets mis"),
            _("Dat ligt aan ons. Er is niets veranderd. Probeer het zo opnieuw."),
        ),
    }
    return known.get(status, known[400 if status < 500 else 500])


def _csrf_error(error: CSRFError) -> ResponseReturnValue:
    return _page(
        400,
        _("De pagina stond te lang open"),
        _(
            "Uw gegevens zijn niet opgeslagen. "
            "Ga terug, laad de pagina opnieuw en verstuur nog eens."
        ),
    )


def refused(refusal: Refusal, *, way: tuple[str, str] | None = None) -> ResponseReturnValue:
    """Answer a refusal with its sentence; `way` is where to go on: words and an address."""
    db.session().rollback()
    if isinstance(refusal, NotPermitted):
        return _page(403, _("Dit kunt u niet doen"), sentence(refusal))
    if isinstance(refusal, LinkInvalid):
        return _page(410, _("Deze link werkt niet meer"), sentence(refusal))
    return _page(409, _("Dat kan nu niet"), sentence(refusal), way=way)


def _violated(violation: IntegrityError) -> ResponseReturnValue:
    refusal = refusal_of(violation)
    if refusal is None:
        raise violation
    return refused(refusal)
