"""What `make run` promises of its processes: one stream, one end, nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.serve import port_from

ROOT = Path(__file__).parents[2]
SUPERVISE = """
import json, sys
from tools.serve import Supervisor
supervisor = Supervisor(json.loads(sys.argv[1]), seconds_to_end=2.0)
sys.exit(supervisor.run(when_started=lambda: None))
"""
FOREVER = "import os, time; print('pid', os.getpid()); time.sleep(600)"
WITH_A_CHILD = (
    "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'import time;"
    " time.sleep(600)']); print('pid', child.pid); child.wait()"
)
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + FOREVER


def supervise(**scripts: str) -> subprocess.Popen[str]:
    commands = {name: [sys.executable, "-c", script] for name, script in scripts.items()}
    return subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, json.dumps(commands)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def pids_printed(supervisor: subprocess.Popen[str], *, count: int) -> list[int]:
    assert supervisor.stdout is not None
    lines = [supervisor.stdout.readline() for _ in range(count)]
    return [int(line.rsplit(" ", 1)[1]) for line in lines]


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def all_end(pids: list[int], *, seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(map(is_running, pids)):
        time.sleep(0.05)
    return not any(map(is_running, pids))


def test_each_line_carries_the_name_of_its_process() -> None:
    supervisor = supervise(web="print('one'); print('two')", clock=FOREVER)
    output, _ = supervisor.communicate(timeout=30)
    assert "web   | one\n" in output
    assert "web   | two\n" in output


def test_all_end_when_one_dies_and_the_run_fails() -> None:
    supervisor = supervise(web=FOREVER, mail="import time; time.sleep(1); raise SystemExit(3)")
    pids = pids_printed(supervisor, count=1)
    output, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 1
    assert "mail | ended by itself (exit status 3): ending all." in output
    assert all_end(pids)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_all_end_in_order_when_the_user_stops_it(number: signal.Signals) -> None:
    supervisor = supervise(web=FOREVER, mail=FOREVER, clock=WITH_A_CHILD)
    pids = pids_printed(supervisor, count=3)
    supervisor.send_signal(number)
    supervisor.communicate(timeout=30)
    assert supervisor.returncode == 0
    assert all_end(pids)


def test_a_process_that_ignores_the_request_is_ended_all_the_same() -> None:
    supervisor = supervise(web=STUBBORN)
    pids = pids_printed(supervisor, count=1)
    supervisor.terminate()
    supervisor.communicate(timeout=30)
    assert all_end(pids)


def test_what_a_dead_process_started_itself_ends_too() -> None:
    crash = WITH_A_CHILD.replace("child.wait()", "sys.stdout.flush(); sys.exit(1)")
    supervisor = supervise(web=crash)
    pids = pids_printed(supervisor, count=1)
    supervisor.communicate(timeout=30)
    assert all_end(pids)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_no_orphan_stays_when_the_supervisor_itself_is_killed() -> None:
    supervisor = supervise(web=FOREVER, mail=FOREVER)
    pids = pids_printed(supervisor, count=2)
    os.kill(supervisor.pid, signal.SIGKILL)
    supervisor.communicate(timeout=30)
    assert all_end(pids)


def test_the_port_is_8000_unless_it_is_set() -> None:
    assert port_from({}) == 8000
    assert port_from({"PORT": "8123"}) == 8123


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", "80 80", "１"])
def test_a_port_that_is_none_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(SystemExit, match="it must be a number from 1 to 65535"):
        port_from({"PORT": text})
