"""Links that stand for somebody: whom each is for, and those that these pages show."""

from typing import NamedTuple

from flask import abort, current_app, url_for

from partnerlink import db, links
from partnerlink.domain.errors import LinkInvalid
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
    match links.read(Purpose.CONFIRM_EMAIL, token):
        case [int(account_id), str(email), str(session_key)]:
            return accounts.get_by_email_proof(db.session(), account_id, email, session_key)
        case _:
            raise LinkInvalid


def account_to_move(token: str) -> tuple[Account, str]:
    """Return whose new address a link proves, and that address, to look at; raises LinkInvalid."""
    account_id, session_key, email = _facts_of_move(token)
    return accounts.get_by_session_key(db.session(), account_id, session_key), email


def locked_account_to_move(token: str) -> tuple[Account, str]:
    """Return whose new address a link proves, locked, and that address; raises LinkInvalid."""
    account_id, session_key, email = _facts_of_move(token)
    return accounts.get_locked_by_session_key(db.session(), account_id, session_key), email


def account_of_key(purpose: Purpose, token: str) -> Account:
    """Return the account of a link that works once, to look at; raises LinkInvalid."""
    account_id, session_key = _facts_of(purpose, token)
    return accounts.get_by_session_key(db.session(), account_id, session_key)


def locked_account_of_key(purpose: Purpose, token: str) -> Account:
    """Return the account of a link that works once, locked to use it; raises LinkInvalid."""
    account_id, session_key = _facts_of(purpose, token)
    return accounts.get_locked_by_session_key(db.session(), account_id, session_key)


def demo_account(token: str) -> Account:
    """Return whom a link of the demonstration is for; raises LinkInvalid, and 404 elsewhere."""
    if not _is_demo():
        abort(404)
    match links.read(Purpose.DEMO, token):
        case [int(account_id)]:
            return get_demo_account(db.session(), account_id)
        case _:
            raise LinkInvalid


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


def _facts_of(purpose: Purpose, token: str) -> tuple[int, str]:
    """Return an account and what proves it; a link of an earlier release may hold something else.

    Raises LinkInvalid.
    """
    match links.read(purpose, token):
        case [int(account_id), str(proof)]:
            return account_id, proof
        case _:
            raise LinkInvalid


def _facts_of_move(token: str) -> tuple[int, str, str]:
    match links.read(Purpose.MOVE_EMAIL, token):
        case [int(account_id), str(session_key), str(email)]:
            return account_id, session_key, email
        case _:
            raise LinkInvalid


def _is_demo() -> bool:
    return bool(current_app.config["SETTINGS"].is_demo)
