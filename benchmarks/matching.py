"""Measure the ranked list of a request: the product's own code on the product's own tables.

For each database and size: the search alone beside its yardsticks; the query and the ranking
(`services.candidates.judged_offers`: whose ids, in which order, and why); and all that a page asks,
`services.matching.ranked_offers`, with the twenty shown loaded and their geodesics measured.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, select, text
from sqlalchemy.orm import Session, joinedload, sessionmaker

from benchmarks import yardsticks
from benchmarks.bulk import settle
from benchmarks.population import NOW, REQUESTS, add_offers, add_schools
from benchmarks.report import Report, percentile
from benchmarks.talks import add_talks
from partnerlink import db, migrations
from partnerlink.models.match_point import OfferPoint
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.candidates import CANDIDATES, asked_by, judged_offers, search_of
from partnerlink.services.matching import ranked_offers
from partnerlink.services.nearest import Search, nearest_offers
from tests.postgres import NoPostgresError, throw_away_server

WARM_UP = 200
COUNTED = 50
RANKED = "ranked list, 20 shown"
JUDGED = f"query and ranking of {CANDIDATES}"
SEARCH = f"search of the {CANDIDATES} nearest"


def run(report: Report, *, sizes: Sequence[int]) -> None:
    """Measure on SQLite, and on PostgreSQL where its programs are installed."""
    with tempfile.TemporaryDirectory() as folder:
        _measure_database(report, f"sqlite:///{Path(folder) / 'bench.sqlite'}", sizes)
    try:
        with throw_away_server() as server:
            url = server.create_database().render_as_string(hide_password=False)
            _measure_database(report, url, sizes)
    except NoPostgresError as reason:
        report.tell(f"PostgreSQL is not measured. {reason}")


def _measure_database(report: Report, url: str, sizes: Sequence[int]) -> None:
    engine = db.make_engine(url)
    with engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
    add_schools(engine)
    filled, slowest = 0, []
    for size in sizes:
        begun = time.perf_counter()
        add_offers(engine, filled + 1, size)
        add_talks(engine, filled + 1, size)
        filled = size
        settle(engine)
        report.tell(f"{engine.dialect.name}: {size:,} offers, {time.perf_counter() - begun:.0f} s")
        slowest.append(_measure_size(report, engine, size))
    if len(sizes) > 1:
        report.add(
            "match",
            database=engine.dialect.name,
            size=sizes[-1],
            method=RANKED,
            metric=f"p95 / p95 at {sizes[0]:,}",
            value=slowest[-1] / slowest[0],
            unit="times",
        )
    engine.dispose()


def _measure_size(report: Report, engine: Engine, size: int) -> float:
    """Measure one size; return the p95 of the ranked list in milliseconds."""
    opened = sessionmaker(engine)
    asked = [_load(opened, number) for number in range(1, REQUESTS + 1)]
    searches = [_search(opened, request) for request in asked]

    def rank(session: Session, place: int) -> None:
        ranked_offers(session, asked[place], now=NOW, limit=20)

    def search(session: Session, place: int) -> None:
        nearest_offers(session, searches[place], limit=CANDIDATES)

    def judge(session: Session, place: int) -> None:
        judged_offers(session, asked[place], now=NOW)

    slowest = 0.0
    for method, act in ((SEARCH, search), (JUDGED, judge), (RANKED, rank)):
        times, own = _timed(opened, act)
        slowest = percentile(times, 0.95)
        for metric, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99)):
            _add(report, engine, size, method, metric, percentile(times, share), "ms")
        # What a busy machine cannot blur: the time that this process itself worked.
        _add(report, engine, size, method, "p95 of our own work", percentile(own, 0.95), "ms")
    read = _rows_read(engine, opened, search)
    _add(report, engine, size, SEARCH, "index rows read, p50", percentile(read, 0.5), "rows")
    _add(report, engine, size, SEARCH, "index rows read, p95", percentile(read, 0.95), "rows")
    yardsticks.load_everything(report, opened, asked[0], size=size)
    if engine.dialect.name == "postgresql":
        yardsticks.postgis(report, engine, searches, size=size)
    return slowest


def _add(
    report: Report, engine: Engine, size: int, method: str, metric: str, value: float, unit: str
) -> None:
    report.add(
        "match",
        database=engine.dialect.name,
        size=size,
        method=method,
        metric=metric,
        value=value,
        unit=unit,
    )


def _timed(
    opened: sessionmaker[Session], act: Callable[[Session, int], None]
) -> tuple[list[float], list[float]]:
    """Time `act` for every request in a session of its own, once warm.

    Returns milliseconds on the clock, and those that this process worked itself.
    """
    times, own = [], []
    for place in (*range(WARM_UP), *range(REQUESTS)):
        begun, worked = time.perf_counter(), time.process_time()
        with opened() as session:
            act(session, place)
        times.append((time.perf_counter() - begun) * 1000)
        own.append((time.process_time() - worked) * 1000)
    return times[WARM_UP:], own[WARM_UP:]


def _load(opened: sessionmaker[Session], number: int) -> TalkRequest:
    chosen = select(TalkRequest).options(joinedload(TalkRequest.organisation))
    with opened(expire_on_commit=False) as session:
        return session.scalars(chosen.where(TalkRequest.id == number)).one()


def _search(opened: sessionmaker[Session], request: TalkRequest) -> Search:
    with opened() as session:
        asked = asked_by(session, request, now=NOW)
    found = search_of(request, asked, today=NOW.date())
    assert found is not None
    return found


def _rows_read(
    engine: Engine, opened: sessionmaker[Session], act: Callable[[Session, int], None]
) -> list[float]:
    """Count the rows of the index that lie in the boxes that each search looked through."""
    counts = []
    for place in range(COUNTED):
        with _boxes(engine) as boxes, opened() as session:
            act(session, place)
        with opened() as session:
            counts.append(float(sum(_count(session, box) for box in boxes)))
    return counts


@contextmanager
def _boxes(engine: Engine) -> Iterator[list[dict[str, Any]]]:
    boxes: list[dict[str, Any]] = []

    def note(
        _conn: Connection, _clause: object, _many: object, bound: dict[str, Any], _o: object
    ) -> None:
        if "bands" in bound:
            boxes.append(dict(bound))

    event.listen(engine, "before_execute", note)
    try:
        yield boxes
    finally:
        event.remove(engine, "before_execute", note)


def _count(session: Session, box: dict[str, Any]) -> int:
    point = OfferPoint.__table__.c
    chosen = (
        select(text("count(*)")).select_from(OfferPoint).where(point.sector.in_(box["sectors"]))
    )
    if box["bands"]:
        chosen = chosen.where(
            point.band.in_(set(box["bands"])), point.x.between(box["x_low"], box["x_high"])
        )
    return int(session.execute(chosen).scalar_one())
