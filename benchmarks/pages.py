"""Measure the full page of a ranked list through the app: gunicorn, a signed-in school, the map.

Beside it, in the same run and with the same server, its floor: the app's health check, which opens
a session and counts. Requests come from this machine, so they share its cores with the server.
"""

import gzip
import http.client
import secrets
import threading
import time
from datetime import date, timedelta

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import Engine, select, update

from benchmarks.bulk import settle
from benchmarks.databases import on_each_database
from benchmarks.population import REQUESTS, add_offers, add_schools
from benchmarks.report import Report, percentile
from benchmarks.server import running, settings_of
from benchmarks.talks import add_talks
from partnerlink import db, migrations
from partnerlink.app import create_app
from partnerlink.models.account import Account
from partnerlink.models.talk_request import RequestDate, TalkRequest

OFFERS = 100_000
CLIENTS = 8
SECONDS = 15.0
PAGE = "page of 20 ranked speakers with map"
FLOOR = "health check, the floor"
Answer = tuple[float, int, int]


def run(report: Report) -> None:
    """Measure on SQLite, and on PostgreSQL where its programs are installed."""
    on_each_database(report, _measure)


def _measure(report: Report, url: str) -> None:
    engine = db.make_engine(url)
    _fill(engine)
    database = engine.dialect.name
    key = secrets.token_hex(32)
    targets = _targets(engine, url, key)
    with running("wsgi:app", settings_of(url, key), ready="/gezond") as server:
        for method, chosen in ((FLOOR, [("/gezond", "")]), (PAGE, targets)):
            _load(server.port, chosen, seconds=3.0)
            begun = time.perf_counter()
            answers = _load(server.port, chosen, seconds=SECONDS)
            elapsed = time.perf_counter() - begun
            _tell(report, database, method, answers, elapsed)
        sizes = [_page_bytes(server.port, *target) for target in targets[:50]]
    for share, metric in ((0.5, "bytes gzipped, p50"), (1.0, "bytes gzipped, most")):
        value = percentile([float(size) for size in sizes], share)
        report.add(
            "pages",
            database=database,
            size=OFFERS,
            method=PAGE,
            metric=metric,
            value=value,
            unit="bytes",
        )
    engine.dispose()


def _tell(
    report: Report, database: str, method: str, answers: list[Answer], elapsed: float
) -> None:
    times = [seconds * 1000 for seconds, _status, _size in answers]
    bad = sum(status != 200 for _seconds, status, _size in answers)
    for metric, value, unit in (
        (f"answers/s, {CLIENTS} at once", len(answers) / elapsed, "1/s"),
        ("p50", percentile(times, 0.5), "ms"),
        ("p95", percentile(times, 0.95), "ms"),
        ("answers other than 200", float(bad), "answers"),
    ):
        report.add(
            "pages",
            database=database,
            size=OFFERS,
            method=method,
            metric=metric,
            value=value,
            unit=unit,
        )


def _fill(engine: Engine) -> None:
    with engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
    add_schools(engine)
    add_offers(engine, 1, OFFERS)
    add_talks(engine, 1, OFFERS)
    _move_dates_ahead(engine)
    settle(engine)


def _move_dates_ahead(engine: Engine) -> None:
    """Put the requests' dates four weeks from today: the server's clock is the real one."""
    today = date.today()  # noqa: DTZ011
    first = today + timedelta(weeks=4, days=-today.weekday())
    with engine.begin() as connection:
        days = sorted(connection.scalars(select(RequestDate.day).distinct()))
        # From the last to the first, or the other way: a moved day must not meet one not moved.
        moves = list(zip(days, (first + timedelta(days=i) for i in range(len(days))), strict=True))
        for old, new in sorted(moves, reverse=first > days[0]):
            connection.execute(update(RequestDate).where(RequestDate.day == old).values(day=new))


def _targets(engine: Engine, url: str, key: str) -> list[tuple[str, str]]:
    """Return (path, cookie) of every request's ranked list, signed in as its school."""
    app = create_app(settings_of(url, key))
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    app.extensions[db.EXTENSION].engine.dispose()
    with db.Database(url).open_reading() as session:
        rows = session.execute(
            select(TalkRequest.id, Account)
            .join(Account, TalkRequest.contact_id == Account.id)
            .order_by(TalkRequest.id)
            .limit(REQUESTS)
        ).all()
        return [
            (
                f"/aanvragen/{number}/sprekers",
                f"partnerlink={serializer.dumps({'_user_id': account.get_id(), '_fresh': True})}",
            )
            for number, account in rows
        ]


def _get(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[int, bytes]:
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    return answer.status, answer.read()


def _load(port: int, targets: list[tuple[str, str]], *, seconds: float) -> list[Answer]:
    """Let several clients ask for pages one after the other until the time is up."""
    answers: list[Answer] = []
    deadline = time.perf_counter() + seconds

    def ask(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        place = first
        while time.perf_counter() < deadline:
            begun = time.perf_counter()
            status, body = _get(connection, *targets[place % len(targets)])
            answers.append((time.perf_counter() - begun, status, len(body)))
            place += CLIENTS
        connection.close()

    clients = [threading.Thread(target=ask, args=(first,)) for first in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return answers


def _page_bytes(port: int, path: str, cookie: str) -> int:
    """Return what a page weighs on the line; a check that it really holds ranked cards."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    _status, body = _get(connection, path, cookie)
    connection.close()
    text = gzip.decompress(body).decode("utf-8") if body[:2] == b"\x1f\x8b" else body.decode()
    if 'class="map"' not in text and "match" not in text:
        raise RuntimeError(f"{path} is not a ranked list")
    return len(body)
