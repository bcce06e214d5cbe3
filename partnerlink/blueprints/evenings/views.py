"""A school's presentation evenings: the lists, the form, and the home of one evening."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import own_organisation, role, signed_in_account
from partnerlink.blueprints.evenings import listing, wording
from partnerlink.blueprints.evenings.door_link import door_link
from partnerlink.blueprints.evenings.forms import EveningForm, evening_form
from partnerlink.blueprints.evenings.own import get_own, get_own_with_rooms
from partnerlink.blueprints.evenings.report.views import bp as report
from partnerlink.blueprints.evenings.rooms.views import bp as rooms
from partnerlink.blueprints.evenings.steps.views import bp as steps
from partnerlink.blueprints.evenings.untold.views import bp as untold
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import RoomTooSmall
from partnerlink.domain.evening import EVENING
from partnerlink.domain.evening_retention import Kept
from partnerlink.domain.evening_steps import EveningStep, next_step
from partnerlink.evening_words import next_in_words
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.services import evening_changes, evenings
from partnerlink.services.evening_audience import Reach, reach_of
from partnerlink.services.evening_erasure import erased_of
from partnerlink.services.evening_preparation import preparation_of
from partnerlink.services.evening_report import count_of
from partnerlink.services.evening_standing import rooms_standing
from partnerlink.services.evening_untold import untold_of
from partnerlink.services.talk_dates import today_of
from partnerlink.words import listing as as_listing
from partnerlink.words import long_date

bp = Blueprint("evenings", __name__)
bp.register_blueprint(rooms, url_prefix="/<int:number>/lokalen")
bp.register_blueprint(steps, url_prefix="/<int:number>")
bp.register_blueprint(report, url_prefix="/<int:number>/verslag")
bp.register_blueprint(untold, url_prefix="/<int:number>/zonder-mail")

SURE = "zeker"
"""The field with the new day of an evening that families know of, once its school is sure."""


@bp.get("/")
@role(Audience.SCHOOL)
def show_list() -> ResponseReturnValue:
    """Show one of the lists of the school's evenings."""
    school, today = own_organisation(), today_of(clock.now())
    asked = listing.asked_list(db.session(), school.id, today=today)
    return render_template("evenings/list.html", organisation=school, asked=asked)


@bp.get("/nieuw")
@role(Audience.SCHOOL)
def show_new() -> ResponseReturnValue:
    """Show the form for a new evening."""
    return _form_page(_form(None), None)


@bp.post("/nieuw")
@role(Audience.SCHOOL)
def submit_new() -> ResponseReturnValue:
    """Keep a new evening as a draft."""
    form, session = _form(None), db.session()
    if not form.validate():
        return _form_page(form, None), 422
    evening = evenings.start_evening(
        session, own_organisation(), form.content, contact=_contact(form), now=clock.now()
    )
    flash(_("De avond is bewaard. Alleen u en uw collega’s zien hem."), "good")
    session.commit()
    return redirect(url_for("evenings.show", number=evening.id))


@bp.get("/<int:number>")
@role(Audience.SCHOOL)
def show(number: int) -> ResponseReturnValue:
    """Show how an evening stands, and what to do next."""
    evening, session = get_own_with_rooms(number), db.session()
    today = today_of(clock.now())
    preparation = preparation_of(session, evening)
    step = next_step(preparation, today=today)
    erased = erased_of(session, evening) if evening.day < today else {}
    return render_template(
        "evenings/show.html",
        evening=evening,
        today=today,
        step=step,
        next=next_in_words(step, evening, preparation),
        parts_list=wording.parts_of(evening, preparation, erased, today=today),
        erased=wording.erased_rows(evening, erased, today=today),
        rows=wording.rows_of(evening),
        seat_heads=[(each.starts.strftime("%H:%M"), "number") for each in evening.rounds],
        preparation=preparation,
        told=_told(evening) if step is EveningStep.STOPPED else [],
        counts=count_of(session, evening),
        rooms=[] if Kept.CONTACT in erased else rooms_standing(session, evening),
        door=door_link(evening) if evening.is_open and evening.day >= today else None,
    )


