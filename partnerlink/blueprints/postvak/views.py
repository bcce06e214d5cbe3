"""The Postvak: in the demo, the mail that went out, as its receivers read it."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select

from partnerlink import db
from partnerlink.access import public
from partnerlink.form_fields.typed import showable
from partnerlink.mail.sender import sender
from partnerlink.models.outbox import OutboxMail

bp = Blueprint("postvak", __name__)

PER_PAGE = 25
# A mail brings its own styles and runs nothing; only for this one page is that let in.
MAIL_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a list stands, as the page macro reads it."""

    number: int
    pages: int
    receiver: str

    @property
    def has_prev(self) -> bool:
        """Tell whether there is newer mail."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Tell whether there is older mail."""
        return self.number < self.pages

    def url(self, number: int) -> str:
        """Return the address of a page of this list."""
        return url_for("postvak.show_list", blad=number, aan=self.receiver or None)


@bp.before_request
def only_in_the_demo() -> None:
    """Answer 404 outside the demo: there this is somebody's mail."""
    if not current_app.config["SETTINGS"].is_demo:
        abort(404)


@bp.get("/")
@public
def show_list() -> ResponseReturnValue:
    """List the mail that went out, newest first; `?aan=` keeps that of one receiver."""
    session, receiver = db.session(), showable(request.args.get("aan", "")).strip().lower()
    chosen = _written(receiver)
    total = session.scalar(chosen.with_only_columns(func.count()).order_by(None)) or 0
    pages = max(1, -(-total // PER_PAGE))
    number = min(max(1, request.args.get("blad", 1, type=int)), pages)
    letters = session.scalars(chosen.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return render_template(
        "postvak/list.html",
        letters=letters,
        receivers=session.scalars(_receivers()).all(),
        receiver=receiver,
        total=total,
        has_mail_server=bool(current_app.config["SETTINGS"].smtp_url),
        pages=Pages(number, pages, receiver),
    )


@bp.get("/<int:number>")
@public
def show_letter(number: int) -> ResponseReturnValue:
    """Show one mail as text, its links alive."""
    return render_template("postvak/letter.html", letter=_get_letter(number), sender=sender())


@bp.get("/<int:number>/opmaak")
@public
def show_layout(number: int) -> ResponseReturnValue:
    """Show the HTML of one mail by itself, exactly as it was sent."""
    response = Response(_get_letter(number).html_body, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response


@bp.get("/<int:number>/gastles.ics")
@public
def show_calendar(number: int) -> ResponseReturnValue:
    """Give the calendar file that went along with one mail."""
    letter = _get_letter(number)
    if letter.calendar is None:
        abort(404)
    response = Response(letter.calendar, content_type="text/calendar; charset=utf-8")
    name = "gastles.ics" if letter.carer_id is None else "presentatieavond.ics"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _get_letter(number: int) -> OutboxMail:
    letter = db.session().scalar(_written("").where(OutboxMail.id == number))
    if letter is None:
        abort(404)
    return letter


def _written(receiver: str) -> Select[OutboxMail]:
    chosen = (
        select(OutboxMail)
        .where(OutboxMail.text_body.is_not(None))
        .order_by(OutboxMail.sent_at.desc(), OutboxMail.id.desc())
    )
    return chosen.where(OutboxMail.recipient == receiver) if receiver else chosen


def _receivers() -> Select[str]:
    return (
        select(OutboxMail.recipient)
        .where(OutboxMail.text_body.is_not(None))
        .distinct()
        .order_by(OutboxMail.recipient)
    )
