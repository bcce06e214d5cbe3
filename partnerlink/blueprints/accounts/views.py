"""Signing in and out, the links from our mails, and your own account."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user

from partnerlink import clock, db
from partnerlink.access import public, signed_in, signed_in_account
from partnerlink.blueprints.accounts import proofs, visit
from partnerlink.blueprints.accounts.addresses.views import bp as addresses
from partnerlink.blueprints.accounts.forms import (
    ChangePasswordForm,
    DetailsForm,
    ForgottenForm,
    JoinForm,
    NewPasswordForm,
    SignInForm,
)
from partnerlink.limits import SEND_MAIL, SIGN_IN, limiter
from partnerlink.links import Purpose
from partnerlink.mail_limits import limit_letters
from partnerlink.services import accounts

bp = Blueprint("accounts", __name__)
bp.register_blueprint(addresses)


@bp.get("/inloggen")
@public
def show_sign_in() -> ResponseReturnValue:
    """Ask for address and password; in the demo also offer everybody there is."""
    if current_user.is_authenticated:
        return redirect(visit.page_after_sign_in())
    return _sign_in_page(SignInForm())


@bp.post("/inloggen")
@visit.limit_by_network
@visit.limit_by_account
@public
def submit_sign_in() -> ResponseReturnValue:
    """Sign in; the answer to a wrong address is that to a wrong password."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form), 422
    # Checking a password takes a while, and no writer should have to wait for it.
    with db.database().open_reading() as reading:
        account = accounts.find_by_password(reading, **form.combination)
    if account is None:
        form.refuse_combination()
        return _sign_in_page(form), 422
    accounts.renew_hash(db.session(), account, form.password.data)
    visit.begin(account)
    db.session().commit()
    return redirect(visit.page_after_sign_in())


@bp.post("/uitloggen")
@public
def sign_out() -> ResponseReturnValue:
    """End this visit."""
    visit.end()
    flash(_("U bent uitgelogd."), "good")
    return redirect(url_for("pages.show_front"))


@bp.get("/demo/<token>")
@public
def show_demo(token: str) -> ResponseReturnValue:
    """Show whom this link signs in as."""
    return render_template("accounts/demo.html", account=proofs.demo_account(token))


@bp.post("/demo/<token>")
@public
def submit_demo(token: str) -> ResponseReturnValue:
    """Sign in as somebody of the demonstration."""
    visit.begin(proofs.demo_account(token))
    return redirect(url_for("dashboard.show"))


@bp.get("/wachtwoord-vergeten")
@public
def show_forgotten() -> ResponseReturnValue:
    """Ask which address should get a link."""
    return render_template("accounts/forgotten.html", form=ForgottenForm())


@bp.post("/wachtwoord-vergeten")
@limiter.limit(SEND_MAIL)
@limit_letters
@public
def submit_forgotten() -> ResponseReturnValue:
    """Post a link; the answer is the same when nobody has this address."""
    form = ForgottenForm()
    if not form.validate():
        return render_template("accounts/forgotten.html", form=form), 422
    accounts.ask_for_reset(db.session(), form.email.data, now=clock.now())
    flash(_("Is dit adres bij ons bekend? Dan krijgt u een mail met een link."), "good")
    db.session().commit()
    return redirect(url_for(".show_sign_in"))


@bp.get("/wachtwoord/<token>")
@public
def show_reset(token: str) -> ResponseReturnValue:
    """Ask for a new password."""
    account = proofs.account_of_key(Purpose.RESET_PASSWORD, token)
    return render_template("accounts/reset.html", form=NewPasswordForm(account), account=account)


