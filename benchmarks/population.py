"""Synthetic offers, schools and requests, spread over the country as its postcodes are.

Deterministic: the same sizes give the same rows. A city has many postcodes, so drawing postcodes
clusters everything as the population is.
"""

import csv
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import Engine

from benchmarks.bulk import load
from partnerlink.domain.vocabulary import Level, Sector, Slot, TalkLanguage
from partnerlink.geo.projection import band_of, project
from partnerlink.models.tables import Base

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
YEAR_BEGINS = date(2026, 8, 1)
OFFERS_PER_PARTNER = 2
SCHOOLS = 400
REQUESTS = 400
TALKS_PER_PLANNED = 4
CREATED = "2026-09-01 08:00:00"
RADII = (5, 10, 15, 20, 25, 25, 30, 40, 50, 75)
FIRST_DAY = NOW.date() + timedelta(weeks=4, days=-NOW.weekday())
TABLES = Base.metadata.tables
ORGANISATION = {
    "state": "verified",
    "verified_by": "coordinator",
    "street": "Hoofdstraat",
    "house_number": "1",
    "postcode": "7811 AB",
    "city": "Emmen",
    "precision": "address",
    "phone": "",
    "website": "",
    "mail_domain": "",
    "levels": 0,
    "region_code": "",
    "region_name": "",
    "created_at": CREATED,
}
ACCOUNT = {
    "name": "Anna de Vries",
    "role": "manager",
    "language": "nl",
    "email_confirmed_at": CREATED,
    "session_key": "sleutel",
    "feed_version": 1,
    "is_enabled": 1,
    "created_at": CREATED,
}
"""What every organisation and every account has alike."""


@dataclass(frozen=True)
class Points:
    """Places in the country, in degrees and in metres on the plane."""

    latitude: list[float]
    longitude: list[float]
    x: list[int]
    y: list[int]


def draw_points(rng: random.Random, count: int) -> Points:
    """Draw places around postcodes, about a kilometre off."""
    source = files("partnerlink.geo").joinpath("postcodes.csv")
    with source.open(encoding="utf-8") as lines:
        known = [(float(r["latitude"]), float(r["longitude"])) for r in csv.DictReader(lines)]
    chosen = rng.choices(known, k=count)
    latitude = [one + rng.gauss(0, 0.008) for one, _ in chosen]
    longitude = [one + rng.gauss(0, 0.012) for _, one in chosen]
    plane = [project(*point) for point in zip(latitude, longitude, strict=True)]
    return Points(latitude, longitude, [round(x) for x, _ in plane], [round(y) for _, y in plane])


def add_schools(engine: Engine) -> None:
    """Add schools, each with an account, and requests of them on dates in four weeks."""
    rng = random.Random(1)
    numbers = range(1, SCHOOLS + 1)
    _add_organisations(engine, list(numbers), draw_points(rng, SCHOOLS), kind="school")
    keys = list(range(1, REQUESTS + 1))
    load(engine, TABLES["talk_request"], requests_with(rng, keys), count=REQUESTS)
    days = [(key, FIRST_DAY + timedelta(days=offset)) for key in keys for offset in range(3)]
    add_dates(engine, days)


