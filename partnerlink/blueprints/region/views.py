"""The coordinator's organisations: who waits, what is known, and letting them in or not."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink import clock, db
from partnerlink.access import require, role, signed_in_account
from partnerlink.blueprints.region.coordinators.views import bp as coordinators
from partnerlink.blueprints.region.forms import RefusalForm, VerificationForm
from partnerlink.blueprints.region.letter_names import NAMES
from partnerlink.blueprints.region.mail_domains import compare
from partnerlink.blueprints.region.particulars import in_words
from partnerlink.domain.account import Audience
from partnerlink.domain.organisation import ORGANISATION, OrganisationState
from partnerlink.filters import asked_state, asked_words, list_by_state
from partnerlink.form_fields import Form
from partnerlink.models.organisation import Organisation
from partnerlink.paging import Page
from partnerlink.services import organisations, region_queue
from partnerlink.services.register_lookup import find_register_entry

bp = Blueprint("region", __name__)
bp.register_blueprint(coordinators, url_prefix="/coordinatoren")


@bp.get("/organisaties")
@role(Audience.COORDINATOR)
def show_organisations() -> ResponseReturnValue:
    """Show the coordinator's organisations, who waits longest first."""
    session, coordinator = db.session(), signed_in_account()
    chosen = region_queue.organisations_of(
        session, coordinator, words=asked_words(), state=asked_state(OrganisationState)
    )
    counts = region_queue.count_states(session, coordinator)
    asked = list_by_state(chosen, OrganisationState, counts, session=session)
    return render_template("region/organisations.html", asked=asked)


def _organisation(number: int) -> Organisation:
    found = region_queue.find_organisation(db.session(), signed_in_account(), number)
    return found or abort(404)


@bp.get("/organisaties/<int:number>")
@role(Audience.COORDINATOR)
def show_organisation(number: int) -> ResponseReturnValue:
    """Show what an organisation says beside what the register says, and the log."""
    organisation, session = _organisation(number), db.session()
    entry = find_register_entry(session, organisation)
    domain = organisation.mail_domain or (entry.mail_domain if entry else "")
    return render_template(
        "region/organisation.html",
        organisation=organisation,
        entry=entry,
        typed=in_words(organisation),
        registered=in_words(entry) if entry else {},
        colleagues=compare([a for a in organisation.accounts if a.is_enabled], domain),
        decisions=session.execute(organisations.decisions_about(organisation)).all(),
        actions=_steps(organisation),
    )


def _steps(organisation: Organisation) -> frozenset[str]:
    """Return what can be decided: nobody lets in what has nobody, or frees what has no number."""
    steps = set(ORGANISATION.actions(organisation.state))
    if not organisations.can_be_let_in(db.session(), organisation):
        steps.discard("verify")
    return frozenset(steps | ({"let_go"} if organisation.code else set()))


@bp.get("/organisaties/<int:number>/toelaten")
@role(Audience.COORDINATOR)
def show_verification(number: int) -> ResponseReturnValue:
    """Ask on what ground the organisation is let in."""
    return _decision("region/verify.html", VerificationForm(), _organisation(number))


@bp.post("/organisaties/<int:number>/toelaten")
@role(Audience.COORDINATOR)
def submit_verification(number: int) -> ResponseReturnValue:
    """Let the organisation in."""
    organisation, form = _organisation(number), VerificationForm()
    require("organisation.verify", organisation)
    if not form.validate_on_submit():
        return _decision("region/verify.html", form, organisation), 422
    organisations.verify(
        db.session(),
        organisation,
        by=signed_in_account(),
        ground=form.ground.data,
        now=clock.now(),
    )
    flash(_("%(name)s doet nu mee.", name=organisation.name), "good")
    db.session().commit()
    return redirect(url_for("region.show_organisation", number=number))