@bp.post("/wachtwoord/<token>")
@limiter.limit(SIGN_IN)
@public
def submit_reset(token: str) -> ResponseReturnValue:
    """Set a new password, which uses the link up and signs out everywhere."""
    account = proofs.locked_account_of_key(Purpose.RESET_PASSWORD, token)
    form = NewPasswordForm(account)
    if not form.validate():
        return render_template("accounts/reset.html", form=form, account=account), 422
    accounts.confirm_email(db.session(), account, now=clock.now())
    accounts.set_password(account, form.new_password.data)
    flash(_("Uw nieuwe wachtwoord is opgeslagen. Log ermee in."), "good")
    db.session().commit()
    return redirect(url_for(".show_sign_in"))


@bp.get("/uitnodiging/<token>")
@public
def show_join(token: str) -> ResponseReturnValue:
    """Ask an invited colleague for a name and a password."""
    account = proofs.account_of_key(Purpose.JOIN, token)
    return render_template("accounts/join.html", form=JoinForm(account), account=account)


@bp.post("/uitnodiging/<token>")
@limiter.limit(SIGN_IN)
@public
def submit_join(token: str) -> ResponseReturnValue:
    """Let an invited colleague in."""
    account = proofs.locked_account_of_key(Purpose.JOIN, token)
    form = JoinForm(account)
    if not form.validate():
        return render_template("accounts/join.html", form=form, account=account), 422
    accounts.join(account, name=form.name.data, password=form.new_password.data, now=clock.now())
    visit.begin(account)
    flash(visit.welcome(account), "good")
    db.session().commit()
    return redirect(url_for("dashboard.show"))


@bp.get("/account")
@signed_in
def show_account() -> ResponseReturnValue:
    """Show somebody their own account."""
    return _account_page(DetailsForm(obj=signed_in_account()))


@bp.post("/account")
@signed_in
def submit_account() -> ResponseReturnValue:
    """Change name, telephone and language."""
    form = DetailsForm()
    if not form.validate():
        return _account_page(form), 422
    account = signed_in_account()
    account.name, account.phone = form.name.data, form.phone.data
    account.language = form.language.data
    cookie["language"] = account.language.value
    with force_locale(account.language.value):
        flash(_("Opgeslagen."), "good")
    db.session().commit()
    return redirect(url_for(".show_account"))


@bp.get("/account/wachtwoord")
@signed_in
def show_password() -> ResponseReturnValue:
    """Ask for the present and the new password."""
    form = ChangePasswordForm(signed_in_account())
    return render_template("accounts/password.html", form=form)


@bp.post("/account/wachtwoord")
@visit.limit_by_network
@signed_in
def submit_password() -> ResponseReturnValue:
    """Change the password; every other device is signed out."""
    account = signed_in_account()
    form = ChangePasswordForm(account)
    if not form.validate():
        return render_template("accounts/password.html", form=form), 422
    accounts.set_password(account, form.new_password.data)
    visit.begin(account)
    flash(_("Uw wachtwoord is veranderd. Andere apparaten zijn uitgelogd."), "good")
    db.session().commit()
    return redirect(url_for(".show_account"))


@bp.post("/account/overal-uitloggen")
@signed_in
def sign_out_elsewhere() -> ResponseReturnValue:
    """Sign out every device but this one."""
    signed_in_account().sign_out_everywhere()
    visit.begin(signed_in_account())
    flash(_("U bent op alle andere apparaten uitgelogd."), "good")
    db.session().commit()
    return redirect(url_for(".show_account"))


@bp.post("/account/agenda")
@signed_in
def renew_feed() -> ResponseReturnValue:
    """Make a new calendar address; the old one stops working."""
    signed_in_account().renew_feed()
    flash(_("U heeft een nieuw agenda-adres. Zet het opnieuw in uw agenda."), "good")
    db.session().commit()
    return redirect(url_for(".show_account"))


def _sign_in_page(form: SignInForm) -> str:
    demo = proofs.demo_links()
    return render_template("accounts/sign_in.html", form=form, demo=demo)


def _account_page(form: DetailsForm) -> str:
    feed = proofs.feed_address(signed_in_account())
    return render_template("accounts/account.html", form=form, feed=feed)
