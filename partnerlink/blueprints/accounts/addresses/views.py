"""Addresses that somebody proves by a link: that of a sign-up, and the one to move to."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from partnerlink import clock, db
from partnerlink.access import public, signed_in, signed_in_account
from partnerlink.blueprints.accounts import proofs, visit
from partnerlink.blueprints.accounts.addresses.forms import ConfirmForm, NewAddressForm
from partnerlink.domain.errors import OrganisationTaken, OrganisationWaits, Refusal
from partnerlink.limits import SEND_MAIL, SIGN_IN, limiter
from partnerlink.mail_limits import limit_letters
from partnerlink.models.account import Account
from partnerlink.refusals import sentence
from partnerlink.services import accounts, own_address, sign_up

bp = Blueprint("addresses", __name__)


@bp.get("/bevestigen/<token>")
@public
def show_confirm(token: str) -> ResponseReturnValue:
    """Show whose address this link proves, and ask the password of the sign-up."""
    account = proofs.account_to_confirm(token)
    return _confirm_page(ConfirmForm(account), account)


@bp.post("/bevestigen/<token>")
@limiter.limit(SIGN_IN)
@public
def submit_confirm(token: str) -> ResponseReturnValue:
    """Confirm an address and sign in; a link that was used before only leads to the sign-in."""
    account = proofs.account_to_confirm(token)
    if account.is_active:
        flash(_("Uw e-mailadres is al bevestigd. U kunt inloggen."), "good")
        return redirect(url_for("accounts.show_sign_in"))
    form = ConfirmForm(account)
    if not form.validate():
        return _confirm_page(form, account), 422
    try:
        accounts.confirm_email(db.session(), account, now=clock.now())
    except (OrganisationTaken, OrganisationWaits) as refusal:
        return _came_too_late(account, refusal)
    visit.begin(account)
    flash(visit.welcome(account), "good")
    db.session().commit()
    return redirect(url_for("dashboard.show"))


def _confirm_page(form: ConfirmForm, account: Account) -> str:
    return render_template("accounts/confirm.html", form=form, account=account)


def _came_too_late(account: Account, refusal: Refusal) -> ResponseReturnValue:
    """Let go of a sign-up that cannot have its number, so that a colleague can invite them."""
    sign_up.forget_sign_up(db.session(), account)
    flash(sentence(refusal), "bad")
    db.session().commit()
    return redirect(url_for("accounts.show_sign_in"))


@bp.get("/account/e-mailadres")
@signed_in
def show_move() -> ResponseReturnValue:
    """Ask for the new address."""
    return _move_page(NewAddressForm(signed_in_account()))


@bp.post("/account/e-mailadres")
@visit.limit_by_network
@limiter.limit(SEND_MAIL)
@limit_letters
@signed_in
def submit_move() -> ResponseReturnValue:
    """Post a link to the new address; the answer is the same when somebody has it already."""
    account = signed_in_account()
    form = NewAddressForm(account)
    if not form.validate():
        return _move_page(form), 422
    own_address.ask_to_move(db.session(), account, form.email.data, now=clock.now())
    flash(_("We sturen een mail naar %(email)s. Klik daarin.", email=form.email.data), "good")
    db.session().commit()
    return redirect(url_for("accounts.show_account"))


def _move_page(form: NewAddressForm) -> str:
    return render_template("accounts/move.html", form=form)


@bp.get("/nieuw-adres/<token>")
@public
def show_new(token: str) -> ResponseReturnValue:
    """Show which address this link proves, and one button."""
    account, email = proofs.account_to_move(token)
    return render_template("accounts/new_address.html", account=account, email=email)


@bp.post("/nieuw-adres/<token>")
@limiter.limit(SIGN_IN)
@public
def submit_new(token: str) -> ResponseReturnValue:
    """Give the account its new address, which uses the link up and signs out everywhere else."""
    account, email = proofs.locked_account_to_move(token)
    is_here = current_user.is_authenticated and current_user.id == account.id
    own_address.move(db.session(), account, email, now=clock.now())
    if is_here:
        visit.begin(account)
    flash(_("Uw e-mailadres is nu %(email)s. Log daar voortaan mee in.", email=email), "good")
    db.session().commit()
    return redirect(url_for("accounts.show_account" if is_here else "accounts.show_sign_in"))
