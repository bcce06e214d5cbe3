"""When a family asks: everything that is stored about it, or erase it."""

from flask import Blueprint, Response, flash, json, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.invitations import wording
from partnerlink.blueprints.invitations.own import own_evening, own_household
from partnerlink.blueprints.invitations.privacy.forms import ErasureForm
from partnerlink.domain.account import Audience
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.services import household_erasure, households, invitation_lists
from partnerlink.services.talk_dates import today_of

bp = Blueprint("privacy", __name__)


@bp.get("/inzage")
@role(Audience.SCHOOL)
def show_stored(number: int, household: int) -> ResponseReturnValue:
    """Show all that is stored about a family, to print and hand over."""
    evening, session = own_evening(number), db.session()
    found = own_household(evening, household)
    return render_template(
        "invitations/stored.html",
        evening=evening,
        household=found,
        needs=invitation_lists.needs_of(session, [one.id for one in found.invitations]),
        letters=household_erasure.letters_of(session, found),
        wording=wording,
    )


@bp.get("/inzage.json")
@role(Audience.SCHOOL)
def export(number: int, household: int) -> ResponseReturnValue:
    """Give all that is stored about a family as a file for a computer."""
    evening = own_evening(number)
    found = own_household(evening, household)
    stored = household_erasure.stored_about(db.session(), evening, found)
    text = json.dumps(stored, indent=2, ensure_ascii=False)
    answer = Response(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="gezin-{found.id}.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/wissen")
@role(Audience.SCHOOL)
def show_erasure(number: int, household: int) -> ResponseReturnValue:
    """Ask whether a family should be erased, and which of its children."""
    evening = own_evening(number)
    found = own_household(evening, household)
    return _erasure_page(evening, found, _form(found))


def _form(household: Household) -> ErasureForm:
    form = ErasureForm()
    form.offer(household_erasure.erasable_pupils(db.session(), household))
    return form


def _erasure_page(evening: Evening, household: Household, form: ErasureForm) -> str:
    return render_template(
        "invitations/erase.html",
        evening=evening,
        household=household,
        form=form,
        is_past=today_of(clock.now()) > evening.day,
        wording=wording,
    )


@bp.post("/wissen")
@role(Audience.SCHOOL)
def submit_erasure(number: int, household: int) -> ResponseReturnValue:
    """Erase a family for good."""
    evening, session = own_evening(number), db.session()
    found = households.lock_household(session, evening.id, household)
    if found is None:
        flash(_("Dit gezin staat er niet meer. Het is al gewist, of samengevoegd."), "info")
        return redirect(url_for("invitations.show", number=number))
    form = _form(found)
    if not form.validate_on_submit():
        return _erasure_page(evening, found, form), 422
    household_erasure.erase(session, evening, found, pupils=form.numbers, now=clock.now())
    flash(_("Het gezin is gewist. De aantallen van de avond blijven."), "good")
    session.commit()
    return redirect(url_for("invitations.show", number=number))
