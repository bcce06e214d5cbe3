"""Alembic, driven from the app's own settings."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from partnerlink.config import ROOT


def config_for(connection: Connection) -> Config:
    """Return Alembic's configuration, bound to an open connection."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest migration."""
    command.upgrade(config_for(connection), "head")


def downgrade(connection: Connection) -> None:
    """Take every migration back."""
    command.downgrade(config_for(connection), "base")


def is_current(connection: Connection) -> bool:
    """Tell whether the database is at the newest migration."""
    newest = ScriptDirectory.from_config(config_for(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest
