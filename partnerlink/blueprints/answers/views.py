"""Answers from a mail: a page with one button, without signing in.

Opening the page changes nothing, since programs that check mail open every link in it.
"""

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from partnerlink import clock, db
from partnerlink.access import public
from partnerlink.blueprints.answers.opening import Opened, open_and_lock, open_link
from partnerlink.form_fields import Form
from partnerlink.i18n import choose_locale
from partnerlink.talk_steps import wording
from partnerlink.talk_steps.standing import badge
from partnerlink.talk_steps.table import is_filled_in

bp = Blueprint("answers", __name__)


@bp.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Show the one question of the mail, or that there is nothing left to answer."""
    opened = open_link(db.session(), token, now=clock.now())
    with force_locale(_language(opened)):
        if opened.is_overtaken:
            return _page("answers/overtaken.html", opened), 409
        if opened.is_answered:
            return redirect(url_for("answers.show_done", token=token))
        return _page("answers/show.html", opened, opened.step.form(opened.turn))


@bp.post("/<token>")
@public
def submit(token: str) -> ResponseReturnValue:
    """Give the answer, as the receiver of the mail."""
    opened = open_and_lock(db.session(), token, now=clock.now())
    with force_locale(_language(opened)):
        if opened.is_overtaken:
            return _page("answers/overtaken.html", opened), 409
        form = opened.step.form(opened.turn)
        if form.adds_a_row():
            return _page("answers/show.html", opened, form)
        if not is_filled_in(form, opened.turn):
            return _page("answers/show.html", opened, form), 422
        flash(*opened.step.take(db.session(), opened.turn, form))
        answer = redirect(url_for("answers.show_done", token=token))
        db.session().commit()
        return answer


@bp.get("/<token>/klaar")
@public
def show_done(token: str) -> ResponseReturnValue:
    """Show how the talk stands after the answer."""
    opened = open_link(db.session(), token, now=clock.now())
    with force_locale(_language(opened)):
        return _page("answers/done.html", opened)


def _language(opened: Opened) -> str:
    return choose_locale() if "language" in session else str(opened.account.language)


def _page(template: str, opened: Opened, form: Form | None = None) -> str:
    values = {"form": form} if form is not None else {}
    return render_template(
        template,
        step=opened.step,
        turn=opened.turn,
        is_late=opened.is_late,
        talk=opened.turn.talk,
        account=opened.account,
        badge=badge(opened.turn.talk, opened.turn.side, now=opened.turn.now),
        wording=wording,
        **values,
    )
