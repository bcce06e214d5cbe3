"""Synthetic talks of the synthetic offers: most were declined, some are planned."""

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine

from benchmarks.bulk import load
from benchmarks.population import (
    FIRST_DAY,
    OFFERS_PER_PARTNER,
    REQUESTS,
    SCHOOLS,
    TABLES,
    add_dates,
    requests_with,
)

OFFERS_PER_TALK = 20
TALKS_PER_PLANNED = 4
WEEKS_PLANNED = 8


def add_talks(engine: Engine, first: int, last: int) -> None:
    """Add a talk of every twentieth of the offers with the keys `first` to `last`."""
    rng = random.Random(first)
    offers = range(first, last + 1, OFFERS_PER_TALK)
    planned = list(offers[::TALKS_PER_PLANNED])
    _add_declined(engine, rng, sorted(frozenset(offers).difference(planned)))
    _add_planned(engine, rng, planned)


def _add_declined(engine: Engine, rng: random.Random, offers: list[int]) -> None:
    requests = [rng.randint(1, REQUESTS) for _each in offers]
    talks = _talks(offers, requests) | {"state": "declined"}
    load(engine, TABLES["talk"], talks, count=len(offers))


def _add_planned(engine: Engine, rng: random.Random, offers: list[int]) -> None:
    # A request has one speaker, so each is planned for one of its own, beside those that ask.
    requests = [REQUESTS + offer for offer in offers]
    said = requests_with(rng, requests) | {"state": "planned"}
    load(engine, TABLES["talk_request"], said, count=len(requests))
    shifts = [timedelta(rng.randrange(5), weeks=rng.randrange(WEEKS_PLANNED)) for _each in offers]
    days = [FIRST_DAY + shift for shift in shifts]
    add_dates(engine, list(zip(requests, days, strict=True)))
    talks = _talks(offers, requests) | {
        "state": "planned",
        "answered_at": "2026-10-02 08:00:00",
        "day": [day.isoformat() for day in days],
        "part": "morning",
        "starts_at": [f"{day} 07:00:00" for day in days],
        "ends_at": [f"{day} 11:00:00" for day in days],
        "venue": "at_school",
        "speaker": [f"account-{_partner_of(offer)}" for offer in offers],
    }
    load(engine, TABLES["talk"], talks, count=len(offers))


def _partner_of(offer: int) -> int:
    """Return the key of an offer's partner, which is also that of its contact."""
    return SCHOOLS + 1 + (offer - 1) // OFFERS_PER_PARTNER


def _talks(offers: list[int], requests: list[int]) -> dict[str, Any]:
    return {
        "id": offers,
        "request_id": requests,
        "offer_id": offers,
        "school_id": [(request - 1) % SCHOOLS + 1 for request in requests],
        "partner_id": [_partner_of(offer) for offer in offers],
        "first_step": "school",
        "message": "",
        "asked_at": "2026-10-01 08:00:00",
        "answer_by": "2026-10-08",
        "reason": "",
        "calendar_uid": [f"{offer}@partnerlink" for offer in offers],
        "calendar_sequence": 0,
        "changed_at": "2026-10-01 08:00:00",
        "vog_seen_by": "",
    }
