"""The page for whoever watches the server."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.app import create_app
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from tests.app_fixtures import settings_for
from tests.factories import make_account, make_organisation


@pytest.mark.both_databases
def test_all_is_well_with_a_migrated_database_and_no_late_mail(app: Flask) -> None:
    answer = app.test_client().get("/gezond")

    assert answer.status_code == 200
    assert answer.json == {"database": True, "migrated": True, "mailWaitingSeconds": 0}


def test_a_database_that_is_away_is_told(tmp_path: Path) -> None:
    app = create_app(settings_for("postgresql://nobody@127.0.0.1:1/nothing"))

    answer = app.test_client().get("/gezond")

    assert answer.status_code == 503
    assert answer.json == {"database": False}


def test_a_database_that_waits_for_its_migrations_is_told(tmp_path: Path) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'empty.sqlite'}"))

    answer = app.test_client().get("/gezond")

    assert answer.status_code == 503
    assert answer.json == {"database": True, "migrated": False}


def test_mail_that_waits_too_long_is_told(app: Flask, session: Session) -> None:
    account = make_account(session, make_organisation(session))
    post(session, MailKind.RESET_PASSWORD, to=account, now=clock.now() - timedelta(minutes=20))
    session.commit()

    answer = app.test_client().get("/gezond")

    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["mailWaitingSeconds"] >= 20 * 60
