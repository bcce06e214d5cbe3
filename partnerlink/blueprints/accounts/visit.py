"""A visit: how often one may knock, how it begins and ends, and where it leads."""

from flask import Response, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import login_user

from partnerlink.limits import SIGN_IN, limiter
from partnerlink.mail_limits import typed_address
from partnerlink.models.account import Account
from partnerlink.redirects import local_address

REFUSED = 422


def _is_refused(response: Response) -> bool:
    return response.status_code == REFUSED


# A whole school may sign in from one address of the internet, so only failures count.
limit_by_network = limiter.limit(SIGN_IN, deduct_when=_is_refused)
limit_by_account = limiter.shared_limit(
    SIGN_IN,
    scope="sign-in",
    key_func=typed_address,
    exempt_when=lambda: not typed_address(),
    deduct_when=_is_refused,
)


def begin(account: Account) -> None:
    """Begin a visit in a fresh cookie, so that nothing of before comes along but the language."""
    end()
    cookie.permanent = True
    login_user(account)


def end() -> None:
    """End the visit on this device, and forget everything but the language."""
    language = cookie.get("language")
    cookie.clear()
    if language is not None:
        cookie["language"] = language


def page_after_sign_in() -> str:
    """Return the page that somebody wanted, if it is ours, else what needs doing today."""
    return local_address(request.args.get("next", ""), otherwise=url_for("dashboard.show"))


def welcome(account: Account) -> str:
    """Return the sentence for somebody who comes in for the first time."""
    if account.organisation is None or account.organisation.is_verified:
        return _("Welkom bij PartnerLink. U kunt beginnen.")
    return _(
        "Welkom bij PartnerLink. De regiocoördinator controleert uw organisatie. "
        "U kunt alvast alles klaarzetten."
    )
