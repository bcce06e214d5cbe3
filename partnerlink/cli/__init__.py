"""The commands of `flask --app wsgi`."""

from partnerlink.cli.account import account
from partnerlink.cli.database import database
from partnerlink.cli.erase import erase
from partnerlink.cli.imports import imports
from partnerlink.cli.mail import mail
from partnerlink.cli.match import match
from partnerlink.cli.seed import seed
from partnerlink.cli.tick import tick_command

COMMANDS = (account, database, erase, imports, mail, match, seed, tick_command)
