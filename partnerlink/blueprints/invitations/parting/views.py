"""Carers who live apart get an invitation each; two that are one family are joined."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.invitations import wording
from partnerlink.blueprints.invitations.own import locked_household, own_evening, own_household
from partnerlink.blueprints.invitations.parting.forms import SplitForm
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import RoomTooSmall
from partnerlink.filters import asked_words
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.services import household_parting, households, invitation_lists
from partnerlink.services.households import MOST_CARERS

bp = Blueprint("parting", __name__)

MOST_FOUND = 20


def _to_family(number: int, household: int) -> ResponseReturnValue:
    return redirect(url_for("invitations.families.show", number=number, household=household))


@bp.get("/splitsen")
@role(Audience.SCHOOL)
def show_split(number: int, household: int) -> ResponseReturnValue:
    """Ask who of the carers gets an invitation of their own."""
    evening = own_evening(number)
    found = own_household(evening, household)
    return _split_page(evening, found, _split_form(found))


def _split_form(household: Household) -> SplitForm:
    form = SplitForm()
    form.offer(household)
    return form


def _split_page(evening: Evening, household: Household, form: SplitForm) -> str:
    return render_template(
        "invitations/split.html", evening=evening, household=household, form=form, wording=wording
    )


@bp.post("/splitsen")
@role(Audience.SCHOOL)
def submit_split(number: int, household: int) -> ResponseReturnValue:
    """Give those carers a household of their own."""
    evening, session = own_evening(number), db.session()
    found = locked_household(evening, household)
    form = _split_form(found)
    if _is_split_already(found):
        flash(_("Dit gezin is al gesplitst. Er is nu niets veranderd."), "info")
        return _to_family(number, household)
    if not form.validate_on_submit():
        return _split_page(evening, found, form), 422
    if len(form.numbers) == len(found.carers):
        form.refuse("leaving", _("Er moet iemand overblijven. Kies niet iedereen."))
        return _split_page(evening, found, form), 422
    try:
        household_parting.split(session, evening, found, leaving=form.numbers)
    except RoomTooSmall as refusal:
        session.rollback()
        form.refuse_all(_no_room(refusal))
        again = own_evening(number)
        return _split_page(again, own_household(again, household), form), 409
    flash(_("Er zijn nu twee gezinnen, elk met een eigen link. Nodig ze allebei uit."), "good")
    session.commit()
    return _to_family(number, household)


def _is_split_already(household: Household) -> bool:
    """Tell whether none of the carers who were chosen is here any more, as at a second press."""
    chosen = {value for value in request.form.getlist("leaving") if value}
    return bool(chosen) and not chosen & {str(carer.id) for carer in household.carers}


def _no_room(refusal: RoomTooSmall) -> str:
    return _(
        "In %(room)s is geen plaats voor twee gezinnen bij één leerling. "
        "Kies eerst een groter lokaal.",
        room=refusal.room,
    )


@bp.get("/samenvoegen")
@role(Audience.SCHOOL)
def show_merge(number: int, household: int) -> ResponseReturnValue:
    """Look for the household that belongs to this one, or ask whether it is this one."""
    evening, session = own_evening(number), db.session()
    found = own_household(evening, household)
    words = asked_words()
    pupils = (
        invitation_lists.pupils_called(session, evening.id, words)
        if words
        else [one.pupil_id for one in found.invitations]
    )
    others = [one for one in households.households_of(session, pupils) if one is not found]
    return render_template(
        "invitations/merge.html",
        evening=evening,
        household=found,
        words=words,
        others=others[:MOST_FOUND],
        wording=wording,
    )


@bp.get("/samenvoegen/<int:other>")
@role(Audience.SCHOOL)
def show_merge_with(number: int, household: int, other: int) -> ResponseReturnValue:
    """Ask whether these two are one family."""
    evening = own_evening(number)
    found = own_household(evening, household)
    if household == other:
        return redirect(
            url_for("invitations.parting.show_merge", number=number, household=household)
        )
    second = own_household(evening, other)
    return render_template(
        "invitations/merge_with.html",
        evening=evening,
        household=found,
        other=second,
        most=MOST_CARERS,
        is_too_many=len(found.carers) + len(second.carers) > MOST_CARERS,
        wording=wording,
    )


@bp.post("/samenvoegen/<int:other>")
@role(Audience.SCHOOL)
def submit_merge(number: int, household: int, other: int) -> ResponseReturnValue:
    """Make one family of two."""
    evening, session = own_evening(number), db.session()
    if household == other:
        abort(404)
    if households.find_household(session, evening.id, other) is None:
        own_household(evening, household)
        flash(_("Het andere gezin staat er niet meer. Het is al samengevoegd, of weg."), "info")
        return _to_family(number, household)
    # Two who join the same two at once lock them in the same order.
    first, second = (locked_household(evening, each) for each in sorted((household, other)))
    into, from_ = (first, second) if first.id == household else (second, first)
    household_parting.merge(session, evening, into, from_, now=clock.now())
    flash(_("Dit is nu één gezin met één link. Kijk na of het antwoord klopt."), "good")
    session.commit()
    return _to_family(number, household)
