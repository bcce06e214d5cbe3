"""Let PostgreSQL vacuum the points after one row in a hundred changed, not one in five.

Only a vacuumed page is read from the covering index alone.

Revision ID: 0003
Revises: 0002
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

POINTS = ("offer_point", "request_point")
OPTIONS = ("autovacuum_vacuum_scale_factor", "autovacuum_vacuum_insert_scale_factor")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        settings = ", ".join(f"{option} = 0.01" for option in OPTIONS)
        for table in POINTS:
            op.execute(f"ALTER TABLE {table} SET ({settings})")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in POINTS:
            op.execute(f"ALTER TABLE {table} RESET ({', '.join(OPTIONS)})")