def add_offers(engine: Engine, first: int, last: int) -> None:
    """Add open offers with the keys `first` to `last`, and their partners."""
    rng = random.Random(first)
    partners = list(range((first - 1) // OFFERS_PER_PARTNER, (last - 1) // OFFERS_PER_PARTNER + 1))
    keys = list(range(first, last + 1))
    points = draw_points(rng, len(partners))
    _add_organisations(engine, [SCHOOLS + 1 + each for each in partners], points, kind="employer")
    own = [(key - 1) // OFFERS_PER_PARTNER - partners[0] for key in keys]
    said = _draw_offers(rng, len(keys))
    offers: dict[str, Any] = said | {
        "id": keys,
        "organisation_id": [SCHOOLS + 1 + partners[place] for place in own],
        "contact_id": [SCHOOLS + 1 + partners[place] for place in own],
        "state": "open",
        "subject": "Een dag op mijn werk",
        "description": "Wat ik doe, hoe ik hier kwam, en wat een leerling nu al kan proberen.",
        "shows_role_model": 0,
        "own_route": "",
        "is_first_to_study": 0,
        "travel_note": "",
        "created_at": CREATED,
        "published_at": CREATED,
    }
    load(engine, TABLES["talk_offer"], offers, count=len(keys))
    _add_points(engine, keys, own, points, said)


def _add_organisations(engine: Engine, keys: list[int], at: Points, *, kind: str) -> None:
    organisations: dict[str, Any] = ORGANISATION | {
        "id": keys,
        "kind": kind,
        "code": [f"{kind[:1]}{key}" for key in keys],
        "name": [f"Organisatie {key}" for key in keys],
        "latitude": at.latitude,
        "longitude": at.longitude,
        "x": at.x,
        "y": at.y,
        "pupils": 700 if kind == "school" else None,
    }
    load(engine, TABLES["organisation"], organisations, count=len(keys))
    accounts: dict[str, Any] = ACCOUNT | {
        "id": keys,
        "email": [f"persoon{key}@example.nl" for key in keys],
        "organisation_id": keys,
    }
    load(engine, TABLES["account"], accounts, count=len(keys))


def _draw_offers(rng: random.Random, count: int) -> dict[str, list[Any]]:
    sectors = rng.choices((1, 2, 3), weights=(60, 30, 10), k=count)
    return {
        "sectors": [_mask(rng, len(Sector), number) for number in sectors],
        "levels": [_mask(rng, len(Level), rng.randint(1, 4)) for _each in range(count)],
        "slots": [_mask(rng, len(Slot), rng.randint(2, 8)) for _each in range(count)],
        "languages": [1 | _mask(rng, len(TalkLanguage), 1) for _each in range(count)],
        "radius_km": rng.choices(RADII, k=count),
        "is_online_possible": rng.choices((1, 0, 0), k=count),
        "talks_per_year": [rng.randint(1, 8) for _each in range(count)],
    }


def _add_points(
    engine: Engine, keys: list[int], own: list[int], at: Points, said: dict[str, list[Any]]
) -> None:
    rows = [
        (place, sector)
        for place, mask in enumerate(said["sectors"])
        for sector in range(len(Sector))
        if mask >> sector & 1
    ]
    places = [place for place, _ in rows]
    points: dict[str, Any] = {
        "sector": [sector for _, sector in rows],
        "band": [band_of(at.y[own[place]]) for place in places],
        "x": [at.x[own[place]] for place in places],
        "y": [at.y[own[place]] for place in places],
        "offer_id": [keys[place] for place in places],
        "radius": [said["radius_km"][place] * 1000 for place in places],
        "levels": [said["levels"][place] for place in places],
        "slots": [said["slots"][place] for place in places],
        "languages": [said["languages"][place] for place in places],
        "is_online": [said["is_online_possible"][place] for place in places],
        "free_from": YEAR_BEGINS.isoformat(),
    }
    load(engine, TABLES["offer_point"], points, count=len(rows))


def add_dates(engine: Engine, days: list[tuple[int, date]]) -> None:
    """Add the mornings on which requests ask a talk, by their keys."""
    dates: dict[str, Any] = {
        "request_id": [key for key, _ in days],
        "day": [day.isoformat() for _, day in days],
        "part": "morning",
    }
    load(engine, TABLES["talk_request_date"], dates, count=len(days))


def requests_with(rng: random.Random, keys: list[int]) -> dict[str, Any]:
    """Return open requests with these keys."""
    return {
        "id": keys,
        "organisation_id": [(key - 1) % SCHOOLS + 1 for key in keys],
        "contact_id": [(key - 1) % SCHOOLS + 1 for key in keys],
        "state": "open",
        "subject": "Wie komt vertellen over het werk?",
        "takeaway": "Leerlingen weten wat dit werk is.",
        "sectors": [_mask(rng, len(Sector), 1 + key % 2) for key in keys],
        "levels": [_mask(rng, len(Level), 1 + key % 3) for key in keys],
        "leerjaren": 4,
        "groups": 1,
        "pupils": 25,
        "period_slots": 0,
        "venue": ["either" if key % 5 == 0 else "at_school" for key in keys],
        "competences": [_mask(rng, 5, 1) for _each in keys],
        "languages": [2 if key % 10 == 0 else 0 for key in keys],
        "host_teacher": "Mevrouw Jansen",
        "radius_km": rng.choices(RADII[2:], k=len(keys)),
        "spelregels": "",
        "wants_reserve": 0,
        "created_at": CREATED,
        "published_at": CREATED,
    }


def _mask(rng: random.Random, size: int, number: int) -> int:
    return sum(1 << place for place in rng.sample(range(size), number))
