"""Find the nearest open offers or requests that fit, exactly, by a radius that grows.

A search asks for everything within a radius, and asks again with a larger one while it found too
few. Every statement of a shape is built once; a call only binds values. Points stand in bands of
two kilometres, so a small radius touches a few short stretches of one index. The measurements
behind it: docs/decisions/0004-band-index.md.
"""

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    cast,
    or_,
    select,
)
from sqlalchemy.orm import Session

from partnerlink.domain.distance import metres_of
from partnerlink.domain.masks import to_mask
from partnerlink.domain.matching import MAX_RADIUS_KM
from partnerlink.domain.vocabulary import Level, Sector, Slot, TalkLanguage, Venue
from partnerlink.geo.projection import band_of
from partnerlink.models.among import among
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.search_words import OfferWords, RequestWords, keys_with_words, words_query
from partnerlink.services.radius_hints import RadiusHints

WIDEST_RADIUS = MAX_RADIUS_KM * 1000
"""Metres; wider than this only an online talk can be, and then bands are no help any more."""
EVERYWHERE = 2_000_000
"""Metres; more than any two points in the Netherlands lie apart."""
Point = type[OfferPoint] | type[RequestPoint]

hints = RadiusHints()


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for around a point; metres on the plane, and an empty set for anything.

    `radius` is how far the seeker lets somebody travel, `within` how far away a match may be at
    all, online ones too. A request must have a day on or after `first_day`, an offer must be
    free on or before `last_day`. `terms` are folded words, every one of which must be found.
    """

    x: int
    y: int
    radius: int
    first_day: date
    last_day: date
    venue: Venue = Venue.AT_SCHOOL
    sectors: frozenset[Sector] = frozenset()
    levels: frozenset[Level] = frozenset()
    slots: frozenset[Slot] = frozenset()
    languages: frozenset[TalkLanguage] = frozenset()
    terms: tuple[str, ...] = ()
    within: int | None = None

    @property
    def reach(self) -> int:
        """Return the distance in metres beyond which nothing can be a match."""
        farthest = EVERYWHERE if self.within is None else self.within
        if self.venue is Venue.AT_SCHOOL:
            farthest = min(farthest, self.radius, WIDEST_RADIUS)
        return farthest


class Near(NamedTuple):
    """The key of an offer or request, and its distance in whole metres, rounded up."""

    number: int
    metres: int


class Shape(NamedTuple):
    """What decides the text of a statement; everything else is bound."""

    point: Point
    dialect: str
    has_several_sectors: bool
    has_bands: bool
    venue: Venue
    has_words: bool


def nearest_offers(session: Session, search: Search, *, limit: int) -> list[Near]:
    """Return the `limit` nearest offers that pass every filter of the search, nearest first."""
    return _nearest(session, OfferPoint, search, limit)


def nearest_requests(session: Session, search: Search, *, limit: int) -> list[Near]:
    """Return the `limit` nearest requests that pass every filter of the search, nearest first."""
    return _nearest(session, RequestPoint, search, limit)


def _nearest(session: Session, point: Point, search: Search, limit: int) -> list[Near]:
    dialect = session.get_bind().dialect.name
    values = _values(search, dialect) | {"limit": limit}
    sectors = values["sectors"]
    shape = Shape(point, dialect, len(sectors) > 1, True, search.venue, bool(search.terms))
    place = (shape, *sectors, search.x >> 15, search.y >> 15)
    radius = hints.begin_with(place)
    while True:
        # Beyond the widest radius there are no bands to spare, so look everywhere at once.
        radius = search.reach if radius > WIDEST_RADIUS else min(radius, search.reach)
        found = _within(session, shape, search, radius, values)
        if len(found) >= limit or radius >= search.reach:
            break
        radius = _grown(radius, len(found), limit)
    farthest = found[-1].metres if len(found) >= limit else radius
    hints.remember(place, farthest)
    return found


def _grown(radius: int, found: int, limit: int) -> int:
    # Found rows say how dense it is here: the area must grow by what is still wanted.
    factor = 8.0 if not found else min(6.0, max(1.5, 1.25 * math.sqrt(limit / found)))
    return round(radius * factor)


def _within(
    session: Session, shape: Shape, search: Search, radius: int, values: dict[str, Any]
) -> list[Near]:
    has_bands = radius <= WIDEST_RADIUS
    bands = range(band_of(search.y - radius), band_of(search.y + radius) + 1) if has_bands else ()
    shape = shape._replace(has_bands=has_bands)
    bound = values | {
        "bands": bands,
        "x_low": search.x - radius,
        "x_high": search.x + radius,
        "squared": radius * radius,
    }
    rows = session.execute(_statement(shape), bound)
    return [Near(number, metres_of(squared)) for number, squared in rows]


def _values(search: Search, dialect: str) -> dict[str, Any]:
    places = {sector: place for place, sector in enumerate(Sector)}
    own = min(search.radius, WIDEST_RADIUS)
    values = {
        "x": search.x,
        "y": search.y,
        "own": own * own,
        "sectors": sorted(places[sector] for sector in search.sectors or Sector),
        "levels": to_mask(Level, search.levels or Level),
        "slots": to_mask(Slot, search.slots or Slot),
        "languages": to_mask(TalkLanguage, search.languages or TalkLanguage),
        "first_day": search.first_day,
        "last_day": search.last_day,
    }
    if search.terms:
        values["words"] = words_query(search.terms, dialect=dialect)
    return values


@lru_cache(maxsize=512)
def _statement(shape: Shape) -> Select[int, int]:
    point = shape.point
    key = point.offer_id if issubclass(point, OfferPoint) else point.request_id
    dx = point.x - bindparam("x", type_=BigInteger)
    dy = point.y - bindparam("y", type_=BigInteger)
    squared = (dx * dx + dy * dy).label("squared")
    chosen = select(key, squared).where(
        among(point.sector, "sectors"),
        *_box(shape),
        point.levels.bitwise_and(bindparam("levels", type_=Integer)) != 0,
        point.slots.bitwise_and(bindparam("slots", type_=Integer)) != 0,
        *_only_of(point),
        _can_meet(shape, squared),
        squared <= bindparam("squared", type_=BigInteger),
    )
    if shape.has_words:
        words = OfferWords if point is OfferPoint else RequestWords
        chosen = chosen.where(key.in_(keys_with_words(words, dialect=shape.dialect)))
    if shape.has_several_sectors:
        # One row per sector, all at the same place.
        chosen = chosen.distinct()
    return chosen.order_by(squared, key).limit(bindparam("limit", type_=Integer))


def _box(shape: Shape) -> tuple[ColumnElement[bool], ...]:
    if not shape.has_bands:
        return ()
    bounds = (bindparam("x_low", type_=Integer), bindparam("x_high", type_=Integer))
    return (
        among(shape.point.band, "bands"),
        shape.point.x.between(*bounds),
    )


def _only_of(point: Point) -> tuple[ColumnElement[bool], ...]:
    shared = point.languages.bitwise_and(bindparam("languages", type_=Integer)) != 0
    if issubclass(point, OfferPoint):
        return shared, point.free_from <= bindparam("last_day", type_=Date)
    is_any = point.languages == 0
    return or_(is_any, shared), point.last_day >= bindparam("first_day", type_=Date)


def _can_meet(shape: Shape, squared: ColumnElement[int]) -> ColumnElement[bool]:
    point = shape.point
    radius = cast(point.radius, BigInteger)
    travels = squared <= radius * radius
    if issubclass(point, RequestPoint):
        travels = and_(point.is_at_school.is_(True), travels)
    if shape.venue is Venue.AT_SCHOOL:
        # Such a search reaches no farther than the seeker's own radius.
        return travels
    is_online = point.is_online.is_(True)
    if shape.venue is Venue.ONLINE:
        return is_online
    return or_(and_(travels, squared <= bindparam("own", type_=BigInteger)), is_online)
