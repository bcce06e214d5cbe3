"""`flask account`: ask by mail whoever is to look after a region, or after all of them."""

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import AppGroup

from partnerlink import clock, db
from partnerlink.config import Settings
from partnerlink.domain.errors import EmailTaken
from partnerlink.models.account import Account
from partnerlink.services.coordinators import EVERYWHERE, Office, Outcome, ask
from partnerlink.services.organisations import Region
from partnerlink.services.regions import find_region, known_regions

LONGEST_NAME = 120

account = AppGroup("account", help="Ask by mail who is to look after a region, or after all.")


def _address(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    try:
        return validate_email(typed, check_deliverability=False).normalized
    except EmailNotValidError as bad:
        raise click.BadParameter(str(bad)) from None


def _name(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    name = " ".join(typed.split())
    if not name.isprintable() or not 0 < len(name) <= LONGEST_NAME:
        raise click.BadParameter(f"a name has 1 to {LONGEST_NAME} signs, and no others.")
    return name


email_argument = click.argument("email", metavar="EMAIL", callback=_address)
name_option = click.option("--name", required=True, callback=_name, help="What they are called.")


@account.command("create-coordinator")
@email_argument
@click.option("--region", "written", required=True, metavar="CODE|NAME", help="Which region.")
@name_option
def create_coordinator(email: str, written: str, name: str) -> None:
    """Ask EMAIL to coordinate a region."""
    _ask(Office(_region(written)), email=email, name=name)


@account.command("create-administrator")
@email_argument
@name_option
def create_administrator(email: str, name: str) -> None:
    """Ask EMAIL to look after every region, and to invite their coordinators."""
    _ask(Office(EVERYWHERE), email=email, name=name)


def _region(written: str) -> Region:
    region = find_region(db.session(), written)
    if region is not None:
        return region
    known = "".join(f"\n  {each.code}  {each.name}" for each in known_regions(db.session()))
    if not known:
        raise click.ClickException(
            "No region is known yet. They come with the schools:"
            " flask --app wsgi import schools FILE"
        )
    raise click.ClickException(f"There is no region {written!r}. There are:{known}")


def _ask(office: Office, *, email: str, name: str) -> None:
    session = db.session()
    try:
        outcome = ask(session, office, name=name, email=email, by="", now=clock.now())
    except EmailTaken:
        raise click.ClickException(_refusal(email)) from None
    session.commit()
    region = office.region
    duty = f"coordinator of {region.code} {region.name}" if region.code else "administrator"
    if outcome is Outcome.THERE_ALREADY:
        click.echo(f"{email} is {duty} already. Nothing has changed.")
        return
    again = "again " if outcome is Outcome.ASKED_AGAIN else ""
    click.echo(f"{name} <{email}> is asked {again}to be {duty}.")
    click.echo("The letter with a link to choose a password waits in the outbox; see mail send.")
    click.echo("The link works for 14 days, and once. Run this again for a new one.")
    settings: Settings = current_app.config["SETTINGS"]
    if not (settings.smtp_url or settings.is_demo):
        click.echo("PARTNERLINK_SMTP_URL is not set, so the letter waits until it is.")


def _refusal(email: str) -> str:
    session = db.session()
    session.rollback()
    holder = session.scalars(Account.by_email(email)).one_or_none()
    if holder is None:
        return f"Somebody else used {email} at this moment. Look, and run this again."
    home = holder.organisation
    what = f"of organisation {home.id}, {home.name}" if home else f"as {holder.role}"
    return (
        f"{email} has an account already, {what}. Nothing has changed."
        " Use another address, or close or erase that account first."
    )
