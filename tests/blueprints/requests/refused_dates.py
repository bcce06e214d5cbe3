"""Dates that the form of a request refuses, today being Tuesday 10 November 2026."""

from typing import Any

MORNING = {"dates-0-day": "2026-12-01", "dates-0-part": "morning"}
PERIOD = {"period_start": "2026-12-01", "period_end": "2026-12-18", "period_slots": ["mon_morning"]}
WEEKEND = "Deze dag valt in het weekend. Kies een andere dag."
PAST = "Deze dag is voorbij. Kies een dag vanaf vandaag."
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("none", {}, "dates-0-day", "Kies minstens één dag. Of vul een periode in."),
    ("both", MORNING | PERIOD, "dates-0-day", "Kies dagen of een periode, niet allebei."),
    ("no part", {"dates-0-day": "2026-12-01"}, "dates-0-part", "Kies een dagdeel bij deze dag."),
    ("no day", {"dates-0-part": "morning"}, "dates-0-day", "Kies een dag."),
    ("saturday", MORNING | {"dates-0-day": "2026-11-28"}, "dates-0-day", WEEKEND),
    ("yesterday", MORNING | {"dates-0-day": "2026-11-09"}, "dates-0-day", PAST),
    ("the year 1", MORNING | {"dates-0-day": "0001-01-01"}, "dates-0-day", PAST),
    (
        "31 February",
        MORNING | {"dates-0-day": "31-02-2027"},
        "dates-0-day",
        "De datum 31-2-2027 bestaat niet. Kies een andere dag.",
    ),
    (
        "far away",
        MORNING | {"dates-0-day": "2030-01-07"},
        "dates-0-day",
        "Kies een dag tot en met 31 juli 2028.",
    ),
    (
        "twice",
        MORNING | {"dates-1-day": "1-12-2026", "dates-1-part": "morning"},
        "dates-1-day",
        "Deze dag staat er al met hetzelfde dagdeel.",
    ),
    (
        "words",
        MORNING | {"dates-0-day": "morgen <b>"},
        "dates-0-day",
        "Vul een datum in zoals 31-12-2026.",
    ),
    ("no end", {"period_start": "2026-12-01"}, "period_end", "Vul ook de laatste dag in."),
    ("no start", {"period_end": "2026-12-01"}, "period_start", "Vul ook de eerste dag in."),
    (
        "only slots",
        {"period_slots": ["mon_morning"]},
        "period_start",
        "Vul ook de eerste dag in.",
    ),
    (
        "backwards",
        PERIOD | {"period_end": "2026-11-30"},
        "period_end",
        "De laatste dag ligt voor de eerste dag.",
    ),
    (
        "two years",
        PERIOD | {"period_end": "2028-07-01"},
        "period_end",
        "Kies een periode van hoogstens een jaar.",
    ),
    ("begun", PERIOD | {"period_start": "2026-11-09"}, "period_start", PAST),
    (
        "no slots",
        PERIOD | {"period_slots": []},
        "period_slots-0",
        "Kies op welke momenten het kan.",
    ),
    (
        "no monday in it",
        PERIOD | {"period_end": "2026-12-04"},
        "period_slots-0",
        "Deze momenten vallen niet in deze periode.",
    ),
]
