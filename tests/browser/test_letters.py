"""Letters on paper: one sheet of A4 in every language, and nothing of it cut."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from partnerlink import clock, db
from partnerlink.app import create_app
from partnerlink.domain.evening import ParentLanguage
from partnerlink.models.organisation import Organisation
from tests.app_fixtures import settings_for
from tests.browser.live import Silent
from tests.factories import NOW, make_account, make_organisation
from tests.factories_evenings import make_evening, make_household, make_pupil

NAMES = ("Mohammed-Amine", "Wilhelmina", "Noor", "Sami", "Jo")
CHILDREN = (1, 2, 3, 5)
SHEET = 297
"""A sheet of A4 is so many mm high."""
RULE = "Kom tien minuten voor de presentatie en meld u bij de balie in de hal van de school."
TASK = "Vraag uw kind om de presentatie thuis een keer te oefenen en luister goed."
TEXTS = {
    "ours": ("", ""),
    "ours, and a task": ("", f"{TASK} {TASK}"),
    "as long as the form allows": ("\n".join([RULE] * 9)[:800], "\n".join([TASK] * 8)[:600]),
    "many short lines": ("\n".join(["Kom."] * 160)[:800], "\n".join(["Ook."] * 120)),
    "words without an end": ("lang " * 160, "x" * 600),
}
WRONG = """most => [...document.querySelectorAll(".letter")].filter(letter => {
    const mm = letter.getBoundingClientRect().height * 25.4 / 96;
    const hides = one => getComputedStyle(one).overflow === "hidden";
    const cut = [...letter.querySelectorAll("*")].filter(
        one => one.scrollWidth > one.clientWidth + 1 && hides(one));
    return mm > most || letter.scrollWidth > letter.clientWidth || cut.length > 0;
}).map(letter => `${letter.lang}: ${letter.querySelector("h2").innerText}`)"""


Served = tuple[str, dict[str, str], dict[str, int]]


@pytest.fixture(scope="module")
def served(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve an evening for each of the texts; give the address, a cookie, and their numbers."""
    path = tmp_path_factory.mktemp("letters") / "partnerlink.sqlite"
    shutil.copyfile(sqlite_template, path)
    app = create_app(settings_for(f"sqlite:///{path}"))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: NOW)
        with app.extensions[db.EXTENSION].open_writing() as session:
            school = make_organisation(session)
            colleague = make_account(session, school)
            numbers = {name: evening_with(session, school, *texts) for name, texts in TEXTS.items()}
            session.commit()
            who = colleague.get_id()
        signing = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signing is not None
        url = f"http://127.0.0.1:{server.server_port}"
        value = signing.dumps({"language": "nl", "_user_id": who, "_fresh": True})
        thread.start()
        yield url, {"name": app.config["SESSION_COOKIE_NAME"], "value": value, "url": url}, numbers
        server.shutdown()
        server.server_close()
        thread.join()
        app.extensions[db.EXTENSION].engine.dispose()


def evening_with(session: Session, school: Organisation, rules: str, task: str) -> int:
    """Make an evening with a long address, and families of every size in every language."""
    evening = make_evening(
        session,
        school,
        rooms={"Grote zaal op de tweede verdieping bij de mediatheek": 60, "A2": 60},
        address="Burgemeester van der Hoopstraat 123-a, 7811 AB Nieuw-Amsterdam",
        entrance="De ingang aan het plein, naast de fietsenstalling achter de gymzaal",
        phone="+31591123456",
        spelregels=rules,
        home_task=task,
    )
    for language in ParentLanguage:
        for number in CHILDREN:
            pupils = [
                make_pupil(session, evening, first_name=NAMES[n], room=n % 2, round_=n % 3)
                for n in range(number)
            ]
            make_household(session, evening, *pupils, language=language)
    return evening.id


@pytest.fixture
def paper(chromium: Browser, served: Served) -> Iterator[Page]:
    _, cookie, _ = served
    with chromium.new_context(viewport={"width": 1000, "height": 1200}) as context:
        context.add_cookies([cookie])  # type: ignore[list-item]
        tab = context.new_page()
        tab.emulate_media(media="print")
        yield tab


@pytest.mark.parametrize("name", TEXTS)
def test_every_letter_is_one_sheet_and_nothing_of_it_is_cut(
    paper: Page, served: Served, name: str
) -> None:
    url, _, numbers = served
    paper.goto(f"{url}/presentatieavonden/{numbers[name]}/uitnodigingen/brieven/afdrukken")

    assert paper.locator(".letter").count() == len(ParentLanguage) * len(CHILDREN)
    assert paper.evaluate(WRONG, SHEET) == []
