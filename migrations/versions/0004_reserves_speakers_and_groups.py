"""Reserves that are asked, speakers across their offers, and a talk for several groups.

SQLite cannot add a named CHECK to a table, but does take one with a new column, so both databases
get the same line. Of two talks that are agreed on for one person at one moment already, the later
one keeps no speaker, and so stands. What was recorded already was one group at a time.

Revision ID: 0004
Revises: 0003
"""

from collections.abc import Sequence
from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

PLACE = "uq_talk_one_place_per_speaker_and_part"
IS_PLANNED = sa.text("state = 'planned'")
ONE_GROUP = "uq_encounter_talk_id"
GROUPS = {
    "uq_encounter_talk_id_leerjaar_level": ("talk_id", "leerjaar", "level"),
    "uq_encounter_meeting_leerjaar_level": ("meeting", "leerjaar", "level"),
}
LEERJAREN = ("1", "2", "3", "4", "5", "6")
LEVELS = ("pro", "vmbo_bb", "vmbo_kb", "vmbo_gl", "vmbo_tl", "havo", "vwo", "isk")

SPEAKERS = """
    UPDATE talk SET speaker = (
        SELECT CASE WHEN organisation.kind = 'individual'
            THEN 'organisation-' || talk_offer.organisation_id
            ELSE 'account-' || talk_offer.contact_id END
        FROM talk_offer JOIN organisation ON organisation.id = talk_offer.organisation_id
        WHERE talk_offer.id = talk.offer_id)
    WHERE state = 'planned'
"""
WITHOUT_CLASHES = """
    UPDATE talk SET speaker = NULL
    WHERE state = 'planned' AND EXISTS (
        SELECT 1 FROM talk AS earlier
        WHERE earlier.state = 'planned' AND earlier.speaker = talk.speaker
            AND earlier.day = talk.day AND earlier.part = talk.part AND earlier.id < talk.id)
"""


def upgrade() -> None:
    op.execute(
        "ALTER TABLE talk ADD COLUMN asked_as VARCHAR(40) NOT NULL DEFAULT 'speaker' "
        "CONSTRAINT ck_talk_talk_asked_as CHECK (asked_as IN ('speaker', 'reserve', 'stand_in'))"
    )
    op.add_column("talk", sa.Column("speaker", sa.String(40)))
    op.add_column("talk", sa.Column("outcome_asked_again_at", sa.DateTime(timezone=True)))
    op.execute(SPEAKERS)
    op.execute(WITHOUT_CLASHES)
    op.drop_index(PLACE, "talk")
    _index_places("speaker")
    _tell_meetings_apart()
    before = _encounters(_meeting(nullable=True), sa.UniqueConstraint("talk_id", name=ONE_GROUP))
    with op.batch_alter_table("encounter", copy_from=before) as batch_op:
        batch_op.alter_column("meeting", existing_type=sa.String(32), nullable=False)
        batch_op.drop_constraint(ONE_GROUP, type_="unique")
        for name, columns in GROUPS.items():
            batch_op.create_unique_constraint(name, list(columns))


def downgrade() -> None:
    # Only the first group of a meeting can stay.
    op.execute(
        "DELETE FROM encounter WHERE id NOT IN (SELECT MIN(id) FROM encounter GROUP BY meeting)"
    )
    unique = (sa.UniqueConstraint(*columns, name=name) for name, columns in GROUPS.items())
    before = _encounters(_meeting(nullable=False), *unique)
    with op.batch_alter_table("encounter", copy_from=before) as batch_op:
        for name in GROUPS:
            batch_op.drop_constraint(name, type_="unique")
        batch_op.create_unique_constraint(ONE_GROUP, ["talk_id"])
        batch_op.drop_column("meeting")
    op.drop_index(PLACE, "talk")
    _index_places("offer_id")
    for name in ("outcome_asked_again_at", "speaker", "asked_as"):
        op.drop_column("talk", name)


def _index_places(speaker: str) -> None:
    op.create_index(
        PLACE,
        "talk",
        [speaker, "day", "part"],
        unique=True,
        sqlite_where=IS_PLANNED,
        postgresql_where=IS_PLANNED,
    )


def _tell_meetings_apart() -> None:
    op.add_column("encounter", _meeting(nullable=True))
    encounter = sa.table("encounter", sa.column("id"), sa.column("meeting"))
    connection = op.get_bind()
    every = connection.scalars(sa.select(encounter.c.id)).all()
    if every:
        told = sa.update(encounter).where(encounter.c.id == sa.bindparam("number"))
        connection.execute(
            told.values(meeting=sa.bindparam("told")),
            [{"number": number, "told": uuid4().hex} for number in every],
        )


def _meeting(*, nullable: bool) -> sa.Column[str]:
    return sa.Column("meeting", sa.String(32), nullable=nullable)


def _encounters(*parts: SchemaItem) -> sa.Table:
    """Tell SQLite, which copies the table, what it cannot read back: the named CHECKs."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Table(
        "encounter",
        sa.MetaData(naming_convention={"ck": "ck_%(table_name)s_%(constraint_name)s"}),
        sa.Column("id", key, nullable=False),
        sa.Column("school_id", key, nullable=False),
        sa.Column("partner_id", key),
        sa.Column("talk_id", key),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("leerjaar", _one_of(LEERJAREN, "encounter_leerjaar"), nullable=False),
        sa.Column("level", _one_of(LEVELS, "encounter_level"), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=False),
        sa.Column("competences", sa.Integer(), nullable=False),
        sa.CheckConstraint("pupils BETWEEN 1 AND 2000", name="pupils"),
        sa.PrimaryKeyConstraint("id", name="pk_encounter"),
        *parts,
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=f"fk_encounter_{column}", ondelete=then
            )
            for column, target, then in (
                ("school_id", "organisation.id", "CASCADE"),
                ("partner_id", "organisation.id", "SET NULL"),
                ("talk_id", "talk.id", "SET NULL"),
            )
        ),
        sa.Index("ix_encounter_school_id_day", "school_id", "day"),
    )


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
