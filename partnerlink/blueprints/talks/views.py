"""Talks: the list, one talk, and the steps people take with it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db, error_pages
from partnerlink.access import own_organisation, require, role, signed_in_account
from partnerlink.blueprints.talks import lists
from partnerlink.blueprints.talks.first_step import (
    Pair,
    ShownDates,
    find_pair,
    shown_dates,
    told,
)
from partnerlink.blueprints.talks.forms import FirstStepForm, chosen_dates, first_step_form
from partnerlink.blueprints.talks.story import story
from partnerlink.blueprints.talks.way_on import ways_on
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import Refusal
from partnerlink.domain.talk import TALK, Side
from partnerlink.form_fields import Form
from partnerlink.models.talk import Talk
from partnerlink.paging import Page
from partnerlink.services.talks import (
    find_link,
    find_talk,
    lock_talk,
    require_first_step,
    start_talk,
)
from partnerlink.talk_steps import wording
from partnerlink.talk_steps.standing import badge
from partnerlink.talk_steps.step import Step
from partnerlink.talk_steps.table import BY_WORD, is_filled_in, is_late_yes, steps_for
from partnerlink.talk_steps.turn import Turn, find_turn

bp = Blueprint("talks", __name__)


@bp.errorhandler(Refusal)
def show_refusal(refusal: Refusal) -> ResponseReturnValue:
    """Say that a step cannot be taken now, with the way to the talk as it stands."""
    number = (request.view_args or {}).get("number")
    if number is None:
        return error_pages.refused(refusal)
    way = _("Bekijk de afspraak"), url_for("talks.show", number=number)
    return error_pages.refused(refusal, way=way)


@bp.get("/")
@role(Audience.SCHOOL, Audience.PARTNER)
def show_list() -> ResponseReturnValue:
    """Show what needs doing now, what is coming, or what is past."""
    account, session, now = signed_in_account(), db.session(), clock.now()
    wanted = lists.asked()
    side = lists.side_of_account(account)
    found = Page.of(lists.chosen_talks(account, wanted, now=now), session=session)
    return render_template(
        "talks/list.html",
        found=found,
        tabs=lists.tabs(session, account, wanted, now=now),
        asked=wanted,
        chips=lists.chips(wanted),
        states=lists.states_in(wanted.which),
        side=side,
        home=own_organisation(),
        badge=lists.badge_in(wanted, side, now=now),
        wording=wording,
    )


@bp.get("/nieuw/<int:request_number>/<int:offer_number>")
@role(Audience.SCHOOL, Audience.PARTNER)
def show_first_step(request_number: int, offer_number: int) -> ResponseReturnValue:
    """Show the dates on which a speaker could come, and ask for a short message."""
    session, now = db.session(), clock.now()
    pair = _pair(request_number, offer_number)
    if not pair.is_other_open(now):
        abort(404)
    going_on = find_link(session, pair.request, pair.offer)
    if going_on is not None:
        return redirect(url_for("talks.show", number=going_on))
    require_first_step(session, pair.request, pair.offer, first_step=pair.side, now=now)
    shown = shown_dates(session, pair, now=now)
    return _first_step_page(pair, shown, first_step_form(shown.dates))


@bp.post("/nieuw/<int:request_number>/<int:offer_number>")
@role(Audience.SCHOOL, Audience.PARTNER)
def submit_first_step(request_number: int, offer_number: int) -> ResponseReturnValue:
    """Invite the speaker, or apply to the request."""
    session, now = db.session(), clock.now()
    pair = _pair(request_number, offer_number)
    require_first_step(session, pair.request, pair.offer, first_step=pair.side, now=now)
    shown = shown_dates(session, pair, now=now)
    form = first_step_form(shown.dates)
    if not form.validate_on_submit():
        return _first_step_page(pair, shown, form), 422
    talk = start_talk(
        session,
        pair.request,
        pair.offer,
        first_step=pair.side,
        dates=chosen_dates(form, shown.dates),
        message=form.message.data or "",
        now=now,
    )
    flash(told(pair), "good")
    answer = redirect(url_for("talks.show", number=talk.id))
    session.commit()
    return answer


@bp.get("/<int:number>")
@role(Audience.SCHOOL, Audience.PARTNER)
def show(number: int) -> ResponseReturnValue:
    """Show one talk: who, what, where, when, the story so far, and what can be done now."""
    turn = _turn(find_talk(db.session(), number, organisation_id=_organisation_id()))
    require("talk.see", turn.talk)
    return render_template(
        "talks/show.html",
        turn=turn,
        talk=turn.talk,
        side=turn.side,
        steps=steps_for(turn),
        story=story(turn),
        badge=badge(turn.talk, turn.side, now=turn.now),
        ways_on=ways_on(turn),
        wording=wording,
        other=turn.talk.organisation_at(turn.side.other),
    )


@bp.get("/<int:number>/<word>")
@role(Audience.SCHOOL, Audience.PARTNER)
def show_step(number: int, word: str) -> ResponseReturnValue:
    """Show the one question of a step."""
    step = _step(word)
    turn = _turn(find_talk(db.session(), number, organisation_id=_organisation_id()))
    _require(step, turn)
    return _step_page(step, turn, step.form(turn))


@bp.post("/<int:number>/<word>")
@role(Audience.SCHOOL, Audience.PARTNER)
def submit_step(number: int, word: str) -> ResponseReturnValue:
    """Take a step with a talk, as it is at this moment."""
    session, step = db.session(), _step(word)
    if find_talk(session, number, organisation_id=_organisation_id()) is None:
        abort(404)
    turn = _turn(lock_talk(session, number))
    if not is_late_yes(step, turn):
        _require(step, turn)
    form = step.form(turn)
    if form.adds_a_row():
        return _step_page(step, turn, form)
    if not is_filled_in(form, turn):
        return _step_page(step, turn, form), 422
    flash(*step.take(session, turn, form))
    answer = redirect(url_for("talks.show", number=number))
    session.commit()
    return answer


def _pair(request_number: int, offer_number: int) -> Pair:
    pair = find_pair(db.session(), signed_in_account(), request_number, offer_number)
    if pair is None:
        abort(404)
    require("request.change" if pair.side is Side.SCHOOL else "offer.change", pair.own)
    return pair


def _first_step_page(pair: Pair, shown: ShownDates, form: FirstStepForm) -> str:
    return render_template(
        "talks/first_step.html", pair=pair, shown=shown, form=form, wording=wording
    )


def _organisation_id() -> int | None:
    return signed_in_account().organisation_id


def _turn(talk: Talk | None) -> Turn:
    if talk is None:
        abort(404)
    turn = find_turn(db.session(), talk, signed_in_account().actor, now=clock.now())
    if turn is None:
        abort(404)
    return turn


def _step(word: str) -> Step:
    if word not in BY_WORD:
        abort(404)
    return BY_WORD[word]


def _require(step: Step, turn: Turn) -> None:
    TALK.after(step.action, turn.talk.state)
    require(f"talk.{step.action}", turn.talk)


def _step_page(step: Step, turn: Turn, form: Form) -> str:
    values: dict[str, Any] = {"step": step, "turn": turn, "talk": turn.talk, "form": form}
    return render_template("talks/step.html", wording=wording, **values)
