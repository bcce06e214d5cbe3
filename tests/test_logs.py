"""What stands in the logs, and what never does: an address, a name, a token."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import structlog
from flask import Flask
from sqlalchemy import text

from partnerlink import db
from partnerlink.access import public
from partnerlink.app import create_app
from tests.app_fixtures import settings_for

EMAIL = "marieke@school.example"
TOKEN = "a-secret-token"
FORMATS = ("json", "text")


@pytest.fixture
def logging_app(database_url: str, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Give an app that logs as a running one does, with a page that breaks."""
    settings = settings_for(database_url, is_testing=False, log_format=request.param)
    app = create_app(settings)
    app.add_url_rule("/antwoorden/<token>", view_func=public(_break))
    yield app
    app.extensions[db.EXTENSION].engine.dispose()
    create_app(replace(settings, is_testing=True))


def _break(token: str) -> str:
    """Fail as a view does on an address that the database refuses."""
    wrong = text("SELECT :email FROM organisation_that_is_not_there")
    try:
        db.session().execute(wrong, {"email": EMAIL})
    except Exception as refused:
        raise RuntimeError(f"broken\nKey (email)=({EMAIL}) already exists") from refused
    return token


@pytest.mark.both_databases
@pytest.mark.parametrize("logging_app", FORMATS, indirect=True)
def test_a_view_that_breaks_is_logged_without_what_somebody_typed(
    logging_app: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = logging_app.test_client().get(f"/antwoorden/{TOKEN}?email={EMAIL}")

    logged = "".join(capfd.readouterr())
    assert answer.status_code == 500
    assert "request failed" in logged
    assert "RuntimeError" in logged
    assert "organisation_that_is_not_there" in logged
    assert "test_logs.py" in logged
    assert EMAIL not in logged
    assert TOKEN not in logged


@pytest.mark.parametrize("logging_app", FORMATS, indirect=True)
def test_a_worker_can_log_what_it_did_not_expect(
    logging_app: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ValueError("a letter that cannot be written")
    except ValueError:
        structlog.get_logger().exception("mail could not be written", mail=7)

    logged = "".join(capfd.readouterr())
    assert "ValueError" in logged
    assert "a letter that cannot be written" in logged


@pytest.mark.parametrize("logging_app", ["json"], indirect=True)
def test_every_line_is_json(logging_app: Flask, capfd: pytest.CaptureFixture[str]) -> None:
    logging_app.test_client().get(f"/antwoorden/{TOKEN}")

    events = [json.loads(line)["event"] for line in "".join(capfd.readouterr()).splitlines()]
    assert events == ["request failed", "request"]
