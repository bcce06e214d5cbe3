"""Migrations over talks that are there already: down to the first release and up again."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from partnerlink import db, migrations
from partnerlink.domain.talk import TalkState
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.talk import Talk
from partnerlink.services import talk_after
from tests.factories import make_offer, make_request
from tests.factories_talks import AFTER_THE_TALK, Cast, locked, make_talk

pytestmark = pytest.mark.both_databases
FIRST_RELEASE = "0002"
GROUPS = {(Leerjaar.L3, Level.VMBO_KB): 24, (Leerjaar.L4, Level.HAVO): 20}
ENCOUNTERS = "SELECT talk_id, leerjaar, pupils FROM encounter ORDER BY id"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Give the database, and leave it at the newest migration for the next test."""
    made = db.make_engine(database_url)
    yield made
    with made.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
    made.dispose()


def held_for_two_groups(session: Session) -> Talk:
    talk = make_talk(session, TalkState.PLANNED)
    talk_after.record_held(session, locked(session, talk), GROUPS, now=AFTER_THE_TALK)
    return talk


def write(engine: Engine, statement: str, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement), values)


def rows(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def go_down(engine: Engine) -> None:
    with engine.connect() as connection:
        command.downgrade(migrations.config_for(connection), FIRST_RELEASE)
        connection.commit()


def go_up(engine: Engine) -> None:
    with engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
        command.check(migrations.config_for(connection))
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_every_talk_stays_and_is_as_it_was_agreed_on(engine: Engine, session: Session) -> None:
    planned = make_talk(session, TalkState.PLANNED)
    make_talk(session, TalkState.RESERVE)
    held_for_two_groups(session)
    speaker = f"account-{planned.offer.contact_id}"
    number = planned.id
    session.commit()
    states = "SELECT id, state, day, part, starts_at FROM talk ORDER BY id"
    before = rows(engine, states)

    go_down(engine)
    assert rows(engine, states) == before
    go_up(engine)

    assert rows(engine, states) == before
    told = rows(engine, f"SELECT speaker, asked_as, venue FROM talk WHERE id = {number}")
    assert told == [(speaker, "speaker", "at_school")]


def test_of_two_groups_the_first_release_keeps_one_and_each_stays_a_meeting(
    engine: Engine, session: Session
) -> None:
    kept, erased = held_for_two_groups(session), held_for_two_groups(session)
    numbers = kept.id, erased.id
    session.commit()
    write(engine, "DELETE FROM talk WHERE id = :number", number=numbers[1])
    assert len(rows(engine, ENCOUNTERS)) == 4

    go_down(engine)
    assert rows(engine, ENCOUNTERS) == [(numbers[0], "3", 24), (None, "3", 24)]
    go_up(engine)

    assert rows(engine, ENCOUNTERS) == [(numbers[0], "3", 24), (None, "3", 24)]
    meetings = [meeting for (meeting,) in rows(engine, "SELECT meeting FROM encounter")]
    assert [len(str(meeting)) for meeting in meetings] == [32, 32]
    assert len(set(meetings)) == 2


def test_of_two_talks_of_one_person_at_one_moment_the_later_keeps_no_speaker(
    engine: Engine, session: Session
) -> None:
    one, other = (
        make_talk(session, TalkState.PLANNED, cast=Cast(make_request(session), make_offer(session)))
        for _ in range(2)
    )
    contact, offer = one.offer.contact_id, other.offer_id
    assert one.agreed_date == other.agreed_date
    session.commit()

    go_down(engine)
    handed_on = "UPDATE talk_offer SET contact_id = :contact WHERE id = :offer"
    write(engine, handed_on, contact=contact, offer=offer)
    go_up(engine)

    speakers = rows(engine, "SELECT speaker FROM talk ORDER BY id")
    assert speakers == [(f"account-{contact}",), (None,)]
