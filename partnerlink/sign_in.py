"""Signing in with flask-login: the cookie holds an account and its session key."""

from flask import Flask, g
from flask_login import AnonymousUserMixin, LoginManager

from partnerlink import db
from partnerlink.models.account import Account

login_manager = LoginManager()


def init_app(app: Flask) -> None:
    """Let flask-login find accounts."""
    login_manager.session_protection = None
    login_manager.user_loader(load_account)
    login_manager.init_app(app)


def load_account(user_id: str) -> Account | None:
    """Return the account of a cookie; None when its session key was renewed since."""
    number, _, key = user_id.partition(":")
    if not number.isdecimal():
        return None
    account = db.session().get(Account, int(number))
    if account is None or not account.is_active or account.session_key != key:
        return None
    return account


def forget_for_this_request() -> None:
    """See nobody in whoever asks, so that a page can be shown without the database."""
    g._login_user = AnonymousUserMixin()
