"""Whom somebody can ask: the coordinators of their region, and whoever runs PartnerLink here."""

from collections.abc import Sequence

from flask import Flask, current_app
from flask_login import current_user

from partnerlink import db
from partnerlink.access import signed_in_account
from partnerlink.config import Settings
from partnerlink.models.account import Account
from partnerlink.services.coordinators import coordinators_at_work


def own_coordinators() -> Sequence[Account]:
    """Return who coordinates the region of whoever looks at this page; nobody when signed out."""
    home = signed_in_account().organisation if current_user.is_authenticated else None
    return coordinators_at_work(db.session(), home.region_code) if home is not None else ()


def contact_address() -> str:
    """Return the mail address of whoever runs this."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.contact_address


def init_app(app: Flask) -> None:
    """Let `macros/contact.html` ask; it costs a statement only where it is drawn."""
    app.jinja_env.globals.update(own_coordinators=own_coordinators, contact_address=contact_address)
