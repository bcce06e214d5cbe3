"""What somebody who looks around wants to see, kept in the address of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import request, url_for
from flask_babel import gettext as _

from partnerlink.domain.folding import search_terms
from partnerlink.domain.vocabulary import (
    DayPart,
    Level,
    Sector,
    Slot,
    TalkLanguage,
    Venue,
    Weekday,
)
from partnerlink.filters import asked_words
from partnerlink.services.catalogue import Wanted
from partnerlink.words import choices, label

E = TypeVar("E", bound=StrEnum)

DISTANCES = (5, 10, 15, 25, 50, 75)
CHOICES = {
    "sectors": choices(Sector),
    "levels": choices(Level),
    "weekdays": choices(Weekday),
    "parts": choices(DayPart),
    "languages": choices(TalkLanguage),
    "distances": [(km, f"{km} km") for km in DISTANCES],
}
"""The options of each filter, as the page lists them."""


@dataclass(frozen=True)
class Filters:
    """The filters of the address; what is no filter there counts as none."""

    words: str
    sector: Sector | None
    level: Level | None
    weekday: Weekday | None
    part: DayPart | None
    language: TalkLanguage | None
    kilometres: int | None
    is_online: bool

    @classmethod
    def of_address(cls) -> "Filters":
        """Read the filters of the page that is asked for."""
        asked = request.args.get("km", "")
        return cls(
            words=asked_words(),
            sector=_member("sector", Sector),
            level=_member("niveau", Level),
            weekday=_member("dag", Weekday),
            part=_member("dagdeel", DayPart),
            language=_member("taal", TalkLanguage),
            kilometres=next((km for km in DISTANCES if str(km) == asked), None),
            is_online=request.args.get("online") == "ja",
        )

    @property
    def wanted(self) -> Wanted:
        """Return the same as the search asks it."""
        return Wanted(
            terms=search_terms(self.words),
            sectors=_only(self.sector),
            levels=_only(self.level),
            slots=self.slots,
            languages=_only(self.language),
            kilometres=self.kilometres,
            venue=Venue.ONLINE if self.is_online else Venue.AT_SCHOOL,
        )

    @property
    def slots(self) -> frozenset[Slot]:
        """Return the weekly slots of the chosen weekday and part of the day; all for neither."""
        days = [self.weekday] if self.weekday else list(Weekday)
        parts = [self.part] if self.part else list(DayPart)
        return frozenset(Slot(f"{day[:3]}_{part}") for day in days for part in parts)

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Return the words of each filter that is on, and the address without it."""
        query = self.query
        return [
            (words, _address({key: kept for key, kept in query.items() if key != name}))
            for name, words in self._words()
        ]

    @property
    def query(self) -> dict[str, str]:
        """Return what the address says of the filters that are on."""
        members = {
            "sector": self.sector,
            "niveau": self.level,
            "dag": self.weekday,
            "dagdeel": self.part,
            "taal": self.language,
        }
        said = {"zoek": self.words} if self.words else {}
        said |= {name: member.value for name, member in members.items() if member}
        if self.kilometres:
            said["km"] = str(self.kilometres)
        return said | ({"online": "ja"} if self.is_online else {})

    def _words(self) -> Iterator[tuple[str, str]]:
        if self.words:
            yield "zoek", _("‘%(words)s’", words=self.words)
        for name, member in (
            ("sector", self.sector),
            ("niveau", self.level),
            ("dag", self.weekday),
            ("dagdeel", self.part),
            ("taal", self.language),
        ):
            if member:
                yield name, label(member)
        if self.kilometres:
            yield "km", _("binnen %(km)d km", km=self.kilometres)
        if self.is_online:
            yield "online", _("kan online")


def _member(name: str, kind: type[E]) -> E | None:
    asked = request.args.get(name, "")
    return next((member for member in kind if member.value == asked), None)


def _only(member: E | None) -> frozenset[E]:
    return frozenset() if member is None else frozenset({member})


def _address(query: dict[str, str]) -> str:
    return url_for(request.endpoint or "", **query)  # type: ignore[arg-type]
