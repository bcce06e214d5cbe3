"""Migrations: from nothing to the models and back, on both databases."""

import pytest
from alembic import command
from sqlalchemy import inspect

from partnerlink import db, migrations
from partnerlink.models.tables import Base

pytestmark = pytest.mark.both_databases


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    engine = db.make_engine(database_url)
    with engine.connect() as connection:
        assert migrations.is_current(connection)
        command.check(migrations.config_for(connection))
    engine.dispose()


def test_the_search_indexes_are_there(database_url: str) -> None:
    engine = db.make_engine(database_url)
    found = inspect(engine)
    if engine.dialect.name == "postgresql":
        for table in ("offer_point", "request_point", "offer_words", "request_words"):
            names = {index["name"] for index in found.get_indexes(table)}
            assert f"ix_{table}_search" in names
    else:
        assert {"offer_words_search", "request_words_search"} <= set(found.get_table_names())
    engine.dispose()


def test_every_migration_can_be_taken_back_and_done_again(database_url: str) -> None:
    engine = db.make_engine(database_url)
    with engine.connect() as connection:
        migrations.downgrade(connection)
        connection.commit()
        left = set(inspect(connection).get_table_names())
        assert left == {"alembic_version"}
        assert not migrations.is_current(connection)

        migrations.upgrade(connection)
        connection.commit()
        names = set(inspect(connection).get_table_names())
        assert names >= {table.name for table in Base.metadata.sorted_tables}
    engine.dispose()
