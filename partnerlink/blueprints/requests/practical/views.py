"""What may still change of a request while a speaker comes; the rest is what they said yes to."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from partnerlink import clock, db
from partnerlink.access import own_organisation, require, role
from partnerlink.blueprints.requests.practical.forms import (
    PracticalForm,
    fixed_rows,
    practical_form,
)
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.request_content import PRACTICAL, changeable
from partnerlink.domain.talk import REQUEST
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import requests

bp = Blueprint("practical", __name__)


@bp.get("/")
@role(Audience.SCHOOL)
def show_form(number: int) -> ResponseReturnValue:
    """Show the practical part to change, and the rest with why it stays."""
    talk_request = _get(_own(number))
    return _form_page(practical_form(talk_request), talk_request)


@bp.post("/")
@role(Audience.SCHOOL)
def submit_form(number: int) -> ResponseReturnValue:
    """Change the practical part, and let the speaker know."""
    talk_request = _get(_own(number).with_for_update(of=TalkRequest))
    session = db.session()
    form = practical_form(talk_request)
    if not form.validate():
        return _form_page(form, talk_request), 422
    requests.write_practical(session, talk_request, form.content, now=clock.now())
    flash(_("Uw wijziging is bewaard."), "good")
    session.commit()
    return redirect(url_for("requests.show", number=number))


def _own(number: int) -> "Select[TalkRequest]":
    mine = TalkRequest.of_organisation(own_organisation().id).where(TalkRequest.id == number)
    return mine.options(joinedload(TalkRequest.organisation))


def _get(chosen: "Select[TalkRequest]") -> TalkRequest:
    talk_request = db.session().scalar(chosen) or abort(404)
    require("request.change", talk_request)
    if changeable(talk_request.state) != PRACTICAL:
        raise NotAllowedNow(REQUEST.concept, "change", talk_request.state)
    return talk_request


def _form_page(form: PracticalForm, talk_request: TalkRequest) -> str:
    return render_template(
        "requests/practical.html",
        form=form,
        talk_request=talk_request,
        rows=fixed_rows(talk_request),
        organisation=own_organisation(),
    )
