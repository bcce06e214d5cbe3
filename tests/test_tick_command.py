"""`flask tick`: once, and until it is told to stop."""

import os
import signal
import subprocess
import sys
from contextvars import Context
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.config import Settings
from partnerlink.domain.talk import TalkState
from partnerlink.domain.vocabulary import HolidayRegion
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.services import tick as ticking
from tests.app_fixtures import SECRET_KEY
from tests.factories import NOW, make_account
from tests.factories_mail import post_reset
from tests.factories_talks import AFTER_THE_TALK, make_talk, state_of

ROOT = Path(__file__).parents[1]


def run(app: Flask, *arguments: str) -> Result:
    return Context().run(app.test_cli_runner().invoke, args=["tick", *arguments])


@pytest.mark.both_databases
def test_once_does_what_is_due_and_says_what_it_did(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = make_talk(session).id
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: AFTER_THE_TALK)
    assert run(app).output == "closed 1, ended 1\n"
    assert run(app).output == "nothing\n"
    assert state_of(session, number) is TalkState.WITHDRAWN


def test_the_official_holidays_are_known_from_the_first_tick_on(
    app: Flask, session: Session
) -> None:
    session.commit()
    for _ in range(2):
        assert run(app).exit_code == 0
    assert session.scalar(select(func.count()).select_from(SchoolHoliday)) == 45


def test_a_tick_leaves_imported_holidays_as_they_are(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    table = tmp_path / "holidays.csv"
    table.write_text(
        "region,name,first_day,last_day,school_year\n"
        "noord,Kerstvakantie,2026-12-21,2027-01-03,2026-2027\n"
    )
    session.commit()
    imported = Context().run(app.test_cli_runner().invoke, args=["import", "holidays", str(table)])
    assert imported.exit_code == 0, imported.output
    for _ in range(2):
        run(app)
    winter = select(SchoolHoliday.first_day).where(
        SchoolHoliday.region == HolidayRegion.NOORD, SchoolHoliday.name == "Kerstvakantie"
    )
    assert date(2026, 12, 21) in session.scalars(winter).all()
    assert date(2026, 12, 19) not in session.scalars(winter).all()


def test_a_tick_forgets_letters_of_a_month_ago(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_reset(session, make_account(session)).send(NOW)
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=31))
    assert run(app).output == "letters_forgotten 1\n"
    assert run(app).output == "nothing\n"


def test_a_step_that_fails_is_told_to_whoever_runs_it(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_talk(session)
    session.commit()
    monkeypatch.setattr(clock, "now", lambda: AFTER_THE_TALK)
    monkeypatch.setattr(ticking, "withdraw", lambda *_, **__: 1 / 0)
    told = run(app)
    assert told.exit_code == 1
    assert "failed 1" in told.output
    assert "the log says" in told.output


def test_a_wrong_address_of_the_address_service_is_a_clear_error(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = Settings(
        secret_key=settings.secret_key, database_url=settings.database_url, pdok_url="pdok"
    )
    told = run(app)
    assert told.exit_code == 1
    assert "PARTNERLINK_PDOK_URL" in told.output


def test_watching_stops_at_once_when_told(database_url: str) -> None:
    environ = os.environ | {
        "PARTNERLINK_ENVIRONMENT": "development",
        "PARTNERLINK_SECRET_KEY": SECRET_KEY,
        "PARTNERLINK_DATABASE_URL": database_url,
        "PARTNERLINK_LOG_FORMAT": "text",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "tick", "--watch"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert b"watching" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
