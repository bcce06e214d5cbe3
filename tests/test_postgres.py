"""The throw-away PostgreSQL itself: real, of its own, and gone afterwards."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from tests import postgres
from tests.postgres import NoPostgresError, PostgresServer, binaries, connect, throw_away_server


def number(url: URL, statement: str) -> object:
    with connect(url) as connection:
        row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return row[0]


def test_the_server_is_recent_enough(postgres_url: URL) -> None:
    version = number(postgres_url, "SELECT current_setting('server_version_num')::int / 10000")
    assert isinstance(version, int)
    assert version >= postgres.OLDEST_VERSION


def test_each_database_is_empty_and_of_its_own(postgres_server: PostgresServer) -> None:
    first, second = postgres_server.create_database(), postgres_server.create_database()
    try:
        with connect(first) as connection:
            connection.execute("CREATE TABLE visit (id int)")
        assert number(first, "SELECT count(*) FROM pg_tables WHERE tablename = 'visit'") == 1
        assert number(second, "SELECT count(*) FROM pg_tables WHERE tablename = 'visit'") == 0
    finally:
        postgres_server.drop_database(first)
        postgres_server.drop_database(second)


def test_a_database_can_be_made_as_a_copy(postgres_server: PostgresServer) -> None:
    original = postgres_server.create_database()
    with connect(original) as connection:
        connection.execute("CREATE TABLE visit AS SELECT 7 AS id")
    copy = postgres_server.create_database(template=str(original.database))
    try:
        assert number(copy, "SELECT id FROM visit") == 7
    finally:
        postgres_server.drop_database(copy)
        postgres_server.drop_database(original)


def test_a_database_in_use_can_be_dropped(postgres_server: PostgresServer) -> None:
    url = postgres_server.create_database()
    with connect(url):
        postgres_server.drop_database(url)
    databases = f"SELECT count(*) FROM pg_database WHERE datname = '{url.database}'"
    assert number(postgres_server.url, databases) == 0


def test_a_server_leaves_no_process_and_no_folder() -> None:
    try:
        binaries()
    except NoPostgresError as reason:
        pytest.skip(str(reason))
    with throw_away_server() as server:
        folder = Path(str(number(server.url, "SHOW data_directory"))).parent
        pid = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    assert not folder.exists()
    assert not Path(f"/proc/{pid}").exists()


def test_without_a_server_the_reason_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "glob", lambda _self, _pattern: [])
    with pytest.raises(NoPostgresError, match="apt-get install postgresql"):
        binaries()
