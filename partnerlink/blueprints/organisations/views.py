"""The organisation of whoever is signed in: how it is known, and where it is."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import own_organisation, require, role
from partnerlink.blueprints.organisations.colleagues.views import bp as colleagues
from partnerlink.blueprints.organisations.forms import OrganisationForm, form_of
from partnerlink.blueprints.organisations.holidays.views import bp as holidays
from partnerlink.domain.account import Audience
from partnerlink.domain.vocabulary import Level
from partnerlink.models.organisation import Organisation
from partnerlink.phone_numbers import readable_phone
from partnerlink.services.colleagues import colleagues_of
from partnerlink.services.organisations import change, find_holiday_region_near, last_ground
from partnerlink.services.register_lookup import find_register_entry
from partnerlink.services.talk_dates import today_of
from partnerlink.words import labels

bp = Blueprint("organisations", __name__)
bp.register_blueprint(colleagues, url_prefix="/collegas")
bp.register_blueprint(holidays, url_prefix="/vakanties")


@bp.get("/")
@role(Audience.SCHOOL, Audience.PARTNER)
def show() -> ResponseReturnValue:
    """Show how the organisation is known, to everyone of it."""
    organisation = own_organisation()
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        phone=readable_phone(organisation.phone),
        levels=labels(organisation.levels, Level),
        colleagues=db.session().scalars(colleagues_of(organisation.id)).all(),
        ground=last_ground(db.session(), organisation),
    )


@bp.get("/wijzigen")
@role(Audience.MANAGER)
def show_edit() -> ResponseReturnValue:
    """Show the form with what is known."""
    organisation = own_organisation()
    entry = find_register_entry(db.session(), organisation)
    return _edit(form_of(organisation, entry)(obj=organisation), organisation)


@bp.post("/wijzigen")
@role(Audience.MANAGER)
def submit_edit() -> ResponseReturnValue:
    """Keep what was changed, and find the place again when the address is another."""
    organisation, session, today = own_organisation(), db.session(), today_of(clock.now())
    require("organisation.change", organisation)
    form = form_of(organisation, find_register_entry(session, organisation))()
    if not form.validate() or form.address is None:
        return _edit(form, organisation), 422
    change(session, organisation, form.details, address=form.address, today=today)
    flash(_("De gegevens zijn opgeslagen."), "good")
    session.commit()
    return redirect(url_for("organisations.show"))


def _edit(form: OrganisationForm, organisation: Organisation) -> str:
    near = find_holiday_region_near(db.session(), organisation) if organisation.is_school else None
    return render_template(
        "organisations/edit.html", form=form, organisation=organisation, holiday_region_near=near
    )
