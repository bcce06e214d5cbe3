"""`flask database`: bring the database up to date, or write a new migration."""

import click
from alembic import command

from partnerlink import db, migrations


@click.group()
def database() -> None:
    """Look after the database's shape."""


@database.command()
def upgrade() -> None:
    """Bring the database to the newest migration."""
    with db.database().engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()


@database.command()
def downgrade() -> None:
    """Take every migration back; this empties the database."""
    with db.database().engine.connect() as connection:
        migrations.downgrade(connection)
        connection.commit()


@database.command()
@click.argument("message")
def revise(message: str) -> None:
    """Write a migration from what the models changed."""
    with db.database().engine.connect() as connection:
        command.revision(migrations.config_for(connection), message, autogenerate=True)
