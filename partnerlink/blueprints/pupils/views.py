"""The pupils of an evening: the list, and one pupil added, changed or taken out by hand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import clock, db
from partnerlink.access import role
from partnerlink.blueprints.pupils.forms import (
    ChangeForm,
    NewPupilForm,
    change_form,
    households_of,
)
from partnerlink.blueprints.pupils.imports.views import bp as imports
from partnerlink.blueprints.pupils.listing import listing_of
from partnerlink.blueprints.pupils.own_evening import (
    changeable_evening,
    is_changeable,
    own_evening,
    own_pupil,
)
from partnerlink.blueprints.pupils.wording import language_word
from partnerlink.carer_words import carers_words
from partnerlink.domain.account import Audience
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.evening_retention import Kept
from partnerlink.domain.evening_steps import EveningStep
from partnerlink.evening_onward import find_onward
from partnerlink.models.evening import Evening
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_erasure, pupil_removal, pupils
from partnerlink.services.households import change_contact, lock_household
from partnerlink.services.pupil_import import last_import
from partnerlink.services.pupil_removal import AlreadyUndone
from partnerlink.services.pupils import LineRefused
from partnerlink.services.talk_dates import today_of

bp = Blueprint("pupils", __name__)
bp.register_blueprint(imports, url_prefix="/inlezen")

IMPORT = "lijst"
AFTER_PUPILS = frozenset(
    {EveningStep.ROOMS, EveningStep.PROGRAMME, EveningStep.OPEN, EveningStep.INVITE}
)


def _to_list(evening: Evening) -> ResponseReturnValue:
    return redirect(url_for("pupils.show", number=evening.id))


@bp.get("/")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show the pupils of an evening by class, or how to begin."""
    evening, session = own_evening(number), db.session()
    listing = listing_of(evening)
    return render_template(
        "pupils/list.html",
        evening=evening,
        listing=listing,
        erased_on=None
        if listing.total
        else evening_erasure.find_day_of_erasure(session, evening, Kept.PUPILS),
        can_change=is_changeable(evening),
        can_undo=is_changeable(evening) and pupil_removal.can_undo(session, evening),
        onward=find_onward(session, evening, among=AFTER_PUPILS, today=today_of(clock.now())),
        language_word=language_word,
        carers_words=carers_words,
    )


@bp.get("/nieuw")
@role(Audience.SCHOOL)
def show_new(number: int) -> ResponseReturnValue:
    """Ask for a pupil who stands in no list."""
    evening, _now = changeable_evening(number)
    return _new(NewPupilForm(data={"language": ParentLanguage.NL}), evening)


@bp.post("/nieuw")
@role(Audience.SCHOOL)
def submit_new(number: int) -> ResponseReturnValue:
    """Add one pupil."""
    evening, now = changeable_evening(number)
    form = NewPupilForm()
    if not form.validate_on_submit():
        return _new(form, evening), 422
    try:
        pupils.add_pupil(db.session(), evening, form.cells, now=now)
    except LineRefused as refused:
        form.explain(refused)
        return _new(form, evening), 422
    flash(_("%(name)s staat erbij.", name=form.first_name.data), "good")
    db.session().commit()
    return _to_list(evening)


def _new(form: NewPupilForm, evening: Evening) -> str:
    return render_template("pupils/new.html", form=form, evening=evening)


@bp.get("/<int:pupil_number>")
@role(Audience.SCHOOL)
def show_pupil(number: int, pupil_number: int) -> ResponseReturnValue:
    """Show what is known of one pupil, to change it."""
    evening, _now = changeable_evening(number)
    pupil = own_pupil(evening, pupil_number)
    return _change(change_form(pupil), evening, pupil)


@bp.post("/<int:pupil_number>")
@role(Audience.SCHOOL)
def submit_pupil(number: int, pupil_number: int) -> ResponseReturnValue:
    """Change what is known of one pupil."""
    evening, now = changeable_evening(number)
    pupil = own_pupil(evening, pupil_number)
    form = change_form(pupil)
    if not form.validate_on_submit():
        return _change(form, evening, pupil), 422
    pupils.change_pupil(evening, pupil, form.content, title=form.title.data, now=now)
    for each in households_of(pupil):
        language, contacts = form.contact_of(each)
        household = lock_household(db.session(), evening.id, each.id)
        if household is not None:
            change_contact(db.session(), household, language=language, contacts=contacts)
    flash(_("De wijziging is opgeslagen."), "good")
    db.session().commit()
    return _to_list(evening)


def _change(form: ChangeForm, evening: Evening, pupil: Pupil) -> str:
    return render_template(
        "pupils/change.html",
        form=form,
        evening=evening,
        pupil=pupil,
        households=households_of(pupil),
        carers_words=carers_words,
    )


@bp.get("/<int:pupil_number>/weg")
@role(Audience.SCHOOL)
def show_removal(number: int, pupil_number: int) -> ResponseReturnValue:
    """Ask whether a pupil really goes, and say who answered."""
    evening, _now = changeable_evening(number)
    return render_template(
        "pupils/remove.html", evening=evening, pupil=own_pupil(evening, pupil_number)
    )


@bp.post("/<int:pupil_number>/weg")
@role(Audience.SCHOOL)
def submit_removal(number: int, pupil_number: int) -> ResponseReturnValue:
    """Take a pupil out; the family's link leads nowhere any more."""
    evening, now = changeable_evening(number)
    pupil = pupils.find_pupil(db.session(), evening, pupil_number)
    if pupil is None:
        flash(_("Deze leerling staat al niet meer in de lijst."), "info")
        return _to_list(evening)
    flash(_("%(name)s doet niet meer mee.", name=pupil.name), "good")
    pupil_removal.remove(db.session(), evening, [pupil.code], now=now)
    db.session().commit()
    return _to_list(evening)


@bp.get("/terugdraaien")
@role(Audience.SCHOOL)
def show_undo(number: int) -> ResponseReturnValue:
    """Ask whether the last import really goes."""
    evening, session = changeable_evening(number)[0], db.session()
    if not pupil_removal.can_undo(session, evening):
        return _to_list(evening)
    last = last_import(session, evening)
    brought = pupil_removal.count_brought(session, evening, last)
    return render_template("pupils/undo.html", evening=evening, brought=brought, last=last)


@bp.post("/terugdraaien")
@role(Audience.SCHOOL)
def submit_undo(number: int) -> ResponseReturnValue:
    """Take out whom the import brought that the form names."""
    evening, now = changeable_evening(number)
    which = request.form.get(IMPORT, 0, type=int)
    try:
        gone = pupil_removal.undo(db.session(), evening, which, now=now)
    except AlreadyUndone:
        flash(_("Dit inlezen is al teruggedraaid. Er is nu niets veranderd."), "info")
        return _to_list(evening)
    flash(ngettext("Er is %(num)s leerling weg.", "Er zijn %(num)s leerlingen weg.", gone), "good")
    db.session().commit()
    return _to_list(evening)
