"""The colleagues of one's own organisation: who they are, and what its managers may do."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from partnerlink import clock, db
from partnerlink.access import own_organisation, require, role, signed_in_account
from partnerlink.blueprints.organisations.colleagues.forms import InvitationForm, SuccessorForm
from partnerlink.domain.account import Audience
from partnerlink.domain.errors import EmailTaken
from partnerlink.limits import SEND_MAIL, limiter
from partnerlink.models.account import Account
from partnerlink.services import colleagues, invitations

bp = Blueprint("colleagues", __name__)


def _colleague(number: int) -> Account:
    chosen = colleagues.colleagues_of(own_organisation().id).where(Account.id == number)
    found = db.session().scalars(chosen).first()
    if found is None:
        abort(404)
    return found


def _changeable(number: int) -> Account:
    colleague = _colleague(number)
    require("colleague.change", colleague)
    return colleague


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("organisations.colleagues.show_list"))


@bp.get("/")
@role(Audience.SCHOOL, Audience.PARTNER)
def show_list() -> ResponseReturnValue:
    """Show who works here, and to its managers who was invited."""
    organisation = own_organisation()
    is_manager = Audience.MANAGER in signed_in_account().audiences
    return render_template(
        "organisations/colleagues/list.html",
        organisation=organisation,
        is_manager=is_manager,
        colleagues=db.session().scalars(colleagues.colleagues_of(organisation.id)).all(),
        invitations=(
            invitations.waiting_invitations(db.session(), organisation) if is_manager else []
        ),
    )


@bp.get("/uitnodigen")
@role(Audience.MANAGER)
def show_invitation() -> ResponseReturnValue:
    """Ask whom to invite."""
    return _invitation(InvitationForm())


def _invitation(form: InvitationForm) -> str:
    return render_template(
        "organisations/colleagues/invite.html", form=form, organisation=own_organisation()
    )


@bp.post("/uitnodigen")
@role(Audience.MANAGER)
@limiter.limit(SEND_MAIL)
def submit_invitation() -> ResponseReturnValue:
    """Invite somebody; the answer is the same whether or not the address has an account."""
    require("colleague.invite", own_organisation())
    form = InvitationForm()
    if not form.validate_on_submit():
        return _invitation(form), 422
    try:
        _invite(name=form.name.data, email=form.email.data)
    except EmailTaken:
        form.refuse("email", _("Deze collega staat al in uw lijst."))
        return _invitation(form), 422
    db.session().commit()
    return _to_list()


@bp.post("/uitnodigen/opnieuw")
@role(Audience.MANAGER)
@limiter.limit(SEND_MAIL)
def submit_invitation_again() -> ResponseReturnValue:
    """Send a waiting invitation once more."""
    waiting = invitations.find_invitation(db.session(), own_organisation(), _typed_email())
    if waiting is None:
        abort(404)
    _invite(name=waiting.name, email=waiting.email)
    db.session().commit()
    return _to_list()


def _invite(*, name: str, email: str) -> None:
    invitations.invite(
        db.session(),
        own_organisation(),
        name=name,
        email=email,
        by=signed_in_account(),
        now=clock.now(),
    )
    flash(_("We sturen een mail naar %(email)s.", email=email), "good")


@bp.post("/uitnodigen/intrekken")
@role(Audience.MANAGER)
def submit_withdrawal() -> ResponseReturnValue:
    """Take an invitation back; the link in its mail works no longer."""
    if invitations.find_invitation(db.session(), own_organisation(), _typed_email()) is None:
        abort(404)
    invitations.withdraw_invitation(
        db.session(), own_organisation(), _typed_email(), now=clock.now()
    )
    flash(_("De uitnodiging is ingetrokken."), "good")
    db.session().commit()
    return _to_list()


def _typed_email() -> str:
    return request.form.get("email", "")


@bp.post("/<int:number>/beheerder")
@role(Audience.MANAGER)
def submit_manager(number: int) -> ResponseReturnValue:
    """Make a colleague a manager."""
    colleague = _changeable(number)
    colleagues.make_manager(db.session(), colleague)
    flash(_("%(name)s is nu ook beheerder.", name=colleague.name), "good")
    db.session().commit()
    return _to_list()


@bp.post("/<int:number>/geen-beheerder")
@role(Audience.MANAGER)
def submit_member(number: int) -> ResponseReturnValue:
    """Take the management back from a colleague, or lay it down."""
    colleague = _changeable(number)
    colleagues.make_member(db.session(), colleague)
    flash(_("%(name)s is geen beheerder meer.", name=colleague.name), "good")
    db.session().commit()
    return _to_list()


@bp.get("/<int:number>/uitschakelen")
@role(Audience.MANAGER)
def show_disable(number: int) -> ResponseReturnValue:
    """Ask whether a colleague's account should be closed, and who takes over."""
    colleague = _another(number)
    return _disabling(colleague, _successor_form(colleague))


@bp.post("/<int:number>/uitschakelen")
@role(Audience.MANAGER)
def submit_disable(number: int) -> ResponseReturnValue:
    """Close a colleague's account; whoever takes over becomes the contact of what was theirs."""
    colleague = _another(number)
    form = _successor_form(colleague)
    if not form.validate_on_submit():
        return _disabling(colleague, form), 422
    successor = _colleague(form.successor.data)
    colleagues.disable(db.session(), colleague, successor=successor, now=clock.now())
    flash(
        _(
            "%(name)s kan niet meer inloggen. %(other)s neemt het over.",
            name=colleague.name,
            other=successor.name,
        ),
        "good",
    )
    db.session().commit()
    return _to_list()


def _successor_form(colleague: Account) -> SuccessorForm:
    others = colleagues.colleagues_of(own_organisation().id).where(Account.id != colleague.id)
    return SuccessorForm(db.session().scalars(others), likely=signed_in_account())


def _disabling(colleague: Account, form: SuccessorForm) -> str:
    return render_template("organisations/colleagues/disable.html", colleague=colleague, form=form)


@bp.get("/<int:number>/overdragen")
@role(Audience.MANAGER)
def show_hand_over(number: int) -> ResponseReturnValue:
    """Ask whether this colleague should manage instead."""
    return render_template("organisations/colleagues/hand_over.html", colleague=_another(number))


@bp.post("/<int:number>/overdragen")
@role(Audience.MANAGER)
def submit_hand_over(number: int) -> ResponseReturnValue:
    """Give the management to a colleague."""
    colleague = _another(number)
    colleagues.hand_over(db.session(), giver=signed_in_account(), receiver=colleague)
    flash(_("%(name)s is nu beheerder in uw plaats.", name=colleague.name), "good")
    db.session().commit()
    return _to_list()


def _another(number: int) -> Account:
    if number == signed_in_account().id:
        abort(404)
    return _changeable(number)
