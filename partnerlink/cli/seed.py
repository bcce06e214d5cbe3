"""`flask seed`: fill an empty database with the demonstration, and tell how to sign in to it."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import gettext as _

from partnerlink import clock, db, links
from partnerlink.models.account import Account
from partnerlink.services.demo_accounts import demo_accounts
from partnerlink.words import label
from seed.load import is_empty, load


@click.group("seed", cls=AppGroup, invoke_without_command=True)
@click.option("--if-empty", "is_patient", is_flag=True, help="Do nothing when somebody is in it.")
@with_appcontext
@click.pass_context
def seed(context: click.Context, is_patient: bool) -> None:
    """Fill an empty database with the demonstration; only in the demo."""
    _require_demo()
    if context.invoked_subcommand is not None:
        return
    session = db.session()
    if is_empty(session):
        load(session, now=clock.now())
        session.commit()
        click.echo(_("De demo staat klaar."))
    elif not is_patient:
        raise click.ClickException(_("De database is niet leeg. Er is niets veranderd."))


@seed.command("links")
def show_links() -> None:
    """Print one sign-in link for each role."""
    for account in demo_accounts(db.session()):
        click.echo(f"{_role_of(account)}: {account.name}  {_link_for(account)}")


def _link_for(account: Account) -> str:
    token = links.sign(links.Purpose.DEMO, account.id)
    return links.absolute("accounts.show_demo", token=token)


def _role_of(account: Account) -> str:
    if account.organisation is None:
        return label(account.role)
    return f"{label(account.organisation.kind)}, {label(account.role).lower()}"


def _require_demo() -> None:
    if not current_app.config["SETTINGS"].is_demo:
        raise click.ClickException(_("Dit kan alleen in de demo (PARTNERLINK_DEMO=1)."))
