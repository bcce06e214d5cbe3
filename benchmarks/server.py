"""Run gunicorn as `make run` does, on a free port, and end it afterwards."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from partnerlink.config import Settings

WORKERS = 2
THREADS = 3
USER, SYSTEM = 11, 12
"""Where /proc/PID/stat tells the processor time, counted from after the name."""


class Server(NamedTuple):
    """A running gunicorn: the port it listens on, and its process."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Return the processor time that its workers took until now, in the system as well."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ticks = 0
        for worker in workers:
            told = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            ticks += int(told[USER]) + int(told[SYSTEM])
        return ticks / os.sysconf("SC_CLK_TCK")


def settings_of(url: str, key: str) -> Settings:
    """Return settings for one database, with a key of the benchmark's own."""
    return Settings(environment="development", secret_key=key, database_url=url)


@contextmanager
def running(app: str, settings: Settings, *, ready: str) -> Iterator[Server]:
    """Serve an application without its logs; yields it once `ready` answers.

    Raises RuntimeError when it does not answer within a minute.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    flags = ["--workers", f"{WORKERS}", "--worker-class", "gthread", "--threads", f"{THREADS}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *flags, app],
        env={
            **os.environ,
            "PARTNERLINK_DATABASE_URL": settings.database_url,
            "PARTNERLINK_SECRET_KEY": settings.secret_key or "",
            "PARTNERLINK_ENVIRONMENT": settings.environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, ready)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int, path: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError("gunicorn did not answer within a minute")
