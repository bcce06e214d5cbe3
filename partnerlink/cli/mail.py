"""`flask mail`: send what waits in the outbox, and look after what could not be sent."""

import signal
import threading
from types import FrameType

import click
import structlog
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from partnerlink import clock, db
from partnerlink.config import BadSetting, Settings
from partnerlink.domain.errors import NotAllowedNow
from partnerlink.mail.delivery import Delivery, KeptHere, Smtp, server_from
from partnerlink.mail.sender import sender
from partnerlink.mail.worker import Tally, Worker
from partnerlink.models.outbox import OutboxMail

SECONDS_BETWEEN_ROUNDS = 2.0
SECONDS_WHEN_SERVER_IS_AWAY = 30.0

mail = AppGroup("mail", help="Send mail, and look after what could not be sent.")


@mail.command()
@click.option("--watch", is_flag=True, help="Keep sending until stopped.")
def send(watch: bool) -> None:
    """Send what is due, once or until stopped."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        worker = _worker(settings)
    except BadSetting as bad:
        raise click.ClickException(str(bad)) from bad
    if watch:
        _watch(worker)
    elif worker is None:
        raise click.ClickException("PARTNERLINK_SMTP_URL is not set, so mail waits.")
    else:
        tally = worker.send_due()
        click.echo(f"sent {tally.sent}, dropped {tally.dropped}, failed {tally.failed}")


@mail.command()
def dead() -> None:
    """List the letters that were given up, newest first."""
    for letter in db.session().scalars(OutboxMail.dead()):
        click.echo(f"{letter.id}\t{letter.kind}\t{letter.recipient}\t{letter.last_error}")


@mail.command()
@click.argument("number", type=click.IntRange(1, 2**63 - 1), metavar="ID")
def revive(number: int) -> None:
    """Try a dead letter again from the start."""
    session = db.session()
    letter = session.get(OutboxMail, number)
    if letter is None:
        raise click.ClickException(f"There is no letter {number}.")
    try:
        letter.revive(clock.now())
    except NotAllowedNow:
        raise click.ClickException(f"Letter {number} is not dead but {letter.state}.") from None
    session.commit()
    click.echo(f"Letter {number} waits to be sent again.")


def _worker(settings: Settings) -> Worker | None:
    """Make the worker; None when mail has nowhere to go, so that it waits.

    Raises BadSetting for a mail server or a sender that cannot be.
    """
    own_name = sender().domain
    delivery: Delivery
    if settings.smtp_url:
        delivery = Smtp(server_from(settings.smtp_url), own_name=own_name)
    elif settings.is_demo:
        delivery = KeptHere()
    else:
        return None
    return Worker(delivery, now=clock.now, keeps_bodies=settings.is_demo)


def _watch(worker: Worker | None) -> None:
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if worker is None:
        structlog.get_logger().warning("PARTNERLINK_SMTP_URL is not set, so mail waits")
        stopping.wait()
        return
    while not stopping.is_set():
        tally = _round(worker, stopping)
        is_away = tally is None or tally.is_server_away
        stopping.wait(SECONDS_WHEN_SERVER_IS_AWAY if is_away else SECONDS_BETWEEN_ROUNDS)


def _round(worker: Worker, stopping: threading.Event) -> Tally | None:
    try:
        return worker.send_due(is_stopping=stopping.is_set)
    except SQLAlchemyError as away:
        # The database may be restarting; ending here would end the web server with us.
        structlog.get_logger().error("mail waits for the database", reason=type(away).__name__)
        return None
