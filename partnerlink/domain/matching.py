"""Matching by distance: which offers and requests can meet, how well they fit, and in what order.

The rules are written here once. Hard filters first; then an order that is lexicographic on a few
readable parts (tier of fit, distance in bands, fairness, exact distance, id); and the reasons for
it, every one of them true. Distances are whole metres on the plane of `geo.projection`; what a
person reads is the geodesic of the rows shown. Source: the product's "Matching by distance".
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from partnerlink.domain import meeting
from partnerlink.domain.vocabulary import (
    Competence,
    Leerjaar,
    Level,
    Sector,
    Slot,
    TalkLanguage,
    Venue,
)

MAX_RADIUS_KM = 75
NEAR_METRES = 5_000
FAR_METRES = 15_000
"""From here on a match is one step less good: "distance first of all" (decision 3)."""
DISTANCE_BAND_METRES = 2_500
PUPILS_OF_A_USUAL_SCHOOL = 700
USUAL_PERCENTILE = 0.5
EASY_DATES = 2


class Obstacle(StrEnum):
    """The hard filters, in the order in which they are looked at."""

    SECTOR = "sector"
    LEVEL = "level"
    DATE = "date"
    LANGUAGE = "language"
    CAPACITY = "capacity"
    DISTANCE = "distance"


class Tier(IntEnum):
    """How well two fit; shown in words, never as a number."""

    SOMEWHAT = 1
    WELL = 2
    VERY_WELL = 3


class ReasonKind(StrEnum):
    """Why a match stands where it stands."""

    SECTORS = "sectors"
    LEVELS = "levels"
    SLOTS = "slots"
    LANGUAGES = "languages"
    NEAR = "near"
    ONLINE = "online"
    GAP = "gap"
    NO_TALK_YET = "no_talk_yet"
    SELDOM_ASKED = "seldom_asked"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `things` are the members it speaks of."""

    kind: ReasonKind
    things: tuple[StrEnum, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks. `slots` are those of its dates to come; `radius` is in metres."""

    sectors: frozenset[Sector]
    levels: frozenset[Level]
    slots: frozenset[Slot]
    languages: frozenset[TalkLanguage]
    venue: Venue
    radius: int
    leerjaren: frozenset[Leerjaar] = frozenset()
    competences: frozenset[Competence] = frozenset()


@dataclass(frozen=True, slots=True)
class Supply:
    """What an offer gives; `radius` is in metres, `has_places` says it is not at capacity."""

    sectors: frozenset[Sector]
    levels: frozenset[Level]
    slots: frozenset[Slot]
    languages: frozenset[TalkLanguage]
    is_online_possible: bool
    radius: int
    has_places: bool = True


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a pair fits, and why."""

    tier: Tier
    reasons: tuple[Reason, ...]

    @property
    def differing(self) -> tuple[Reason, ...]:
        """Return the reasons in which the offers for one request differ.

        The gap it fills is the request's own, the same for every offer.
        """
        return tuple(reason for reason in self.reasons if reason.kind is not ReasonKind.GAP)

    def because(self, kind: ReasonKind) -> "Fit":
        """Return the same fit with one more reason."""
        return Fit(self.tier, (*self.reasons, Reason(kind)))


def find_obstacle(wish: Wish, supply: Supply, metres: int) -> Obstacle | None:
    """Return the first hard filter that keeps the two apart; None when they can meet.

    `metres` is the distance between school and partner.
    """
    if not wish.sectors & supply.sectors:
        return Obstacle.SECTOR
    if not wish.levels & supply.levels:
        return Obstacle.LEVEL
    if not wish.slots & supply.slots:
        return Obstacle.DATE
    if wish.languages and not wish.languages & supply.languages:
        return Obstacle.LANGUAGE
    if not supply.has_places:
        return Obstacle.CAPACITY
    if not (can_travel(wish, supply, metres) or can_meet_online(wish, supply)):
        return Obstacle.DISTANCE
    return None


def can_travel(wish: Wish, supply: Supply, metres: int) -> bool:
    """Tell whether the speaker can come: at school, within the radius of both sides."""
    return meeting.can_travel(wish.venue, metres, wish.radius, supply.radius)


def can_meet_online(wish: Wish, supply: Supply) -> bool:
    """Tell whether both sides allow a talk online, which skips the radius."""
    return meeting.can_meet_online(wish.venue, is_online_possible=supply.is_online_possible)


def judge(wish: Wish, supply: Supply, metres: int, *, gap: frozenset[Competence]) -> Fit:
    """Return how well a pair without an obstacle fits, with its reasons; see `tier_of`."""
    tier = tier_of(wish, supply, metres, gap=gap)
    return Fit(tier, _reasons(wish, supply, metres, wish.competences & gap))


def tier_of(wish: Wish, supply: Supply, metres: int, *, gap: frozenset[Competence]) -> Tier:
    """Return how well a pair without an obstacle fits.

    `gap` holds the competences the school has not served this school year. All sectors, all
    levels and easy dates make the highest tier; filling a gap makes up for one of them. Whoever
    is far away stands one tier lower, unless nobody would travel.
    """
    merits = (
        wish.sectors <= supply.sectors,
        wish.levels <= supply.levels,
        has_easy_dates(wish, supply),
        bool(wish.competences & gap),
    )
    fit = min(Tier.VERY_WELL, sum(merits)) - is_far(wish, metres)
    return Tier(max(Tier.SOMEWHAT, fit))


def is_far(wish: Wish, metres: int) -> bool:
    """Tell whether the way is so long that it makes a match less good."""
    return wish.venue is not Venue.ONLINE and metres >= FAR_METRES


def has_easy_dates(wish: Wish, supply: Supply) -> bool:
    """Tell whether there is a choice of dates: two slots in common, or all that were asked."""
    common = wish.slots & supply.slots
    return bool(common) and (len(common) >= EASY_DATES or common == wish.slots)


def _reasons(
    wish: Wish, supply: Supply, metres: int, filled: frozenset[Competence]
) -> tuple[Reason, ...]:
    found = [
        Reason(ReasonKind.SECTORS, _in_order(Sector, wish.sectors & supply.sectors)),
        Reason(ReasonKind.LEVELS, _in_order(Level, wish.levels & supply.levels)),
        Reason(ReasonKind.SLOTS, _in_order(Slot, wish.slots & supply.slots)),
    ]
    if wish.languages:
        common = _in_order(TalkLanguage, wish.languages & supply.languages)
        found.append(Reason(ReasonKind.LANGUAGES, common))
    if not can_travel(wish, supply, metres):
        found.append(Reason(ReasonKind.ONLINE))
    elif metres <= NEAR_METRES:
        found.append(Reason(ReasonKind.NEAR))
    if filled:
        found.append(Reason(ReasonKind.GAP, _in_order(Competence, filled)))
    return tuple(found)


def _in_order(kind: type[StrEnum], members: frozenset[StrEnum]) -> tuple[StrEnum, ...]:
    return tuple(member for member in kind if member in members)


def turn(encounters: int, *, pupils: int | None, percentile: float | None) -> float:
    """Return whose turn it is: lower comes first.

    A school's next talk, its `encounters` of this school year already had, over what it is
    entitled to: its pupils against a usual school of 700, up to twice that for the most
    disadvantaged (`percentile` 0..1). What is not known counts as usual: 700 pupils, and the
    middle of the percentiles, since a missing score is not zero.
    Source: the priority of the fair matching round, with lambda 1.
    """
    size = (pupils or PUPILS_OF_A_USUAL_SCHOOL) / PUPILS_OF_A_USUAL_SCHOOL
    weight = USUAL_PERCENTILE if percentile is None else percentile
    return (encounters + 0.5) / (size * (1 + weight))


def load(asked: int, *, talks_per_year: int) -> float:
    """Return how busy an offer is: questions and talks this school year, over its own maximum."""
    return asked / talks_per_year


def rank_key(
    *, tier: Tier, metres: int, pressure: float, number: int
) -> tuple[int, int, float, int, int]:
    """Return what a ranked list is sorted by, best first.

    `pressure` is the school's `turn` when a partner looks, the offer's `load` when a school does;
    `number` is the id, so that the same input gives the same order.
    """
    return (-tier, metres // DISTANCE_BAND_METRES, pressure, metres, number)
