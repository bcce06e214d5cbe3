"""A school's own requests: the list, the form, one request, and the steps of its life."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from partnerlink import clock, db
from partnerlink.access import own_organisation, require, role, signed_in_account
from partnerlink.blueprints.requests import wording
from partnerlink.blueprints.requests.dates import known_about
from partnerlink.blueprints.requests.forms import RequestForm, request_form
from partnerlink.blueprints.requests.practical.views import bp as practical
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import NotAllowedNow, Refusal
from partnerlink.domain.talk import REQUEST, RequestState
from partnerlink.filters import asked_state, asked_words, list_by_state
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import requests
from partnerlink.services.reserves import find_reserve_date
from partnerlink.services.talk_dates import clock_in_the_netherlands, is_findable, today_of
from partnerlink.talk_words import classes_words, request_rows, when_words

bp = Blueprint("requests", __name__)
bp.register_blueprint(practical, url_prefix="/<int:number>/praktisch")

STEPS = {"plaatsen": "publish", "pauzeren": "pause", "hervatten": "resume", "sluiten": "close"}
"""Each step of a request's life that its school takes, by its word in the address."""


@bp.get("/")
@role(Audience.SCHOOL)
def show_list() -> ResponseReturnValue:
    """Show the school's requests, by state and by words."""
    school, session = own_organisation(), db.session()
    chosen = requests.own_requests(
        session, school.id, words=asked_words(), state=asked_state(RequestState)
    )
    counts = requests.count_states(session, school.id)
    return render_template(
        "requests/list.html",
        organisation=school,
        asked=list_by_state(chosen, RequestState, counts, session=session),
        classes_words=classes_words,
        when_words=when_words,
    )


@bp.get("/nieuw")
@role(Audience.SCHOOL)
def show_new() -> ResponseReturnValue:
    """Show the form for a new request."""
    return _form_page(_form(None), None)


@bp.post("/nieuw")
@role(Audience.SCHOOL)
def submit_new() -> ResponseReturnValue:
    """Keep a new request as a draft, or place it and show who can come."""
    form, session, now = _form(None), db.session(), clock.now()
    if form.adds_a_row():
        return _form_page(form, None)
    if not _is_valid(form, None):
        return _form_page(form, None), 422
    try:
        talk_request = requests.start_request(
            session,
            own_organisation(),
            form.content,
            form.talk_dates,
            contact=signed_in_account(),
            now=now,
        )
        _place_if_asked(form, talk_request)
    except Refusal as refusal:
        return _refused(form, None, refusal)
    following = _after_keeping(form, talk_request)
    session.commit()
    return redirect(following)


