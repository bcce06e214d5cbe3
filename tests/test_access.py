"""Who may open what: every address of the app for every role, against the matrix."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from partnerlink import clock, db, door_pass
from partnerlink.access import access_of
from partnerlink.app import create_app
from tests.access_matrix import (
    ANONYMOUS,
    GETS,
    HELPER,
    NOT_THERE,
    NOT_YOURS,
    ONLY_THE_COOKIE,
    POSTS,
    ROLES,
    Case,
)
from tests.access_matrix_evenings import EVENING_GETS, EVENING_POSTS
from tests.access_matrix_region import REGION_GETS, REGION_POSTS
from tests.access_world import World, make_world
from tests.app_fixtures import settings_for
from tests.factories import NOW
from tests.pages import Visitor, statements

EVERY_GET = GETS + REGION_GETS + EVENING_GETS
EVERY_POST = POSTS + REGION_POSTS + EVENING_POSTS
WRITING = ("INSERT", "UPDATE", "DELETE")


class Stage:
    """The app with its world, which is put back as it was before each act."""

    def __init__(self, app: Flask, path: Path) -> None:
        self.app, self._path = app, path
        self.world: World = make_world(app)
        self._kept = path.with_suffix(".kept")
        self._let_go()
        shutil.copyfile(path, self._kept)

    def put_back(self) -> None:
        """Undo what an act changed."""
        self._let_go()
        shutil.copyfile(self._kept, self._path)

    def _let_go(self) -> None:
        # The last connection that closes writes everything into the one file.
        self.app.extensions[db.EXTENSION].engine.dispose()

    def enter(self, role: str) -> FlaskClient:
        """Return a browser in which somebody of this role has signed in."""
        client = self.app.test_client()
        if role == HELPER:
            client.set_cookie(door_pass.COOKIE, self.world.things["door link"])
        if role not in ANONYMOUS:
            with client.session_transaction() as cookie:
                cookie.update(_user_id=self.world.sessions[role], _fresh=True)
        return client

    def address(self, case: Case) -> str:
        """Return where a case takes place."""
        values = {name: self.world.value(given) for name, given in case.values.items()}
        with self.app.test_request_context():
            return url_for(case.endpoint, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    path = tmp_path_factory.mktemp("access") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: NOW)
        app = create_app(settings_for(f"sqlite:///{path}", is_demo=True))
        yield Stage(app, path)
        app.extensions[db.EXTENSION].engine.dispose()


def endpoints(app: Flask, method: str) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if method in (rule.methods or set())}


@pytest.mark.parametrize(("method", "cases"), [("GET", EVERY_GET), ("POST", EVERY_POST)])
def test_the_matrix_names_every_address_and_no_other(
    app: Flask, method: str, cases: tuple[Case, ...]
) -> None:
    assert {case.endpoint for case in cases} == endpoints(app, method)


def test_every_view_is_marked(app: Flask) -> None:
    assert {name for name in app.view_functions if access_of(app, name) is None} == set()


def test_a_view_without_a_mark_is_closed(app: Flask) -> None:
    app.add_url_rule("/vergeten", "forgotten", lambda: "geheim")
    answer = app.test_client().get("/vergeten")
    assert (answer.status_code, "geheim" in answer.text) == (403, False)


@pytest.mark.parametrize("case", EVERY_GET, ids=lambda case: case.name)
def test_a_page_is_there_for_whom_it_is_and_writes_nothing(stage: Stage, case: Case) -> None:
    found = {}
    with statements(stage.app) as sent:
        for role in ROLES:
            answer = stage.enter(role).get(stage.address(case))
            found[role] = answer.status_code
            if role in ANONYMOUS and not is_public(stage.app, case):
                assert answer.location.startswith("/inloggen")
            answer.close()
    assert found == case.answers
    assert [text for text in sent if text.startswith(WRITING)] == []


def is_public(app: Flask, case: Case) -> bool:
    access = access_of(app, case.endpoint)
    return access is not None and access.is_public


@pytest.mark.parametrize("case", EVERY_POST, ids=lambda case: case.name)
def test_a_form_is_taken_from_whom_it_is_for_and_from_nobody_else(stage: Stage, case: Case) -> None:
    found = {}
    for role in ROLES:
        stage.put_back()
        found[role] = send(stage, case, role)
    assert found == case.answers


def send(stage: Stage, case: Case, role: str) -> int:
    """Send a form as one role, and check that it changes something just when it may."""
    client = stage.enter(role)
    sent = {name: stage.world.value(given) for name, given in case.sent.items()}
    sent["csrf_token"] = token_for(client)
    with statements(stage.app) as seen:
        answer = client.post(stage.address(case), data=sent)
    is_asked_to_sign_in = role in ANONYMOUS and not is_public(stage.app, case)
    is_done = answer.status_code in (302, 303) and not is_asked_to_sign_in
    has_written = any(text.startswith(WRITING) for text in seen)
    assert has_written == (is_done and case.endpoint not in ONLY_THE_COOKIE), (role, seen)
    return answer.status_code


def token_for(client: FlaskClient) -> str:
    visitor = Visitor(client)
    visitor.get("/wachtwoord-vergeten")
    return visitor.token


@pytest.mark.parametrize("case", EVERY_POST, ids=lambda case: case.name)
def test_a_form_that_was_not_ours_changes_nothing(stage: Stage, case: Case) -> None:
    stage.put_back()
    role = next(name for name in ROLES if case.answers[name] not in (NOT_THERE, NOT_YOURS))
    sent = {name: stage.world.value(given) for name, given in case.sent.items()}
    with statements(stage.app) as seen:
        answer = stage.enter(role).post(
            stage.address(case), data=sent, headers={"Sec-Fetch-Site": "cross-site"}
        )
    assert answer.status_code == 400
    assert [text for text in seen if text.startswith(WRITING)] == []
