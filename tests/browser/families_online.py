"""A served evening with families in every standing, for the browser of a parent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from partnerlink import clock, db
from partnerlink.app import create_app
from partnerlink.domain.evening import EveningState
from tests.app_fixtures import settings_for
from tests.blueprints.parents.family import link
from tests.browser.live import Silent
from tests.factories import NOW, TODAY
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil

ONE = timedelta(days=1)
LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk")
PAGES = ("", "/mensen", "/hulp", "/afzeggen")
OLD_PHONE = {"width": 320, "height": 568}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass(frozen=True)
class Evening:
    """A served evening, and the links of families at it: by what they said so far."""

    url: str
    asked: tuple[str, ...]
    coming: str
    waiting: str
    away: str
    ended: tuple[str, ...]
    """Where it can no longer be answered, where it was called off, and where it is over."""


@contextmanager
def families_online(path: Path) -> Iterator[Evening]:
    """Serve the evening from the migrated, empty database at `path`."""
    app = create_app(settings_for(f"sqlite:///{path}"))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: NOW)
        made = make_families(app.extensions[db.EXTENSION], f"http://127.0.0.1:{server.server_port}")
        thread.start()
        yield made
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions[db.EXTENSION].engine.dispose()


def make_families(database: db.Database, url: str) -> Evening:
    with database.open_writing() as session:
        made = make_evening(
            session,
            rooms={"Aula": 200, "A2": 200},
            sequence=1,
            entrance="Achterdeur, bij de fietsen",
            welcome="Van harte welkom!",
            spelregels="De deur gaat open om 18:45.\nU mag vragen stellen.",
            home_task="Laat uw kind de presentatie thuis een keer doen.",
        )
        names = ("Sami", "Nour", "Lina", "Adam", "Elif", "Zofia", "Taras", "Bo", "Mila")
        pupils = [make_pupil(session, made, first_name=name) for name in names]
        invitations = [make_household(session, made, pupil).invitations[0] for pupil in pupils]
        coming, waiting, away, *asked = invitations
        brother = make_pupil(session, made, first_name="Omar", room=1)
        make_household(session, made, brother)
        coming.answer(2, kept=2, now=NOW, by=None)
        waiting.answer(3, kept=1, now=NOW, by=None)
        away.answer(0, kept=2, now=NOW, by=None)
        ended = make_ended(session)
        session.commit()
        return Evening(
            url,
            asked=tuple(link(one) for one in asked),
            coming=link(coming),
            waiting=link(waiting),
            away=link(away),
            ended=ended,
        )


def make_ended(session: Session) -> tuple[str, ...]:
    """Make families of an evening of tomorrow, of one that is called off, and of yesterday's."""
    days: tuple[dict[str, object], ...] = (
        {"day": TODAY + ONE, "answer_by": TODAY - ONE},
        {"state": EveningState.CANCELLED},
        {"day": TODAY - ONE, "answer_by": TODAY - 3 * ONE},
    )
    made = [make_evening(session, held_until=TODAY - 4 * ONE, **each) for each in days]  # type: ignore[arg-type]
    return tuple(link(make_invitation(session, one)) for one in made)
