"""The coordinators of all regions: who they are, asking one more, and closing an account."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import role, signed_in_account
from partnerlink.blueprints.region.coordinators.forms import AskForm
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import EmailTaken
from partnerlink.limits import SEND_MAIL, limiter
from partnerlink.models.account import Account
from partnerlink.services import coordinators
from partnerlink.services.coordinators import Office, Outcome
from partnerlink.services.organisations import Region
from partnerlink.services.regions import known_regions

bp = Blueprint("coordinators", __name__)


def _regions() -> dict[str, Region]:
    return {region.code: region for region in known_regions(db.session())}


def _coordinator(number: int) -> Account:
    return coordinators.find_coordinator(db.session(), number) or abort(404)


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("region.coordinators.show_list"))


@bp.get("/")
@role(Audience.ADMINISTRATOR)
def show_list() -> ResponseReturnValue:
    """Show who looks after which region, and who was asked to."""
    regions = _regions()
    found = coordinators.coordinators(db.session())
    with_nobody = regions.keys() - {each.region_code for each in found if each.is_active}
    return render_template(
        "region/coordinators/list.html",
        coordinators=found,
        regions=regions,
        with_nobody=[region.name for code, region in regions.items() if code in with_nobody],
    )


@bp.get("/vragen")
@role(Audience.ADMINISTRATOR)
def show_ask() -> ResponseReturnValue:
    """Ask who should coordinate which region."""
    return _ask_page(_form())


def _form() -> AskForm:
    form = AskForm()
    form.region.offer({code: region.name for code, region in _regions().items()})
    return form


def _ask_page(form: AskForm) -> str:
    return render_template("region/coordinators/ask.html", form=form)


@bp.post("/vragen")
@role(Audience.ADMINISTRATOR)
@limiter.limit(SEND_MAIL)
def submit_ask() -> ResponseReturnValue:
    """Send somebody the letter that asks them."""
    form = _form()
    if not form.validate_on_submit():
        return _ask_page(form), 422
    try:
        _ask(form.region.data, name=form.name.data, email=form.email.data)
    except EmailTaken:
        db.session().rollback()
        form.refuse("email", _("Dit adres hoort al bij een ander account. Neem een ander adres."))
        return _ask_page(form), 422
    db.session().commit()
    return _to_list()


@bp.post("/<int:number>/opnieuw")
@role(Audience.ADMINISTRATOR)
@limiter.limit(SEND_MAIL)
def submit_ask_again(number: int) -> ResponseReturnValue:
    """Send the letter once more to somebody who has not come."""
    waiting = _coordinator(number)
    _ask(waiting.region_code or "", name=waiting.name, email=waiting.email)
    db.session().commit()
    return _to_list()


def _ask(region_code: str, *, name: str, email: str) -> None:
    outcome = coordinators.ask(
        db.session(),
        Office(_regions().get(region_code) or abort(404)),
        name=name,
        email=email,
        by=signed_in_account().name,
        now=clock.now(),
    )
    if outcome is Outcome.THERE_ALREADY:
        flash(_("%(email)s is al coördinator van deze regio.", email=email), "info")
    else:
        flash(_("We sturen een mail naar %(email)s.", email=email), "good")


@bp.get("/<int:number>/uitschakelen")
@role(Audience.ADMINISTRATOR)
def show_close(number: int) -> ResponseReturnValue:
    """Ask whether a coordinator's account should be closed."""
    found = _coordinator(number)
    region = _regions().get(found.region_code or "")
    return render_template("region/coordinators/close.html", coordinator=found, region=region)


@bp.post("/<int:number>/uitschakelen")
@role(Audience.ADMINISTRATOR)
def submit_close(number: int) -> ResponseReturnValue:
    """Close a coordinator's account, or take the question back."""
    closed = coordinators.close(db.session(), number) or abort(404)
    flash(_("%(name)s kan niet meer inloggen.", name=closed.name), "good")
    db.session().commit()
    return _to_list()
