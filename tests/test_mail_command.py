import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextvars import Context
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.app import create_app
from partnerlink.models.outbox import BACK_OFF, MailState, OutboxMail
from tests.app_fixtures import SECRET_KEY, settings_for
from tests.factories import NOW, make_account
from tests.factories_mail import post_reset
from tests.mail.smtp_sink import Sink, running

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0


@pytest.fixture
def session(session: Session) -> Session:
    """Keep what was loaded after a commit: looking at it would lock the database."""
    session.expire_on_commit = False
    return session


@pytest.fixture
def mail(session: Session) -> OutboxMail:
    waiting = post_reset(session, make_account(session, email="anna@school.example"))
    session.commit()
    return waiting


@pytest.fixture
def run(database_url: str) -> Iterator[Callable[..., tuple[int, str]]]:
    """Give a way to run a command of an app with settings of its own."""
    made: list[Flask] = []

    def invoke(*args: str, **settings: object) -> tuple[int, str]:
        app = create_app(settings_for(database_url, **settings))
        made.append(app)
        # A context of its own: the test's app context is another app's.
        result = Context().run(app.test_cli_runner().invoke, args=["mail", *args])
        return result.exit_code, result.output

    yield invoke
    for app in made:
        app.extensions[db.EXTENSION].engine.dispose()


Run = Callable[..., tuple[int, str]]


def look_at(mail: OutboxMail, session: Session) -> None:
    session.refresh(mail)
    session.commit()


def kill(mail: OutboxMail, session: Session) -> None:
    for _ in range(len(BACK_OFF) + 1):
        mail.fail(NOW, error="550 Unknown user")
    session.commit()


def test_send_sends_what_is_due(session: Session, mail: OutboxMail, run: Run) -> None:
    sink = Sink()
    with running(sink) as url:
        code, output = run("send", smtp_url=url)
    assert code == 0
    assert output.endswith("sent 1, dropped 0, failed 0\n")

    look_at(mail, session)
    assert mail.state is MailState.SENT
    assert sink.envelopes[0].rcpt_tos == ["anna@school.example"]


def test_in_the_demo_no_server_is_needed(session: Session, mail: OutboxMail, run: Run) -> None:
    code, output = run("send", is_demo=True)
    assert code == 0
    assert output.endswith("sent 1, dropped 0, failed 0\n")

    look_at(mail, session)
    assert mail.text_body is not None


def test_outside_the_demo_mail_waits_for_a_server(
    session: Session, mail: OutboxMail, run: Run
) -> None:
    code, output = run("send")

    look_at(mail, session)
    assert (code, mail.state) == (1, MailState.WAITING)
    assert output == "Error: PARTNERLINK_SMTP_URL is not set, so mail waits.\n"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"smtp_url": "ftp://host"}, "PARTNERLINK_SMTP_URL must be one of"),
        ({"mail_from": "nobody", "is_demo": True}, "PARTNERLINK_MAIL_FROM is not a mail address"),
    ],
)
def test_a_setting_that_cannot_be_is_said_before_anything_is_sent(
    session: Session, mail: OutboxMail, run: Run, settings: dict[str, object], words: str
) -> None:
    code, output = run("send", **settings)

    look_at(mail, session)
    assert (code, mail.attempts) == (1, 0)
    assert words in output


def test_dead_letters_are_listed_with_why(session: Session, mail: OutboxMail, run: Run) -> None:
    assert run("dead") == (0, "")
    kill(mail, session)

    assert run("dead") == (
        0,
        f"{mail.id}\treset_password\tanna@school.example\t550 Unknown user\n",
    )


def test_a_dead_letter_can_be_revived_once(session: Session, mail: OutboxMail, run: Run) -> None:
    kill(mail, session)
    number = str(mail.id)

    assert run("revive", number) == (0, f"Letter {number} waits to be sent again.\n")
    assert run("revive", number) == (1, f"Error: Letter {number} is not dead but waiting.\n")
    look_at(mail, session)
    assert (mail.state, mail.attempts) == (MailState.WAITING, 0)


def test_a_letter_that_is_not_there_cannot_be_revived(session: Session, run: Run) -> None:
    assert run("revive", "7") == (1, "Error: There is no letter 7.\n")
    assert run("revive", "nul")[0] == 2
    assert run("revive", str(2**70))[0] == 2


def watching(database_url: str, **settings: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PARTNERLINK_ENVIRONMENT": "development",
        "PARTNERLINK_SECRET_KEY": SECRET_KEY,
        "PARTNERLINK_DATABASE_URL": database_url,
        **settings,
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "mail", "send", "--watch"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_watching_sends_until_it_is_asked_to_stop(
    session: Session, mail: OutboxMail, database_url: str, number: signal.Signals
) -> None:
    sink = Sink()
    with running(sink) as url:
        process = watching(database_url, PARTNERLINK_SMTP_URL=url)
        try:
            wait_until(lambda: len(sink.envelopes) == 1)
            post_reset(session, make_account(session))
            session.commit()
            wait_until(lambda: len(sink.envelopes) == 2)
            process.send_signal(number)
            output, _ = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
            process.communicate()

    assert process.returncode == 0
    assert "Traceback" not in output
    assert "anna@school.example" not in output


def test_watching_without_a_server_says_so_and_waits(database_url: str) -> None:
    process = watching(database_url)
    try:
        assert process.stdout is not None
        first_line = process.stdout.readline()
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.communicate()

    assert "PARTNERLINK_SMTP_URL is not set, so mail waits" in first_line
    assert process.returncode == 0
