"""The days off of one's own school: those of the region, and what the school does otherwise."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from partnerlink import clock, db
from partnerlink.access import own_organisation, require, role
from partnerlink.blueprints.organisations.holidays.forms import DaysForm, FreeDaysForm
from partnerlink.domain.account import Audience
from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.models.organisation import Organisation
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.services import own_holidays
from partnerlink.services.own_holidays import TooFewSchoolDays, TooManyHolidays
from partnerlink.services.talk_dates import today_of

bp = Blueprint("holidays", __name__)


def _school() -> Organisation:
    organisation = own_organisation()
    return organisation if organisation.is_school else abort(404)


def _years() -> tuple[SchoolYear, SchoolYear]:
    this = school_year_of(today_of(clock.now()))
    return this, SchoolYear(this.start + 1)


def _find(number: int, owner: ColumnElement[bool]) -> SchoolHoliday:
    years = [year.label for year in _years()]
    chosen = select(SchoolHoliday).where(
        SchoolHoliday.id == number, SchoolHoliday.school_year.in_(years)
    )
    found = db.session().scalars(chosen.where(owner)).first()
    return found or abort(404)


def _official(number: int) -> SchoolHoliday:
    return _find(number, SchoolHoliday.region == _school().holiday_region)


def _explain(form: DaysForm, refusal: TooFewSchoolDays | TooManyHolidays) -> None:
    if isinstance(refusal, TooFewSchoolDays):
        form.refuse_all(_("Zo blijven er te weinig schooldagen over. Kies minder dagen."))
    else:
        form.refuse_all(_("U heeft voor dit schooljaar genoeg eigen vakanties. Haal er een weg."))


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("organisations.holidays.show_list"))


@bp.get("/")
@role(Audience.SCHOOL)
def show_list() -> ResponseReturnValue:
    """Show this school year's and the next one's days off."""
    school = _school()
    return render_template(
        "organisations/holidays/list.html",
        school=school,
        years=[(year, own_holidays.kept_in(db.session(), school, year)) for year in _years()],
    )


@bp.get("/<int:number>/eigen-dagen")
@role(Audience.MANAGER)
def show_own_days(number: int) -> ResponseReturnValue:
    """Ask for the days on which the school has this holiday."""
    official = _official(number)
    kept = own_holidays.find_own(db.session(), _school(), official) or official
    return _own_days(DaysForm(obj=kept), official)


@bp.post("/<int:number>/eigen-dagen")
@role(Audience.MANAGER)
def submit_own_days(number: int) -> ResponseReturnValue:
    """Keep the school's own days of this holiday."""
    official, school = _official(number), _school()
    require("organisation.change", school)
    form = DaysForm()
    year = own_holidays.year_of(official)
    form.set_bounds(year.first_day, year.last_day)
    if not form.validate_on_submit():
        return _own_days(form, official), 422
    try:
        days = form.days(official.name)
        own_holidays.keep_instead(db.session(), school, official, days=days)
    except (TooFewSchoolDays, TooManyHolidays) as refusal:
        db.session().rollback()
        _explain(form, refusal)
        return _own_days(form, _official(number)), 422
    flash(_("De dagen zijn opgeslagen."), "good")
    db.session().commit()
    return _to_list()


def _own_days(form: DaysForm, official: SchoolHoliday) -> str:
    return render_template("organisations/holidays/own_days.html", form=form, official=official)


@bp.get("/nieuw")
@role(Audience.MANAGER)
def show_free_days() -> ResponseReturnValue:
    """Ask for days off that the region does not have."""
    _school()
    return _free_days(FreeDaysForm())


@bp.post("/nieuw")
@role(Audience.MANAGER)
def submit_free_days() -> ResponseReturnValue:
    """Keep days off of the school itself."""
    school = _school()
    require("organisation.change", school)
    form = FreeDaysForm()
    this, following = _years()
    form.set_bounds(this.first_day, following.last_day)
    if not form.validate_on_submit():
        return _free_days(form), 422
    try:
        own_holidays.keep_free(db.session(), school, form.days(form.name.data))
    except (TooFewSchoolDays, TooManyHolidays) as refusal:
        db.session().rollback()
        _explain(form, refusal)
        return _free_days(form), 422
    flash(_("De vrije dagen zijn opgeslagen."), "good")
    db.session().commit()
    return _to_list()


def _free_days(form: FreeDaysForm) -> str:
    return render_template("organisations/holidays/free_days.html", form=form)


@bp.post("/<int:number>/weg")
@role(Audience.MANAGER)
def submit_removal(number: int) -> ResponseReturnValue:
    """Forget the school's own days; the region's count again where it has them."""
    own = _find(number, SchoolHoliday.organisation_id == _school().id)
    require("organisation.change", _school())
    db.session().delete(own)
    flash(_("Uw eigen dagen zijn weggehaald."), "good")
    db.session().commit()
    return _to_list()