@bp.get("/<int:number>/wijzigen")
@role(Audience.SCHOOL)
def show_form(number: int) -> ResponseReturnValue:
    """Show the form with what an evening says."""
    evening = get_own(number)
    evening_changes.require_changeable(evening, now=clock.now())
    return _form_page(_form(evening), evening)


@bp.post("/<int:number>/wijzigen")
@role(Audience.SCHOOL)
def submit_form(number: int) -> ResponseReturnValue:
    """Change what an evening says; another day than families know is asked about once."""
    evening, session, now = get_own(number), db.session(), clock.now()
    evening_changes.require_changeable(evening, now=now)
    form = _form(evening)
    if not form.validate():
        return _form_page(form, evening), 422
    if evening_changes.is_moved(evening, form.day.data) and not _is_sure(form):
        return _form_page(form, evening, moved=reach_of(session, evening))
    contact = _contact(form)
    try:
        is_told = evening_changes.change_evening(
            session, evening, form.content, contact=contact, now=now
        )
    except RoomTooSmall as refusal:
        return _too_small(form, number, refusal)
    flash(_changed_words(evening, is_told=is_told), "good")
    session.commit()
    return redirect(url_for("evenings.show", number=number))


@bp.post("/<int:number>/kopie")
@role(Audience.SCHOOL)
def submit_copy(number: int) -> ResponseReturnValue:
    """Make a draft of an evening for the next time, without its people."""
    evening, session, now = get_own_with_rooms(number), db.session(), clock.now()
    copy = evenings.copy_evening(
        session, evening, contact=signed_in_account(), today=today_of(now), now=now
    )
    flash(
        _("De kopie staat klaar, met de lokalen en de rondes. Kijk de dagen na."),
        "good",
    )
    session.commit()
    return redirect(url_for("evenings.show_form", number=copy.id))


def _told(evening: Evening) -> list[str]:
    session = db.session()
    untold = len(untold_of(session, evening))
    return wording.cancelled_words(reach_of(session, evening), untold)


def _form(evening: Evening | None) -> EveningForm:
    school = own_organisation()
    return evening_form(
        evening,
        school=school,
        colleagues=_colleagues(),
        asker=signed_in_account(),
        today=today_of(clock.now()),
    )


def _colleagues() -> dict[int, str]:
    chosen = Account.of_organisation(own_organisation().id).where(Account.can_sign_in())
    return {account.id: account.name for account in db.session().scalars(chosen)}


def _contact(form: EveningForm) -> Account:
    return db.session().get_one(Account, form.contact.data)


def _is_sure(form: EveningForm) -> bool:
    return bool(request.form.get(SURE) == form.day.data.isoformat())


def _too_small(form: EveningForm, number: int, refusal: RoomTooSmall) -> ResponseReturnValue:
    db.session().rollback()
    form.refuse(
        "seats_per_family",
        _(
            "%(room)s heeft daar te weinig plaatsen voor. Er is dan geen plaats voor: %(names)s.",
            room=refusal.room,
            names=as_listing(refusal.names),
        ),
    )
    return _form_page(form, get_own(number)), 422


def _changed_words(evening: Evening, *, is_told: bool) -> str:
    if not is_told:
        return _("Uw wijziging is bewaard.")
    told = wording.told_words(reach_of(db.session(), evening))
    return " ".join([_("Uw wijziging is bewaard."), *told])


def _form_page(form: EveningForm, evening: Evening | None, *, moved: Reach | None = None) -> str:
    return render_template(
        "evenings/form.html",
        form=form,
        evening=evening,
        moved=wording.told_words(moved) if moved else None,
        sure=SURE,
        new_day=long_date(form.day.data) if moved else "",
        can_be_seen=evening is not None and EVENING.allows("cancel", evening.state),
    )
