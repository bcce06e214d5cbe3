"""The programme of an evening: look at it, and let it be made."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.programme import grid, wording
from partnerlink.blueprints.programme.forms import PlanForm, plan_form
from partnerlink.blueprints.programme.own import get_evening
from partnerlink.blueprints.programme.places.views import bp as places
from partnerlink.blueprints.programme.prints.views import bp as prints
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import NotAllowedNow, RoomTooSmall
from partnerlink.domain.evening_retention import Kept
from partnerlink.domain.evening_steps import EveningStep
from partnerlink.domain.planner import plan
from partnerlink.domain.planner_values import Programme
from partnerlink.evening_onward import find_onward
from partnerlink.refusals import sentence
from partnerlink.services import evening_erasure
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.evening_plan import ProgrammeChanged, write_programme
from partnerlink.services.evening_programme import Standing, standing_of
from partnerlink.services.talk_dates import today_of

AFTER_PROGRAMME = frozenset({EveningStep.OPEN, EveningStep.INVITE})

bp = Blueprint("programme", __name__)
bp.register_blueprint(prints, url_prefix="/afdrukken")
bp.register_blueprint(places, url_prefix="/<int:presentation>")


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show who presents where and when, who has no place yet, and what is not right."""
    standing = standing_of(db.session(), get_evening(number))
    return _page(standing, plan_form(standing))


@bp.post("/")
@role(Audience.SCHOOL)
def submit_plan(number: int) -> ResponseReturnValue:
    """Make the programme, which takes seconds for a large school."""
    session, now = db.session(), clock.now()
    evening = get_evening(number)
    require_changeable(evening, now=now)
    standing = standing_of(session, evening)
    form = plan_form(standing)
    if not form.validate_on_submit():
        return _page(standing, form), 422
    task = standing.task(form.keep.data)
    # Families must be able to answer meanwhile, so nothing stays locked.
    session.rollback()
    made = plan(task)
    try:
        write_programme(session, get_evening(number), task, made, keep=form.keep.data, now=now)
    except (ProgrammeChanged, RoomTooSmall) as refusal:
        session.rollback()
        flash(sentence(refusal), "bad")
        return redirect(url_for("programme.show", number=number))
    flash(*_told(made))
    session.commit()
    return redirect(url_for("programme.show", number=number))


def _page(standing: Standing, form: PlanForm) -> str:
    task, evening = standing.task(), standing.evening
    return render_template(
        "programme/show.html",
        evening=evening,
        erased_on=None
        if standing.presentations
        else evening_erasure.find_day_of_erasure(db.session(), evening, Kept.PUPILS),
        standing=standing,
        rows=grid.rows_of(standing),
        remarks=grid.remarks_of(standing, task),
        planned=len(standing.placement),
        is_changeable=_is_changeable(standing),
        onward=find_onward(
            db.session(), evening, among=AFTER_PROGRAMME, today=today_of(clock.now())
        ),
        form=form,
        wording=wording,
    )


def _is_changeable(standing: Standing) -> bool:
    try:
        require_changeable(standing.evening, now=clock.now())
    except NotAllowedNow:
        return False
    return True


def _told(made: Programme) -> tuple[str, str]:
    left_out = made.cost.left_out
    if not left_out:
        return _("Het programma is klaar. Elke presentatie heeft een lokaal en een tijd."), "good"
    words = ngettext(
        "%(num)d presentatie heeft nog geen plek. Hieronder staat waarom.",
        "%(num)d presentaties hebben nog geen plek. Hieronder staat waarom.",
        left_out,
    )
    return words, "wait"
