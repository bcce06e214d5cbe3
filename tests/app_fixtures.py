"""The application under test, on SQLite and on PostgreSQL, each test with an empty database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from partnerlink import db, migrations
from partnerlink.app import create_app
from partnerlink.config import Settings
from partnerlink.models.tables import Base
from tests.postgres import PostgresServer
from tests.separate_visits import SeparateClient

SECRET_KEY = "a-key-for-tests-only-0123456789abcdef"


def settings_for(url: str, **changes: object) -> Settings:
    """Return the settings of a test app."""
    given: dict[str, object] = {
        "environment": "development",
        "secret_key": SECRET_KEY,
        "database_url": url,
        "public_url": "http://localhost",
        "is_testing": True,
    }
    return Settings(**(given | changes))  # type: ignore[arg-type]


def migrated(url: str) -> str:
    """Bring an empty database to the newest migration."""
    engine = db.make_engine(url)
    with engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one SQLite file, to be copied for each test."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> Iterator[str]:
    """Migrate one PostgreSQL database, emptied after each test."""
    url = postgres_server.create_database()
    yield migrated(url.render_as_string(hide_password=False))
    postgres_server.drop_database(url)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give an empty, migrated database; tests marked `both_databases` run on each."""
    if getattr(request, "param", "sqlite") == "sqlite":
        path = tmp_path / "partnerlink.sqlite"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url: str = request.getfixturevalue("postgres_template")
    yield url
    engine = db.make_engine(url)
    with engine.begin() as connection:
        names = ", ".join(table.name for table in Base.metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """Give the application on an empty database."""
    made = create_app(settings_for(database_url))
    made.test_client_class = SeparateClient
    yield made
    made.extensions[db.EXTENSION].engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give a session to prepare and look with, within an application context."""
    with app.app_context(), db.database().open_writing() as opened:
        yield opened
