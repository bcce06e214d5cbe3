"""Search indexes: each database its own kind.

PostgreSQL gets covering indexes on the points and GIN indexes on the words. SQLite keeps whole
rows of the points in their primary keys already, and gets FTS5 tables that triggers keep up.

Revision ID: 0002
Revises: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

POINTS = {
    "offer_point": ("offer_id", ["free_from"]),
    "request_point": ("request_id", ["is_at_school", "last_day"]),
}
COVERED = ["y", "radius", "levels", "slots", "languages", "is_online"]
WORDS = {"offer_words": "offer_id", "request_words": "request_id"}


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _upgrade_postgresql()
    else:
        _upgrade_sqlite()


def _upgrade_postgresql() -> None:
    for table, (key, more) in POINTS.items():
        op.create_index(
            f"ix_{table}_search",
            table,
            ["sector", "band", "x", key],
            postgresql_include=[*COVERED, *more],
        )
    for table in WORDS:
        document = sa.text("to_tsvector('simple'::regconfig, words)")
        op.create_index(f"ix_{table}_search", table, [document], postgresql_using="gin")


def _upgrade_sqlite() -> None:
    for table, key in WORDS.items():
        index = f"{table}_search"
        op.execute(
            f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='{table}', "
            f"content_rowid='{key}', prefix='2 3', tokenize='unicode61')"
        )
        gone = f"INSERT INTO {index}({index}, rowid, words) VALUES ('delete', old.{key}, old.words)"
        come = f"INSERT INTO {index}(rowid, words) VALUES (new.{key}, new.words)"
        for when, steps in (("INSERT", [come]), ("DELETE", [gone]), ("UPDATE", [gone, come])):
            body = "; ".join(steps)
            op.execute(
                f"CREATE TRIGGER {index}_{when.lower()} AFTER {when} ON {table} BEGIN {body}; END"
            )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in (*POINTS, *WORDS):
            op.drop_index(f"ix_{table}_search", table)
        return
    for table in WORDS:
        for when in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER {table}_search_{when}")
        op.execute(f"DROP TABLE {table}_search")