@bp.get("/organisaties/<int:number>/weigeren")
@role(Audience.COORDINATOR)
def show_refusal(number: int) -> ResponseReturnValue:
    """Ask on what ground the organisation is kept out."""
    return _decision("region/refuse.html", RefusalForm(), _organisation(number))


@bp.post("/organisaties/<int:number>/weigeren")
@role(Audience.COORDINATOR)
def submit_refusal(number: int) -> ResponseReturnValue:
    """Keep the organisation out."""
    organisation, form = _organisation(number), RefusalForm()
    require("organisation.refuse", organisation)
    if not form.validate_on_submit():
        return _decision("region/refuse.html", form, organisation), 422
    organisations.refuse(
        db.session(),
        organisation,
        by=signed_in_account(),
        ground=form.ground.data,
        now=clock.now(),
    )
    flash(
        _("%(name)s doet niet mee. De beheerder krijgt een mail.", name=organisation.name), "good"
    )
    db.session().commit()
    return redirect(url_for("region.show_organisation", number=number))


@bp.get("/organisaties/<int:number>/nummer-vrij")
@role(Audience.COORDINATOR)
def show_release(number: int) -> ResponseReturnValue:
    """Ask on what ground this is not the organisation that it says."""
    return _decision("region/release.html", RefusalForm(), _numbered(number))


@bp.post("/organisaties/<int:number>/nummer-vrij")
@role(Audience.COORDINATOR)
def submit_release(number: int) -> ResponseReturnValue:
    """Take the number away, so that the organisation itself can sign up."""
    organisation, form = _numbered(number), RefusalForm()
    require("organisation.refuse", organisation)
    if not form.validate_on_submit():
        return _decision("region/release.html", form, organisation), 422
    name = organisation.name
    has_trace = organisations.let_go(
        db.session(),
        organisation,
        by=signed_in_account(),
        ground=form.ground.data,
        now=clock.now(),
    )
    flash(_("Het nummer van %(name)s is weer vrij.", name=name), "good")
    back = (
        url_for("region.show_organisation", number=number)
        if has_trace
        else url_for("region.show_organisations")
    )
    db.session().commit()
    return redirect(back)


def _numbered(number: int) -> Organisation:
    organisation = _organisation(number)
    return organisation if organisation.code else abort(404)


def _decision(template: str, form: Form, organisation: Organisation) -> str:
    return render_template(template, form=form, organisation=organisation)


@bp.get("/mail")
@role(Audience.COORDINATOR)
def show_mail() -> ResponseReturnValue:
    """Show the letters that could not be sent, and how many still wait."""
    session, coordinator = db.session(), signed_in_account()
    found = Page.of(region_queue.dead_letters(coordinator), session=session)
    return render_template(
        "region/mail.html",
        found=found,
        homes=region_queue.homes_of(session, found.things),
        names=NAMES,
        waiting=region_queue.count_waiting(session, coordinator),
    )


@bp.post("/mail/<int:number>/opnieuw")
@role(Audience.COORDINATOR)
def submit_revival(number: int) -> ResponseReturnValue:
    """Try one letter again."""
    if not region_queue.revive(db.session(), signed_in_account(), number, now=clock.now()):
        abort(404)
    flash(_("We proberen de mail opnieuw te sturen."), "good")
    db.session().commit()
    return redirect(url_for("region.show_mail"))


@bp.post("/mail/opnieuw")
@role(Audience.COORDINATOR)
def submit_revival_of_all() -> ResponseReturnValue:
    """Try every letter again."""
    number = region_queue.revive_all(db.session(), signed_in_account(), now=clock.now())
    flash(_told_of_revival(number), "good" if number else "info")
    db.session().commit()
    return redirect(url_for("region.show_mail"))


def _told_of_revival(number: int) -> str:
    if not number:
        return _("Er is geen mail meer om opnieuw te sturen. Een ander was u voor.")
    return ngettext(
        "We proberen %(num)d mail opnieuw te sturen.",
        "We proberen %(num)d mails opnieuw te sturen.",
        number,
    )
