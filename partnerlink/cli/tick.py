"""`flask tick`: do what time brings, once or every minute."""

import signal
import threading
from collections import Counter
from types import FrameType

import click
import structlog
from flask import current_app
from flask.cli import with_appcontext
from geopy.exc import ConfigurationError
from sqlalchemy.exc import SQLAlchemyError

from partnerlink import clock, db
from partnerlink.config import ROOT, Settings
from partnerlink.geo.addresses import AddressLocator
from partnerlink.geo.pdok import PDOK
from partnerlink.services.holidays import fill_in_official, read_official
from partnerlink.services.letter_retention import forget_old_letters
from partnerlink.services.locating import refine_pending
from partnerlink.services.tick import FAILED, tick

SECONDS_BETWEEN_TICKS = 60.0
ADDRESSES_PER_TICK = 20
HOLIDAYS = ROOT / "seed" / "holidays.csv"


@click.command("tick")
@click.option("--watch", is_flag=True, help="Keep going, every minute, until stopped.")
@with_appcontext
def tick_command(watch: bool) -> None:
    """Let questions expire, remind and ask people, close what is past, forget, and erase."""
    locator = _locator(current_app.config["SETTINGS"])
    if watch:
        _watch(locator)
        return
    _load_holidays()
    done = _round(locator)
    click.echo(", ".join(f"{name} {number}" for name, number in sorted(done.items())) or "nothing")
    if done[FAILED]:
        raise click.ClickException("Not everything worked; the log says what did not.")


def _locator(settings: Settings) -> AddressLocator | None:
    if not settings.pdok_url:
        return None
    try:
        return AddressLocator(PDOK.at(settings.pdok_url))
    except ConfigurationError as bad:
        raise click.ClickException(f"PARTNERLINK_PDOK_URL: {bad}") from bad


def _watch(locator: AddressLocator | None) -> None:
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    structlog.get_logger().info("tick watching", seconds=SECONDS_BETWEEN_TICKS)
    has_holidays = False
    while not stopping.is_set():
        try:
            has_holidays = has_holidays or _load_holidays()
            done = _round(locator)
            if done:
                structlog.get_logger().info("tick done", **done)
        except SQLAlchemyError as away:
            # The database may be restarting; ending here would end the web server with us.
            structlog.get_logger().error("tick waits for the database", reason=type(away).__name__)
        stopping.wait(SECONDS_BETWEEN_TICKS)


def _load_holidays() -> bool:
    with db.writing() as session, HOLIDAYS.open(encoding="utf-8") as lines:
        fill_in_official(session, read_official(lines))
    return True


def _round(locator: AddressLocator | None) -> Counter[str]:
    done = tick(clock.now()) + forget_old_letters(clock.now())
    if locator is not None:
        with db.database().open_writing() as session:
            moved = refine_pending(session, locator, now=clock.now(), limit=ADDRESSES_PER_TICK)
            session.commit()
        done += Counter(located=moved)
    return done
