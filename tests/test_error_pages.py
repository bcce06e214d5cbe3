"""What somebody reads when something breaks, even the database itself."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask, abort
from sqlalchemy import text
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.access import public
from partnerlink.app import create_app
from tests.app_fixtures import settings_for
from tests.factories import make_account, make_organisation
from tests.pages import SignIn, check_page

SENTENCE = "Dat ligt aan ons. Er is niets veranderd."


@pytest.fixture
def app_without_database() -> Flask:
    """Give the app before a database that takes no connections."""
    app = create_app(settings_for("postgresql://nobody@127.0.0.1:1/nothing"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def test_without_its_database_a_page_says_that_it_is_our_fault(app_without_database: Flask) -> None:
    stranger, signed_in = app_without_database.test_client(), app_without_database.test_client()
    with signed_in.session_transaction() as cookie:
        cookie["_user_id"] = "1:key"

    for client, url, status in (
        (stranger, "/aanmelden/school", 503),
        (signed_in, "/vandaag/", 503),
        (signed_in, "/no-such-page", 500),
    ):
        answer = client.get(url)
        page = BeautifulSoup(answer.text, "html.parser")
        assert answer.status_code == status
        check_page(page)
        assert SENTENCE in page.get_text()


def test_without_its_database_a_visit_is_not_ended(app_without_database: Flask) -> None:
    client = app_without_database.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "1:key"

    client.get("/vandaag/")

    with client.session_transaction() as cookie:
        assert cookie["_user_id"] == "1:key"


def test_a_view_that_breaks_halfway_a_transaction_has_a_page(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    account = make_account(session, make_organisation(session))
    session.commit()
    app.add_url_rule("/breaks", view_func=public(_leave_the_session_unusable))
    app.config["PROPAGATE_EXCEPTIONS"] = False

    visitor = sign_in(account)
    visitor.get("/breaks", status=500)

    assert SENTENCE in visitor.text
    assert account.name not in visitor.text


def _leave_the_session_unusable() -> str:
    session = db.session()
    session.connection().execute(text("SELECT 1")).all()
    session.close()
    session.get_bind = _refuse  # type: ignore[assignment,method-assign]
    raise RuntimeError("broken")


def _refuse(*_: object, **__: object) -> None:
    raise RuntimeError("no database any more")


@pytest.mark.parametrize("host", ["x" * 300, "..", "a..b"])
def test_a_host_that_cannot_be_is_refused(app: Flask, host: str) -> None:
    answer = app.test_client().get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500, 503])
def test_every_error_has_a_page(app: Flask, status: int) -> None:
    def fail() -> str:
        abort(status)

    app.add_url_rule("/fails", view_func=public(fail))

    answer = app.test_client().get("/fails")

    assert answer.status_code == status
    check_page(BeautifulSoup(answer.text, "html.parser"))
