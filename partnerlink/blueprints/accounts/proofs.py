"""Links that stand for somebody: whom each is for, and those that these pages show."""

from typing import NamedTuple

from flask import abort, current_app, url_for

from partnerlink import db, links
from partnerlink.links import Purpose
from partnerlink.models.account import Account
from partnerlink.services import accounts
from partnerlink.services.demo_accounts import demo_accounts, get_demo_account


class DemoLink(NamedTuple):
    """Somebody of the demonstration, and the address that signs in as them."""

    account: Account
    url: str


def account_to_confirm(token: str) -> Account:
    """Return whose address a link proves; raises LinkInvalid."""
    account_id, email = links.read(Purpose.CONFIRM_EMAIL, token)
    return accounts.get_by_email_proof(db.session(), account_id, email)


def account_of_key(purpose: Purpose, token: str) -> Account:
    """Return the account of a link that works once; raises LinkInvalid."""
    account_id, session_key = links.read(purpose, token)
    return accounts.get_by_session_key(db.session(), account_id, session_key)


def demo_account(token: str) -> Account:
    """Return whom a link of the demonstration is for; raises LinkInvalid, and 404 elsewhere."""
    if not _is_demo():
        abort(404)
    (account_id,) = links.read(Purpose.DEMO, token)
    return get_demo_account(db.session(), account_id)


def demo_links() -> list[DemoLink]:
    """Return everybody of the demonstration with their link; nobody elsewhere."""
    shown = demo_accounts(db.session()) if _is_demo() else ()
    return [
        DemoLink(account, url_for(".show_demo", token=links.sign(Purpose.DEMO, account.id)))
        for account in shown
    ]


def feed_address(account: Account) -> str:
    """Return the secret address of somebody's calendar."""
    token = links.sign(Purpose.FEED, account.id, account.feed_version)
    return links.absolute("calendars.feed", token=token)


def _is_demo() -> bool:
    return bool(current_app.config["SETTINGS"].is_demo)
