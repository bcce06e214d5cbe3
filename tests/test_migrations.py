"""Migrations: from nothing to the models and back, on both databases."""

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from partnerlink import db, migrations
from partnerlink.domain.talk import TalkState
from partnerlink.models.match_point import VACUUMED, OfferPoint, RequestPoint
from partnerlink.models.tables import Base
from tests.factories_talks import make_talk

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


def test_postgresql_vacuums_the_points_as_the_models_say(database_url: str) -> None:
    engine = db.make_engine(database_url)
    if engine.dialect.name == "postgresql":
        told = text("SELECT reloptions FROM pg_class WHERE relname = :name")
        with engine.connect() as connection:
            for point in (OfferPoint, RequestPoint):
                options = connection.scalar(told, {"name": point.__tablename__})
                assert set(options) == {f"{name}={value}" for name, value in VACUUMED.items()}
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


def test_a_request_that_waited_for_its_reserve_is_set_aside(
    session: Session, database_url: str
) -> None:
    waits, planned = (make_talk(session, TalkState.PLANNED) for _each in range(2))
    numbers = {waits.request_id: "paused", planned.request_id: "planned"}
    waits.state = TalkState.INVITED
    session.commit()
    engine = db.make_engine(database_url)
    with engine.connect() as connection:
        command.downgrade(migrations.config_for(connection), "0006")
        command.upgrade(migrations.config_for(connection), "head")
        connection.commit()
        states = connection.execute(text("SELECT id, state FROM talk_request"))
        assert {row.id: row.state for row in states} == numbers
    engine.dispose()
