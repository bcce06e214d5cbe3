"""The database: one engine in `app.extensions`, one session on `g`, closed on teardown.

SQLite runs in WAL with foreign keys on. A session that will write begins IMMEDIATE, so that two
writers queue instead of one failing with "database is locked"; a reading one begins deferred.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

EXTENSION = "partnerlink.database"
BUSY_SECONDS = 15
TURN = "partnerlink.turn"
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class UncommittedChanges(AssertionError):
    """A view or command changed something and forgot to commit; raised under TESTING only."""


class Database:
    """An engine with two ways to open a session: to read, and to write."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._reading = sessionmaker(self.engine)
        self._writing = sessionmaker(self.engine.execution_options(begin="IMMEDIATE"))

    def open_reading(self) -> Session:
        """Open a session that only looks."""
        return self._reading()

    def open_writing(self) -> Session:
        """Open a session that may change things."""
        return self._writing()


def make_engine(url: str) -> Engine:
    """Make an engine for SQLite or PostgreSQL, set up as this house needs it."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            pool_size=10,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    _let_writers_queue(engine)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _let_writers_queue(engine: Engine) -> None:
    """Let one writer of this process at a time ask SQLite for the database.

    Who waits for SQLite itself asks again and again, and with two hundred at once some are never
    heard; a writer of another process is waited for like that still.
    """
    turn = Lock()

    def begin(connection: Connection) -> None:
        how = connection.get_execution_options().get("begin", "DEFERRED")
        if how == "IMMEDIATE":
            connection.info[TURN] = turn.acquire(timeout=BUSY_SECONDS)
        try:
            connection.exec_driver_sql(f"BEGIN {how}")
        except Exception:
            end(connection)
            raise

    def end(connection: Connection) -> None:
        if connection.info.pop(TURN, False):
            turn.release()

    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", end)
    event.listen(engine, "rollback", end)


def init_app(app: Flask, url: str) -> None:
    """Give the app its database and close each context's session."""
    app.extensions[EXTENSION] = Database(url)
    app.teardown_appcontext(_close)


def database() -> Database:
    """Return the running app's database."""
    found: Database = current_app.extensions[EXTENSION]
    return found


def session() -> Session:
    """Return this request's or command's session; a GET reads, anything else may write."""
    if "session" not in g:
        is_reading = has_request_context() and request.method in READING_METHODS
        g.session = database().open_reading() if is_reading else database().open_writing()
        if current_app.testing:
            _watch(g.session)
    opened: Session = g.session
    return opened


@contextmanager
def writing() -> Iterator[Session]:
    """Open a session of its own for one step of a worker, committed when the step succeeds."""
    with database().open_writing() as opened, opened.begin():
        yield opened


def _close(error: BaseException | None) -> None:
    opened: Session | None = g.pop("session", None)
    if opened is None:
        return
    forgotten = error is None and current_app.testing and _has_changes(opened)
    opened.close()
    if forgotten:
        raise UncommittedChanges(f"uncommitted changes after {request and request.endpoint}")


def _watch(opened: Session) -> None:
    event.listen(opened, "after_flush", lambda s, _: s.info.update(flushed=True))
    event.listen(opened, "after_commit", lambda s: s.info.update(flushed=False))
    event.listen(opened, "after_rollback", lambda s: s.info.update(flushed=False))


def _has_changes(opened: Session) -> bool:
    is_dirty = any(opened.is_modified(thing) for thing in opened.dirty)
    return bool(opened.new or opened.deleted or is_dirty or opened.info.get("flushed"))
