"""Who starts it with a setting that cannot be reads one sentence, and no traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mail.smtp_sink import free_port

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
KEY = "a-key-for-tests-only-0123456789abcdef"
NO_KEY = "PartnerLink cannot start: PARTNERLINK_SECRET_KEY must be set, to at least 32 characters."


def start(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in production, without any setting but these, and wait until it ends."""
    bare = {
        name: v for name, v in os.environ.items() if not name.startswith(("PARTNERLINK", "MAKE"))
    }
    return subprocess.run(
        command,
        cwd=ROOT,
        env=bare | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def start_flask(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return start(PYTHON, "-m", "flask", "--app", "wsgi", *command, **settings)


@pytest.mark.parametrize(
    "command", [("database", "upgrade"), ("mail", "send", "--watch"), ("run",)]
)
def test_a_command_without_a_secret_key_ends_with_one_sentence(command: tuple[str, ...]) -> None:
    ended = start_flask(*command)

    assert ended.returncode != 0
    assert ended.stderr == f"{NO_KEY}\n"
    assert ended.stdout == ""


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"PARTNERLINK_SECRET_KEY": "kort"}, "PARTNERLINK_SECRET_KEY must be set"),
        (
            {"PARTNERLINK_SECRET_KEY": KEY, "PARTNERLINK_DEMO": "misschien"},
            "PARTNERLINK_DEMO must be 1 or 0",
        ),
        (
            {"PARTNERLINK_SECRET_KEY": KEY, "PARTNERLINK_DATABASE_URL": "mysql://h/x"},
            "PARTNERLINK_DATABASE_URL must begin with",
        ),
    ],
)
def test_any_setting_that_cannot_be_is_said_in_one_sentence(
    settings: dict[str, str], sentence: str
) -> None:
    ended = start_flask("database", "upgrade", **settings)

    assert ended.returncode != 0
    assert ended.stderr.startswith(f"PartnerLink cannot start: {sentence}")
    assert ended.stderr.count("\n") == 1


def test_gunicorn_without_a_secret_key_ends_instead_of_trying_over_and_over() -> None:
    address = f"127.0.0.1:{free_port()}"
    quiet = ("--no-control-socket", "--log-level", "critical")
    ended = start(PYTHON, "-m", "gunicorn", "--bind", address, "--workers", "2", *quiet, "wsgi:app")

    # When both its workers end in one breath, gunicorn may add a traceback of its own.
    assert ended.returncode != 0
    assert NO_KEY in ended.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make: apt-get install make")
def test_make_run_with_a_bad_secret_key_ends_with_the_sentence() -> None:
    # What the tests run on is there already, so make has nothing to do but to start.
    done = [f"--old-file={path}" for path in (".venv/.runtime-installed", "instance/secret_key")]
    settings = {"PARTNERLINK_SECRET_KEY": "kort"}
    ended = start("make", *done, "run", f"PY={PYTHON}", "TRANSLATIONS=", **settings)

    assert ended.returncode != 0
    assert NO_KEY in ended.stderr
    assert "Traceback" not in ended.stderr
