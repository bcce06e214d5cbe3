"""A request is planned only while a talk is.

One that waited for the reserve to answer after its speaker fell through is set aside: the reserve
can still say yes, and the school can go on looking.

Revision ID: 0007
Revises: 0006
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WITHOUT_A_SPEAKER = """
    UPDATE talk_request SET state = 'paused'
    WHERE state = 'planned' AND NOT EXISTS (
        SELECT 1 FROM talk WHERE talk.request_id = talk_request.id AND talk.state = 'planned')
"""


def upgrade() -> None:
    op.execute(WITHOUT_A_SPEAKER)


def downgrade() -> None:
    pass
