"""`flask erase`: erase an organisation or a person who asks for it; only numbers stay."""

from collections import Counter

import click
import structlog
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from partnerlink import clock, db
from partnerlink.cli.mail import send
from partnerlink.domain.errors import LastAdministrator, LastManager, Refusal
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.services import account_erasure, ending_evenings, erasure

NOTHING_YET = "Nothing is erased yet. Add --yes to do it."

erase = AppGroup("erase", help="Erase an organisation or a person who asks for it.")
is_sure = click.option("--yes", "is_sure", is_flag=True, help="Do it, instead of saying what.")


@erase.command("organisation")
@click.argument("number", type=click.IntRange(1, 2**63 - 1), metavar="NUMBER")
@is_sure
@click.pass_context
def erase_organisation(context: click.Context, number: int, is_sure: bool) -> None:
    """Erase organisation NUMBER, its people, and all it wrote; the others are told by mail."""
    session = db.session()
    organisation = session.get(Organisation, number)
    if organisation is None:
        raise click.ClickException(f"There is no organisation {number}.")
    extent = erasure.extent_of(session, organisation)
    if not is_sure:
        _say_what_would_go(session, organisation, extent)
        return
    erasure.leave(session, organisation, now=clock.now())
    session.commit()
    _erase_when_told(session, organisation, context)
    session.commit()
    structlog.get_logger().info("organisation erased", organisation=number, **extent)
    click.echo(f"Organisation {number} is erased.")


def _say_what_would_go(session: Session, organisation: Organisation, extent: Counter[str]) -> None:
    now = clock.now()
    talks = erasure.count_going_on(session, organisation, now=now)
    evenings = ending_evenings.count_to_come(session, organisation, now=now)
    click.echo(f"Organisation {organisation.id}, {organisation.name}: {_in_words(extent)}.")
    click.echo(f"Of its talks {talks} still go on: the other side is told by mail.")
    if evenings:
        click.echo(f"Of its evenings {evenings} are still to come: the families are told by mail.")
    click.echo(f"{extent['encounters']} encounters stay, as numbers without a name.")
    click.echo(NOTHING_YET)


def _erase_when_told(session: Session, organisation: Organisation, context: click.Context) -> None:
    """Erase, after the letters that others get about it; raises ClickException while they wait."""
    try:
        erasure.erase(session, organisation)
    except erasure.LettersWait:
        session.rollback()
        _send(context)
    else:
        return
    try:
        erasure.erase(session, organisation)
    except erasure.LettersWait as waiting:
        session.rollback()
        raise click.ClickException(
            f"{waiting.number} letters to others could not be sent yet, so nothing is erased."
            " The organisation has left; run this again to erase it."
        ) from None


def _send(context: click.Context) -> None:
    try:
        context.invoke(send, watch=False)
    except click.ClickException as failed:
        failed.show()


@erase.command("account")
@click.argument("email", metavar="EMAIL")
@is_sure
def erase_account(email: str, is_sure: bool) -> None:
    """Erase the person with this address; what they looked after goes to a colleague."""
    session = db.session()
    account = session.scalars(Account.by_email(email)).one_or_none()
    if account is None:
        raise click.ClickException("Nobody has an account with this address.")
    number, home = account.id, account.organisation_id
    extent = account_erasure.extent_of(session, account)
    try:
        account_erasure.erase_account(session, account, now=clock.now())
    except (LastManager, LastAdministrator) as refusal:
        session.rollback()
        raise _still_needed(refusal, home) from None
    if not is_sure:
        session.rollback()
        click.echo(f"Account {number}: {_in_words(extent)}.")
        click.echo(
            "What they are the contact of goes to a colleague who manages; letters are erased."
        )
        click.echo(NOTHING_YET)
        return
    session.commit()
    structlog.get_logger().info("account erased", account=number, **extent)
    click.echo(f"Account {number} is erased.")


def _still_needed(refusal: Refusal, home: int | None) -> click.ClickException:
    if isinstance(refusal, LastAdministrator):
        return click.ClickException(
            "This is the last administrator. Ask somebody else first, and wait until they come:"
            " flask --app wsgi account create-administrator"
        )
    return click.ClickException(
        f"This is the last manager of organisation {home}. Let them make somebody else a"
        f" manager first, or erase it all: flask --app wsgi erase organisation {home}"
    )


def _in_words(extent: Counter[str]) -> str:
    found = [f"{number} {name}" for name, number in extent.items() if name != "encounters"]
    return ", ".join(found) or "nothing hangs on it"
