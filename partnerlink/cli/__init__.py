"""The commands of `flask --app wsgi`."""

from partnerlink.cli.database import database
from partnerlink.cli.imports import imports
from partnerlink.cli.mail import mail
from partnerlink.cli.match import match
from partnerlink.cli.seed import seed
from partnerlink.cli.tick import tick_command

COMMANDS = (database, imports, mail, match, seed, tick_command)
