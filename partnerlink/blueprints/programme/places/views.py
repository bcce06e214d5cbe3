"""The place of one presentation: move it by hand, change places, and what is wished for it."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.programme import wording
from partnerlink.blueprints.programme.forms import (
    SURE,
    MoveForm,
    move_form,
    swap_form,
    wish_form,
)
from partnerlink.blueprints.programme.own import get_evening, get_presentation
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import RoomTooSmall
from partnerlink.domain.planner_objections import Breach, Objection, objections
from partnerlink.domain.planner_values import Place
from partnerlink.form_fields import Form
from partnerlink.models.presentation import Presentation
from partnerlink.room_words import room_words
from partnerlink.services import evening_plan
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.evening_programme import Standing, names_of, place_of
from partnerlink.words import listing

bp = Blueprint("places", __name__)


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int, presentation: int) -> ResponseReturnValue:
    """Show where a presentation is, with the ways to change that."""
    standing, one = get_presentation(number, presentation)
    require_changeable(standing.evening, now=clock.now())
    return _page(standing, one)


@bp.post("/verplaatsen")
@role(Audience.SCHOOL)
def submit_move(number: int, presentation: int) -> ResponseReturnValue:
    """Put a presentation somewhere else, or say first what speaks against it."""
    standing, one = get_presentation(number, presentation)
    require_changeable(standing.evening, now=clock.now())
    form = move_form(standing.evening, one)
    if not form.validate_on_submit():
        return _page(standing, one, move=form), 422
    moves = {presentation: form.place}
    against = objections(standing.task(), standing.placement, moves)
    if not _is_sure(moves, against):
        return _page(standing, one, move=form, against=against, asked=_mark(moves)), 422
    words = _moved_words(standing, one)
    try:
        evening_plan.move(db.session(), standing.evening, moves, now=clock.now())
    except RoomTooSmall as refusal:
        return _refused(number, presentation, form, "room", refusal)
    flash(words, "good")
    db.session().commit()
    return redirect(url_for("programme.show", number=number))


@bp.post("/ruilen")
@role(Audience.SCHOOL)
def submit_swap(number: int, presentation: int) -> ResponseReturnValue:
    """Let two presentations change places, or say first what speaks against it."""
    standing, one = get_presentation(number, presentation)
    require_changeable(standing.evening, now=clock.now())
    form, own = swap_form(standing, one), place_of(one)
    if own is None or not form.validate_on_submit():
        return _page(standing, one, swap=form), 422
    moves = {presentation: standing.placement[form.other.data], form.other.data: own}
    against = objections(standing.task(), standing.placement, moves)
    if not _is_sure(moves, against):
        return _page(standing, one, swap=form, against=against, asked=_mark(moves)), 422
    words = _moved_words(standing, one)
    try:
        evening_plan.move(db.session(), standing.evening, moves, now=clock.now())
    except RoomTooSmall as refusal:
        return _refused(number, presentation, form, "other", refusal)
    flash(words, "good")
    db.session().commit()
    return redirect(url_for("programme.show", number=number))


@bp.post("/wensen")
@role(Audience.SCHOOL)
def submit_wishes(number: int, presentation: int) -> ResponseReturnValue:
    """Keep what is wished; the planner sees to it the next time."""
    standing, one = get_presentation(number, presentation)
    require_changeable(standing.evening, now=clock.now())
    form = wish_form(standing.evening, one)
    if not form.validate_on_submit():
        return _page(standing, one, wish=form), 422
    form.write(one)
    flash(_("De wensen zijn bewaard. Ze tellen als u het programma maakt."), "good")
    db.session().commit()
    return redirect(url_for("programme.places.show", number=number, presentation=presentation))


@bp.post("/vastzetten")
@role(Audience.SCHOOL)
def submit_fixed(number: int, presentation: int) -> ResponseReturnValue:
    """Let the planner leave a presentation where it is."""
    standing, one = get_presentation(number, presentation)
    require_changeable(standing.evening, now=clock.now())
    one.is_fixed = one.is_planned
    flash(_("%(who)s blijft op deze plek.", who=listing(names_of(one))), "good")
    db.session().commit()
    return redirect(url_for("programme.places.show", number=number, presentation=presentation))


@bp.post("/losmaken")
@role(Audience.SCHOOL)
def submit_loose(number: int, presentation: int) -> ResponseReturnValue:
    """Let the planner find another place for a presentation."""
    standing, one = get_presentation(number, presentation)
    require_changeable(standing.evening, now=clock.now())
    one.is_fixed = False
    flash(_("%(who)s kan een andere plek krijgen.", who=listing(names_of(one))), "good")
    db.session().commit()
    return redirect(url_for("programme.places.show", number=number, presentation=presentation))


@bp.post("/weghalen")
@role(Audience.SCHOOL)
def submit_out(number: int, presentation: int) -> ResponseReturnValue:
    """Take a presentation out of the programme, while no family knows of it."""
    standing, one = get_presentation(number, presentation)
    evening_plan.take_out(db.session(), standing.evening, one)
    flash(_("%(who)s heeft nu geen plek.", who=listing(names_of(one))), "good")
    db.session().commit()
    return redirect(url_for("programme.show", number=number))


def _mark(moves: Mapping[int, Place]) -> str:
    return "-".join(f"{n}.{place.room}.{place.round}" for n, place in sorted(moves.items()))


def _is_sure(moves: Mapping[int, Place], against: list[Breach]) -> bool:
    """Tell whether nothing speaks against it, or only what was shown and may be decided."""
    if any(breach.kind is Objection.NO_SEATS for breach in against):
        return False
    return not against or request.form.get(SURE) == _mark(moves)


def _refused(
    number: int, presentation: int, form: Form, field: str, refusal: RoomTooSmall
) -> ResponseReturnValue:
    db.session().rollback()
    form.refuse(
        field,
        _(
            "In %(room)s is niet genoeg plaats voor het gezin van: %(names)s.",
            room=room_words(refusal.room),
            names=listing(refusal.names),
        ),
    )
    standing, one = get_presentation(number, presentation)
    forms = {"move": form} if isinstance(form, MoveForm) else {"swap": form}
    return _page(standing, one, **forms), 422


def _moved_words(standing: Standing, one: Presentation) -> str:
    words = _("%(who)s heeft een nieuwe plek.", who=listing(names_of(one)))
    if standing.evening.is_open:
        words += " " + _(
            "Gezinnen die ervan weten en een e-mailadres hebben, krijgen een mail. "
            "Vertel het de andere gezinnen zelf."
        )
    return words


def _page(
    standing: Standing,
    one: Presentation,
    *,
    against: list[Breach] | None = None,
    asked: str = "",
    **forms: Form,
) -> str:
    evening, place = get_evening(standing.evening.id), place_of(one)
    move, swap = forms.get("move"), forms.get("swap")
    return render_template(
        "programme/place.html",
        evening=evening,
        one=one,
        who=wording.who(one),
        place=wording.place_words(evening, place) if place else "",
        form=move or swap or forms.get("wish"),
        move=move or move_form(evening, one),
        swap=swap or (swap_form(standing, one) if place else None),
        wish=forms.get("wish") or wish_form(evening, one),
        against=[wording.objection_words(standing, breach) for breach in against or ()],
        may_decide=all(breach.kind is not Objection.NO_SEATS for breach in against or ()),
        asked=asked,
        sure=SURE,
        is_swap=swap is not None,
    )
