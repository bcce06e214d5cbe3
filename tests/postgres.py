"""A real PostgreSQL for the tests: the one you name, or a throw-away one that we start and stop."""

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

from tools.process_ending import when_parent_dies

OLDEST_VERSION = 15
SECONDS_TO_START = 30.0
HOW_TO_GET_IT = (
    f"PostgreSQL {OLDEST_VERSION} or newer was not found under /usr/lib/postgresql. "
    "Get it with: apt-get install postgresql. Or name a server on which we may create databases: "
    "PARTNERLINK_TEST_POSTGRES_URL=postgresql+psycopg://user:password@host/postgres"
)


class NoPostgresError(RuntimeError):
    """No server is named and none can be started; the message says how to get one."""


@dataclass(frozen=True)
class PostgresServer:
    """A running server on which databases may be created."""

    url: URL

    def create_database(self, *, template: str = "template0") -> URL:
        """Create a database of a new name, empty or a copy of another, and return its URL."""
        name = f"partnerlink_test_{secrets.token_hex(6)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url.set(database=name)

    def drop_database(self, url: URL) -> None:
        """Drop a database, also when somebody is still connected to it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._execute(statement.format(sql.Identifier(url.database or "")))

    def _execute(self, statement: sql.Composed) -> None:
        with connect(self.url) as connection:
            connection.execute(statement)


def connect(url: URL) -> psycopg.Connection[tuple[object, ...]]:
    """Connect to a database without SQLAlchemy, one transaction per statement."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True)


def binaries() -> Path:
    """Find the newest usable server programs of Debian; raises NoPostgresError."""
    found = {
        int(path.parent.parent.name): path.parent
        for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")
        if re.fullmatch("[0-9]+", path.parent.parent.name)
    }
    if not found or max(found) < OLDEST_VERSION:
        raise NoPostgresError(HOW_TO_GET_IT)
    return found[max(found)]


@contextmanager
def throw_away_server() -> Iterator[PostgresServer]:
    """Start a server in a temporary folder, and stop and remove it afterwards."""
    programs, owner = binaries(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="plpg"))
    try:
        if owner is not None:
            shutil.chown(folder, owner)
        _initialise(programs, folder, owner)
        process, url = _start_on_a_free_port(programs, folder, owner)
        try:
            yield PostgresServer(url)
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> str | None:
    # PostgreSQL refuses to run as root; Debian's package brings a user of its own.
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        reason = "PostgreSQL does not run as root, and there is no user called postgres. "
        raise NoPostgresError(reason + "Get it with: apt-get install postgresql") from None


def _initialise(programs: Path, folder: Path, owner: str | None) -> None:
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(
        [programs / "initdb", f"--pgdata={folder / 'data'}", "--no-sync", *options],
        check=True,
        capture_output=True,
        cwd=folder,
        user=owner,
        group=owner,
        extra_groups=None if owner is None else [],
    )


def _start_on_a_free_port(
    programs: Path, folder: Path, owner: str | None
) -> tuple[subprocess.Popen[bytes], URL]:
    # Between our look and its start another process may take the port: then the next is tried.
    for _attempt in range(3):
        port = _free_port()
        process = _start(programs, folder, owner, port)
        url = make_url(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")
        if _accepts_connections(process, url):
            return process, url
        process.kill()
        process.wait()
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(programs: Path, folder: Path, owner: str | None, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "100",
        "timezone": "UTC",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            # Ctrl-C in the terminal is for the tests, which still need the server to clean up.
            start_new_session=True,
            preexec_fn=when_parent_dies(signal.SIGQUIT),
            user=owner,
            group=owner,
            extra_groups=None if owner is None else [],
        )


def _accepts_connections(process: subprocess.Popen[bytes], url: URL) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Give the server of PARTNERLINK_TEST_POSTGRES_URL, or else a throw-away one."""
    named = os.environ.get("PARTNERLINK_TEST_POSTGRES_URL")
    if named:
        yield PostgresServer(make_url(named).set(drivername="postgresql+psycopg"))
        return
    try:
        binaries(), _owner()
    except NoPostgresError as reason:
        pytest.skip(str(reason))
    with throw_away_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[URL]:
    """Give the URL of an empty database that only this test uses."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)
