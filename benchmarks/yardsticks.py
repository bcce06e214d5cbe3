"""What the index is measured against, in the same run and on the same rows."""

import time
from collections.abc import Sequence

from geopy.distance import geodesic
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, joinedload, sessionmaker

from benchmarks.report import Report, percentile
from partnerlink.domain.masks import to_mask
from partnerlink.domain.vocabulary import Level, Sector, Slot, TalkLanguage, Venue
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.candidates import CANDIDATES
from partnerlink.services.nearest import Search

SAMPLE = 5_000
POSTGIS_SEARCHES = 60
HERE = "ST_SetSRID(ST_MakePoint(:x, :y), 28992)"
KNN = text(
    "SELECT offer_id FROM bench_knn WHERE sector = :sector AND levels & :levels <> 0 "
    "AND slots & :slots <> 0 AND languages & :languages <> 0 AND free_from <= :last_day "
    f"AND ST_DWithin(spot, {HERE}, :radius) AND ST_Distance(spot, {HERE}) <= radius "
    f"ORDER BY spot <-> {HERE} LIMIT :limit"
)
FILL = (
    "DROP TABLE IF EXISTS bench_knn",
    "CREATE TABLE bench_knn AS SELECT offer_id, sector, levels, slots, languages, "
    "free_from, radius, ST_SetSRID(ST_MakePoint(x, y), 28992) AS spot FROM offer_point",
    "ANALYZE bench_knn",
)
INDEXES = {
    "gist(spot)": ("CREATE INDEX bench_knn_spot ON bench_knn USING gist (spot)",),
    "gist(sector, spot)": (
        "DROP INDEX bench_knn_spot",
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        "CREATE INDEX bench_knn_both ON bench_knn USING gist (sector, spot)",
    ),
}
"""Two ways to index for PostGIS: what most projects do, and the better one."""


def load_everything(
    report: Report, opened: sessionmaker[Session], request: TalkRequest, *, size: int
) -> None:
    """Load every offer and ask geopy for each distance; beyond a sample this is extrapolated."""
    here, sample = request.organisation.point, min(SAMPLE, size)
    begun = time.perf_counter()
    with opened() as session:
        chosen = select(TalkOffer).options(joinedload(TalkOffer.organisation)).limit(sample)
        offers = session.scalars(chosen).all()
        sorted(geodesic(here, offer.organisation.point).meters for offer in offers)
        name = session.get_bind().dialect.name
    milliseconds = (time.perf_counter() - begun) * 1000 * size / sample
    method = "load all, geodesic each"
    if sample < size:
        method += f" (extrapolated from {sample:,})"
    report.add(
        "match",
        database=name,
        size=size,
        method=method,
        metric="one list",
        value=milliseconds,
        unit="ms",
    )


def postgis(report: Report, engine: Engine, searches: Sequence[Search], *, size: int) -> None:
    """Ask PostGIS for the nearest by KNN on a GiST index, where the extension is installed."""
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
    except DBAPIError:
        report.tell(
            "PostGIS is not measured: its extension is not installed. "
            "Get it with: apt-get install postgresql-postgis"
        )
        return
    _execute(engine, FILL)
    # One sector and no online talks: what PostGIS can answer in one ordered scan of its index.
    chosen = [s for s in searches if len(s.sectors) == 1 and s.venue is Venue.AT_SCHOOL]
    chosen = chosen[:POSTGIS_SEARCHES]
    for index, statements in INDEXES.items():
        _execute(engine, statements)
        times = [_timed(engine, search) for search in (*chosen, *chosen)][len(chosen) :]
        for metric, share in (("p50", 0.5), ("p95", 0.95)):
            report.add(
                "match",
                database="postgresql",
                size=size,
                method=f"PostGIS KNN on {index}",
                metric=metric,
                value=percentile(times, share),
                unit="ms",
            )


def _execute(engine: Engine, statements: Sequence[str]) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _timed(engine: Engine, search: Search) -> float:
    places = {sector: place for place, sector in enumerate(Sector)}
    bound = {
        "sector": next(places[sector] for sector in search.sectors),
        "levels": to_mask(Level, search.levels),
        "slots": to_mask(Slot, search.slots),
        "languages": to_mask(TalkLanguage, search.languages or TalkLanguage),
        "last_day": search.last_day,
        "x": search.x,
        "y": search.y,
        "radius": search.radius,
        "limit": CANDIDATES,
    }
    begun = time.perf_counter()
    with engine.connect() as connection:
        connection.execute(KNN, bound).all()
    return (time.perf_counter() - begun) * 1000
