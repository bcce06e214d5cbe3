"""Measure the rush: 1,500 families open their link and answer, as after a letter or a mail.

gunicorn with the product, 32 and then 200 families at once. Every family asks for its page and
sends an answer, each by a connection of its own, as phones do; a room has fewer seats than its
families ask for, so that many have to wait and none may be oversold. Beside it, in the same run
and on the same rows: a bare Flask view that does the same two statements. The clients share the
machine's cores.
"""

import http.client
import queue
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from benchmarks.bulk import settle
from benchmarks.databases import on_each_database
from benchmarks.evening import FAMILIES, fill
from benchmarks.report import Report, percentile
from benchmarks.server import Server, running, settings_of
from partnerlink import db, migrations
from partnerlink.domain.evening import InvitationState
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from tests.app_fixtures import SECRET_KEY

AT_ONCE = (32, 200)
OURS = "family's page and answer"
FLOOR = "bare Flask, the same two statements"
PEOPLE = (2, 1, 3, 2, 0, 4, 2, 5)
"""With how many a family comes, in turn; two seats are kept for each."""
GOOD = (200, 303)


class Visit(NamedTuple):
    """One family's visit: seconds for its page and for its answer, and the two statuses."""

    page: float
    answer: float
    statuses: tuple[int, int]


class Rush(NamedTuple):
    """The good visits, how many went wrong, how long all took, and what they took of the server."""

    visits: list[Visit]
    errors: int
    seconds: float
    cpu_seconds: float


def run(report: Report) -> None:
    """Measure on SQLite, and on PostgreSQL where its programs are installed."""
    on_each_database(report, _measure)


def _measure(report: Report, url: str) -> None:
    engine = db.make_engine(url)
    with engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
    settings = settings_of(url, SECRET_KEY)
    with Session(engine) as session:
        tokens = fill(session, now=datetime.now(UTC))
        session.commit()
    for method, app, ready in (
        (FLOOR, "benchmarks.bare:app", "/ready"),
        (OURS, "wsgi:app", "/gezond"),
    ):
        for at_once in AT_ONCE:
            _forget_answers(engine)
            with running(app, settings, ready=ready) as server:
                _rush(server, tokens[:at_once], at_once)
                _forget_answers(engine)
                rush = _rush(server, tokens, at_once)
            _tell(report, engine, f"{method}, {at_once} at once", rush)
    engine.dispose()


def _tell(report: Report, engine: Engine, method: str, rush: Rush) -> None:
    pages, answers = [one.page for one in rush.visits], [one.answer for one in rush.visits]
    rows: list[tuple[str, float, str]] = [
        ("families/s", len(rush.visits) / rush.seconds, "1/s"),
        ("p95 of the page", percentile(pages, 0.95) * 1000, "ms"),
        ("p95 of the answer", percentile(answers, 0.95) * 1000, "ms"),
        ("processor time of the web server", rush.cpu_seconds * 1000 / FAMILIES, "ms/family"),
        ("errors", float(rush.errors), "families"),
    ]
    if method.startswith(OURS):
        rows.append(("oversold", float(_oversold(engine)), "seats"))
        rows.append(("answers kept", float(_answers(engine)), "families"))
    for metric, value, unit in rows:
        report.add(
            "rush",
            database=engine.dialect.name,
            size=FAMILIES,
            method=method,
            metric=metric,
            value=value,
            unit=unit,
        )


def _rush(server: Server, tokens: Sequence[str], at_once: int) -> Rush:
    """Let every family visit once, so many at a time."""
    waiting: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()
    for place, token in enumerate(tokens):
        waiting.put((place, token))
    visits: list[Visit] = []
    errors: list[object] = []

    def visit_all() -> None:
        while True:
            try:
                place, token = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                visit = _visit(server.port, token, PEOPLE[place % len(PEOPLE)])
            except OSError as error:
                errors.append(error)
                continue
            (visits if all(status in GOOD for status in visit.statuses) else errors).append(visit)

    begun, taken = time.perf_counter(), server.cpu_seconds()
    _all_together(visit_all, at_once)
    seconds = time.perf_counter() - begun
    return Rush(visits, len(errors), seconds, server.cpu_seconds() - taken)


def _all_together(act: Callable[[], None], many: int) -> None:
    threads = [threading.Thread(target=act) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _visit(port: int, token: str, people: int) -> Visit:
    path = f"/u/{token}"
    begun = time.perf_counter()
    first = _ask(port, "GET", path, None)
    opened = time.perf_counter()
    second = _ask(port, "POST", path, {"people": str(people)})
    return Visit(opened - begun, time.perf_counter() - opened, (first, second))


def _ask(port: int, method: str, path: str, form: dict[str, str] | None) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept-Encoding": "gzip", "Origin": f"http://127.0.0.1:{port}"}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method, path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _forget_answers(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            update(Invitation).values(
                state=InvitationState.ASKED,
                people=None,
                seats=0,
                waiting_since=None,
                passed_over=0,
                answered_at=None,
            )
        )
    settle(engine)


def _answers(engine: Engine) -> int:
    with engine.connect() as connection:
        answered = select(func.count()).where(Invitation.answered_at.is_not(None))
        return connection.execute(answered).scalar_one()


def _oversold(engine: Engine) -> int:
    """Count the seats given beyond what a room has, over all rooms and rounds."""
    given = (
        select(func.sum(Invitation.seats) - EveningRoom.capacity)
        .select_from(Invitation)
        .join(Pupil, Invitation.pupil_id == Pupil.id)
        .join(Presentation, Pupil.presentation_id == Presentation.id)
        .join(EveningRoom, Presentation.room_id == EveningRoom.id)
        .group_by(EveningRoom.id, EveningRoom.capacity, Presentation.round_id)
    )
    with engine.connect() as connection:
        return sum(max(0, beyond) for beyond in connection.scalars(given))
