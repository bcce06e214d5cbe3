"""Run the web server, the mail worker and the clock together, and end them together."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from tools.process_ending import when_parent_dies

HOST = os.environ.get("HOST", "127.0.0.1")
SECONDS_TO_START = 60.0


class Supervisor:
    """Several commands as one: what one does shows in one stream, and none outlives another."""

    def __init__(
        self, commands: Mapping[str, Sequence[str]], *, seconds_to_end: float = 10.0
    ) -> None:
        self._commands = commands
        self._seconds_to_end = seconds_to_end
        self._width = max(map(len, commands))
        self._children: dict[str, subprocess.Popen[str]] = {}
        self._printers: list[threading.Thread] = []
        self._printing = threading.Lock()
        self._asked_to_end = threading.Event()

    def run(self, *, when_started: Callable[[], None]) -> int:
        """Run until a signal comes (0) or one of the commands ends by itself (1)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            for name, command in self._commands.items():
                self._children[name] = _start(command)
            # Threads come after the last fork: a forked child inherits no lock that is held.
            for name, child in self._children.items():
                self._print_lines_of(name, child)
            threading.Thread(target=when_started, daemon=True).start()
            return self._watch()
        finally:
            self._end_all()

    def say(self, name: str, line: str) -> None:
        """Print one line of one command, never mixed with that of another."""
        with self._printing:
            print(f"{name:<{self._width}} | {line}", flush=True)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_end.set()

    def _print_lines_of(self, name: str, child: subprocess.Popen[str]) -> None:
        def print_lines() -> None:
            for line in child.stdout or ():
                self.say(name, line.rstrip("\n"))

        printer = threading.Thread(target=print_lines, daemon=True)
        printer.start()
        self._printers.append(printer)

    def _watch(self) -> int:
        while not self._asked_to_end.wait(0.1):
            for name, child in self._children.items():
                if _has_ended(child):
                    # What a child left behind in its group is ended before the child is reaped.
                    _signal_group(child, signal.SIGTERM)
                    self.say(name, f"ended by itself ({_ending(child.wait())}): ending all.")
                    return 1
        return 0

    def _end_all(self) -> None:
        running = [child for child in self._children.values() if child.returncode is None]
        for child in running:
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + self._seconds_to_end
        while time.monotonic() < deadline and not all(map(_has_ended, running)):
            time.sleep(0.05)
        for child in running:
            _signal_group(child, signal.SIGKILL)
            child.wait()
        for printer in self._printers:
            printer.join(1.0)


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    # A session of its own: Ctrl-C in the terminal reaches us alone, and each child gets
    # one orderly SIGTERM instead of a burst of signals.
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        preexec_fn=when_parent_dies(signal.SIGTERM),
    )


def _has_ended(child: subprocess.Popen[str]) -> bool:
    # WNOWAIT leaves the child unreaped, so that its number still is its group's, and no other's.
    options = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return child.returncode is not None or os.waitid(os.P_PID, child.pid, options) is not None


def _signal_group(child: subprocess.Popen[str], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _ending(returncode: int) -> str:
    if returncode < 0:
        return signal.Signals(-returncode).name
    return f"exit status {returncode}"


def commands_of_the_product(port: int) -> dict[str, list[str]]:
    """List what the product consists of while it runs: the web server, the mail, the clock."""
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    # On two cores more threads than these serve fewer: docs/performance.md.
    workers = ["--workers", "2", "--worker-class", "gthread", "--threads", "3"]
    web = ["--bind", f"{HOST}:{port}", *workers, "--no-control-socket", "--log-level", "warning"]
    return {
        "web": [sys.executable, "-m", "gunicorn", *web, "wsgi:app"],
        "mail": [*flask, "mail", "send", "--watch"],
        "clock": [*flask, "tick", "--watch"],
    }


def port_from(environment: Mapping[str, str]) -> int:
    """Read PORT (8000 when not set); raises SystemExit with a sentence when it is no port."""
    text = environment.get("PORT") or "8000"
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise SystemExit(f"PORT is {text!r}: it must be a number from 1 to 65535.")
    return int(text)


def refuse_a_taken_port(port: int) -> None:
    """Raise SystemExit with a way out when something else listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SystemExit(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another one, for example: PORT={port % 65535 + 1} make run"
            ) from None


def wait_until_it_answers(port: int) -> bool:
    """Ask the health page until any answer comes; False when none came in time."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/gezond")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return True
        finally:
            connection.close()
    return False


def sign_in_links() -> str:
    """Ask the product for the demo's sign-in links; empty outside the demo."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "seed", "links"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout


def main() -> int:
    """Serve the product on PORT until Ctrl-C."""
    if "MAKELEVEL" in os.environ:
        when_parent_dies(signal.SIGTERM)()
    port = port_from(os.environ)
    refuse_a_taken_port(port)
    address = os.environ.get("PARTNERLINK_PUBLIC_URL") or f"http://localhost:{port}"
    supervisor = Supervisor(commands_of_the_product(port))

    def welcome() -> None:
        links = sign_in_links().splitlines()
        if wait_until_it_answers(port):
            lines = [f"PartnerLink runs at {address}  (stop: Ctrl-C)", *links]
        else:
            lines = [f"No answer from {address} after {SECONDS_TO_START:.0f} seconds."]
        for line in lines:
            supervisor.say("start", line)

    return supervisor.run(when_started=welcome)


if __name__ == "__main__":
    sys.exit(main())
