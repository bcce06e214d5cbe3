"""The commands of `flask --app wsgi`."""

from partnerlink.cli.database import database

COMMANDS = (database,)
