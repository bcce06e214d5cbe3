"""The words in which the demo's files say levels, parts of the week, and places."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from partnerlink.domain.vocabulary import DayPart, Level, Slot, Weekday

E = TypeVar("E", bound=StrEnum)

VMBO = frozenset({Level.VMBO_BB, Level.VMBO_KB, Level.VMBO_GL, Level.VMBO_TL})
LEVEL_WORDS = {"vmbo": VMBO, "alle": frozenset(Level) - {Level.ISK}}
WEEKDAYS = dict(zip("maandag dinsdag woensdag donderdag vrijdag".split(), Weekday, strict=True))
PARTS = {"ochtend": DayPart.MORNING, "middag": DayPart.AFTERNOON, "avond": DayPart.EVENING}
PLURALS = {"ochtenden": "ochtend", "middagen": "middag", "avonden": "avond"}
SCHOOL_HOURS = (DayPart.MORNING, DayPart.AFTERNOON)

_PLACE = re.compile(r"(?P<street>.+) (?P<number>\d+\w?), (?P<postcode>\d{4} [A-Z]{2}) (?P<city>.+)")


def members(kind: type[E], words: str) -> frozenset[E]:
    """Return the members of `kind` in "techniek bouw"."""
    return frozenset(kind(word) for word in words.split())


def levels(words: str) -> frozenset[Level]:
    """Return the levels in "pro vmbo": vmbo is its four, `alle` all but the isk."""
    found = (LEVEL_WORDS.get(word) or {Level(word)} for word in words.split())
    return frozenset().union(*found)


def slots(words: str) -> frozenset[Slot]:
    """Return the slots in "ochtenden dinsdag vrijdagmiddag"; a day alone is its school hours."""
    return frozenset(slot for word in words.split() for slot in _slots_of(word))


def weekday_and_part(word: str) -> tuple[Weekday, DayPart]:
    """Return the two in "dinsdagochtend"."""
    for name, weekday in WEEKDAYS.items():
        if word.startswith(name):
            return weekday, PARTS[word.removeprefix(name)]
    raise ValueError(f"{word!r} is no part of a weekday")


def address(text: str) -> dict[str, str]:
    """Return the parts of "Hoofdstraat 12a, 7811 AB Emmen"."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no address")
    return match.groupdict()


def _slots_of(word: str) -> Iterable[Slot]:
    if word in PLURALS:
        return [_slot(day, PARTS[PLURALS[word]]) for day in Weekday]
    if word in WEEKDAYS:
        return [_slot(WEEKDAYS[word], part) for part in SCHOOL_HOURS]
    return [_slot(*weekday_and_part(word))]


def _slot(day: Weekday, part: DayPart) -> Slot:
    return Slot(f"{day[:3]}_{part}")
