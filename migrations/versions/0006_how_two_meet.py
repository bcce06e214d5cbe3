"""How two meet: the lesson hour, at school or online with a link, and where in the building.

A talk that is planned already keeps its times; they count as chosen by the school where it ever
changed them.

Revision ID: 0006
Revises: 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

VENUES = """
    UPDATE talk SET venue = (
        SELECT CASE WHEN talk_request.venue = 'online' THEN 'online' ELSE 'at_school' END
        FROM talk_request WHERE talk_request.id = talk.request_id)
    WHERE day IS NOT NULL
"""
CHOSEN_TIMES = """
    UPDATE talk SET is_time_set = :yes
    WHERE (state = 'planned' AND calendar_sequence > 0) OR calendar_sequence > 1
"""


def upgrade() -> None:
    # SQLite cannot add a named CHECK to a table, but does take one with a new column.
    op.execute(
        "ALTER TABLE talk ADD COLUMN venue VARCHAR(40) "
        "CONSTRAINT ck_talk_talk_venue CHECK (venue IN ('at_school', 'online', 'either'))"
    )
    op.add_column(
        "talk", sa.Column("meeting_link", sa.String(500), nullable=False, server_default="")
    )
    op.add_column(
        "talk", sa.Column("is_time_set", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "talk_request", sa.Column("room", sa.String(120), nullable=False, server_default="")
    )
    op.execute(VENUES)
    op.execute(sa.text(CHOSEN_TIMES).bindparams(yes=True))


def downgrade() -> None:
    op.drop_column("talk_request", "room")
    for name in ("is_time_set", "meeting_link", "venue"):
        op.drop_column("talk", name)
