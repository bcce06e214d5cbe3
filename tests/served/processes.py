"""Run the product's own programs as processes, and kill them as a power cut does."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from partnerlink.config import ROOT
from tests.app_fixtures import SECRET_KEY
from tests.factories import NOW
from tests.mail.smtp_sink import free_port
from tests.served.moment import VARIABLE
from tools.process_ending import when_parent_dies
from tools.serve import commands_of_the_product, wait_until_it_answers

PRODUCT = "tests.served.product:app"
SECONDS_TO_END = 60


def start(
    command: list[str], *, database_url: str, now: datetime = NOW, **settings: str
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, at a moment; `settings` are more of PartnerLink's."""
    given = {"database_url": database_url, "secret_key": SECRET_KEY, "environment": "development"}
    named = {f"PARTNERLINK_{name.upper()}": value for name, value in (given | settings).items()}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | named | {VARIABLE: now.isoformat()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=when_parent_dies(signal.SIGKILL),
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and all that it started, in the middle of whatever they do."""
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait(timeout=SECONDS_TO_END) == -signal.SIGKILL


@dataclass
class Server:
    """The web server of `make run`, with its own number of processes and threads."""

    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """Kill it in the middle of its answers."""
        kill(self.process)


@contextmanager
def serving(database_url: str) -> Iterator[Server]:
    """Serve the product on a free port; it is ended afterwards, unless it was killed before."""
    port = free_port()
    command = commands_of_the_product(port)["web"]
    assert command[-1] == "wsgi:app"
    process = start([*command[:-1], PRODUCT], database_url=database_url)
    try:
        assert wait_until_it_answers(port)
        yield Server(port, process)
    finally:
        if process.poll() is None:
            kill(process)


def send_mail(database_url: str, smtp_url: str, *, now: datetime) -> subprocess.Popen[bytes]:
    """Start `flask mail send`, which sends what is due and then ends by itself."""
    command = [sys.executable, "-m", "flask", "--app", PRODUCT, "mail", "send"]
    return start(command, database_url=database_url, now=now, smtp_url=smtp_url)
