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

from partnerlink.config import Settings

WORKERS = 2
THREADS = 8


def settings_of(url: str, key: str) -> Settings:
    """Return settings for one database, with a key of the benchmark's own."""
    return Settings(environment="development", secret_key=key, database_url=url)


@contextmanager
def running(app: str, settings: Settings, *, ready: str) -> Iterator[int]:
    """Serve an application without its logs; yields the port once `ready` answers.

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
        yield port
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