@bp.get("/<int:number>")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show a request as its school sees it, with the steps that are possible now."""
    talk_request, session, now = _get(_own(number)), db.session(), clock.now()
    return render_template(
        "requests/show.html",
        talk_request=talk_request,
        is_findable=is_findable(talk_request, now=now),
        rows=wording.own_rows(talk_request),
        missing=wording.missing_in_words(talk_request),
        warnings=wording.date_warnings(session, talk_request),
        steps={action: word for word, action in STEPS.items()},
        possible=REQUEST.actions(talk_request.state),
        talks=requests.count_talks(session, talk_request),
        reserve_date=find_reserve_date(session, talk_request, now=now),
        copy_words=wording.copy_words(talk_request, today=today_of(now)),
    )


@bp.get("/<int:number>/voorbeeld")
@role(Audience.SCHOOL)
def show_preview(number: int) -> ResponseReturnValue:
    """Show a request as partners see it."""
    talk_request = _get(_own(number))
    rows = request_rows(talk_request, left_at=clock_in_the_netherlands(clock.now()))
    return render_template("requests/preview.html", talk_request=talk_request, rows=rows)


@bp.get("/<int:number>/wijzigen")
@role(Audience.SCHOOL)
def show_form(number: int) -> ResponseReturnValue:
    """Show the form with what a request says."""
    talk_request = _get(_own(number))
    if talk_request.state is RequestState.PLANNED:
        return redirect(url_for("requests.practical.show_form", number=number))
    _require_changeable(talk_request)
    return _form_page(_form(talk_request), talk_request)


@bp.post("/<int:number>/wijzigen")
@role(Audience.SCHOOL)
def submit_form(number: int) -> ResponseReturnValue:
    """Change what a request says."""
    talk_request, session = _get(_locked(number)), db.session()
    _require_changeable(talk_request)
    form, today = _form(talk_request), today_of(clock.now())
    if form.adds_a_row():
        return _form_page(form, talk_request)
    if not _is_valid(form, talk_request):
        return _form_page(form, talk_request), 422
    try:
        requests.write_request(session, talk_request, form.content, form.talk_dates, today=today)
        _place_if_asked(form, talk_request)
    except Refusal as refusal:
        return _refused(form, number, refusal)
    following = _after_keeping(form, talk_request)
    session.commit()
    return redirect(following)


@bp.get("/<int:number>/sluiten")
@role(Audience.SCHOOL)
def show_close(number: int) -> ResponseReturnValue:
    """Ask whether a request must really be closed."""
    talk_request = _get(_own(number))
    REQUEST.after("close", talk_request.state)
    return render_template(
        "requests/close.html",
        talk_request=talk_request,
        waiting=requests.count_waiting(db.session(), talk_request),
    )


@bp.post("/<int:number>/<any(plaatsen,pauzeren,hervatten,sluiten):step>")
@role(Audience.SCHOOL)
def submit_step(number: int, step: str) -> ResponseReturnValue:
    """Let a request take a step."""
    talk_request, session = _get(_locked(number)), db.session()
    require("request.change", talk_request)
    requests.take_step(session, talk_request, STEPS[step], now=clock.now())
    flash(wording.TOLD[STEPS[step]](), "good")
    endpoint = "catalogue.show_ranked_offers" if step == "plaatsen" else "requests.show"
    session.commit()
    return redirect(url_for(endpoint, number=number))


@bp.post("/<int:number>/kopie")
@role(Audience.SCHOOL)
def submit_copy(number: int) -> ResponseReturnValue:
    """Make a draft of what a request says, for this school year."""
    talk_request, session, now = _get(_own(number)), db.session(), clock.now()
    require("request.change", talk_request)
    copy = requests.copy_request(session, talk_request, contact=signed_in_account(), now=now)
    flash(_("De kopie staat klaar. Kies nieuwe dagen en plaats uw aanvraag."), "good")
    session.commit()
    return redirect(url_for("requests.show_form", number=copy.id))


def _own(number: int) -> "Select[TalkRequest]":
    return (
        TalkRequest.of_organisation(own_organisation().id)
        .where(TalkRequest.id == number)
        .options(joinedload(TalkRequest.organisation), joinedload(TalkRequest.contact))
    )


def _locked(number: int) -> "Select[TalkRequest]":
    return _own(number).with_for_update(of=TalkRequest)


def _get(chosen: "Select[TalkRequest]") -> TalkRequest:
    return db.session().scalar(chosen) or abort(404)


def _require_changeable(talk_request: TalkRequest) -> None:
    require("request.change", talk_request)
    if not talk_request.is_changeable:
        raise NotAllowedNow(REQUEST.concept, "change", talk_request.state)


def _form(talk_request: TalkRequest | None) -> RequestForm:
    known = known_about(talk_request, db.session(), now=clock.now())
    return request_form(talk_request, school=own_organisation(), known=known)


def _is_valid(form: RequestForm, talk_request: TalkRequest | None) -> bool:
    is_draft = talk_request is None or talk_request.state is RequestState.DRAFT
    return form.is_valid_draft() if is_draft and not form.asks_to_place else form.validate()


def _place_if_asked(form: RequestForm, talk_request: TalkRequest) -> None:
    if talk_request.state is RequestState.DRAFT and form.asks_to_place:
        requests.take_step(db.session(), talk_request, "publish", now=clock.now())


def _form_page(form: RequestForm, talk_request: TalkRequest | None) -> str:
    return render_template(
        "requests/form.html", form=form, talk_request=talk_request, organisation=own_organisation()
    )


def _refused(form: RequestForm, number: int | None, refusal: Refusal) -> ResponseReturnValue:
    db.session().rollback()
    form.refuse_all(wording.refusal_words(refusal))
    return _form_page(form, None if number is None else _get(_own(number))), 422


def _after_keeping(form: RequestForm, talk_request: TalkRequest) -> str:
    if talk_request.state is RequestState.DRAFT:
        flash(_("Uw concept is bewaard. Alleen u en uw collega’s zien het."), "good")
    elif not form.asks_to_place:
        flash(_("Uw wijziging is bewaard."), "good")
    else:
        flash(wording.TOLD["publish"](), "good")
        for warning in wording.date_warnings(db.session(), talk_request):
            flash(warning, "wait")
        return url_for("catalogue.show_ranked_offers", number=talk_request.id)
    return url_for("requests.show", number=talk_request.id)
