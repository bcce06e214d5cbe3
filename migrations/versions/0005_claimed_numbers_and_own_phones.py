"""Numbers that somebody claims before they confirm, and a telephone number per person.

Revision ID: 0005
Revises: 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("claimed_code", sa.String(20)))
    op.add_column("account", sa.Column("phone", sa.String(30), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("account", "phone")
    op.drop_column("organisation", "claimed_code")
