"""A process that does half of its work and is then killed, as by a power cut.

Run as `python -m tests.halfway ACT DATABASE_URL NUMBER`: it writes everything to the database, and
dies by SIGKILL on the line before the commit.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.app import create_app
from partnerlink.config import ROOT
from partnerlink.models.evening import Evening
from partnerlink.services import household_answers
from partnerlink.services.evening_invitations import send_batch
from partnerlink.services.evening_seats import get_for_answer
from tests.app_fixtures import settings_for
from tests.factories import NOW

SECONDS_TO_DIE = 60


def say_no(session: Session, number: int) -> None:
    """Answer that a household does not come, which gives its seats to another."""
    household_answers.answer(session, get_for_answer(session, number), 0, now=NOW)


def send_invitations(session: Session, number: int) -> None:
    """Post every invitation of an evening."""
    send_batch(session, session.get_one(Evening, number), now=NOW)


ACTS: dict[str, Callable[[Session, int], None]] = {
    act.__name__: act for act in (say_no, send_invitations)
}


def kill_halfway(act: Callable[[Session, int], None], database_url: str, number: int) -> None:
    """Let a process of its own begin an act, and be killed before it is done."""
    command = [sys.executable, "-m", "tests.halfway", act.__name__, database_url, str(number)]
    done = subprocess.run(
        command, cwd=ROOT, timeout=SECONDS_TO_DIE, check=False, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def main(act: str, database_url: str, number: str) -> None:
    """Do an act, up to its commit."""
    app = create_app(settings_for(database_url))
    with app.app_context(), db.database().open_writing() as session:
        ACTS[act](session, int(number))
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
