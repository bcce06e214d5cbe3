"""Where an organisation is: known at once from its address, more exactly once PDOK was asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import dist

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.vocabulary import Precision
from partnerlink.geo.address_cache import cache_key, is_fresh
from partnerlink.geo.addresses import AddressLocator
from partnerlink.geo.errors import (
    AddressServiceError,
    HouseNumberMalformed,
    PlaceUnknown,
    PostcodeElsewhere,
    PostcodeMalformed,
)
from partnerlink.geo.gazetteer import gazetteer
from partnerlink.geo.house_numbers import HouseNumber
from partnerlink.geo.place import Place
from partnerlink.geo.postcodes import normalise_postcode
from partnerlink.geo.projection import project
from partnerlink.models.geocoded_address import GeocodedAddress
from partnerlink.models.location import Located
from partnerlink.models.organisation import Organisation
from partnerlink.services import match_index

_KEYS_PER_QUERY = 500
_WIDEST_PLACE_METRES = 15_000
"""No postcode lies farther from its own place; the farthest is in Amsterdam, at 10.7 km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address as it is stored, and its point as far as that is known offline."""

    street: str
    house_number: str
    postcode: str
    city: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Question:
    organisation_id: int
    postcode: str
    house_number: str


_Pending = dict[str, list[_Question]]
_Answers = dict[str, Place | None]


def locate_by_postcode(
    *, postcode: str, house_number: str, street: str = "", city: str = ""
) -> Address:
    """Return an address with the point of its postcode; the city may be left to the postcode.

    A city that is no place we know, such as a quarter, is kept as it is. Raises PostcodeMalformed,
    PostcodeUnknown, PostcodeElsewhere and HouseNumberMalformed.
    """
    place = gazetteer().get_postcode(normalise_postcode(postcode))
    _require_near(place, city)
    return _address(place, postcode, house_number, street=street, city=city)


def locate_by_place(
    *, postcode: str, house_number: str, city: str, municipality: str = "", street: str = ""
) -> Address:
    """Return an address with the point of its place, for a postcode that is too new to be known.

    `municipality` tells namesakes apart; see `namesakes`. Raises PlaceUnknown, PlaceAmbiguous,
    PostcodeMalformed and HouseNumberMalformed.
    """
    found = gazetteer().get_place(city) if not municipality else _namesake(city, municipality)
    return _address(found, postcode, house_number, street=street, city=found.place)


def namesakes(city: str) -> tuple[Place, ...]:
    """Return the places called `city` when there are several, else nothing."""
    found = gazetteer().find_places(city)
    return found if len(found) > 1 else ()


def move(located: Located, address: Address) -> None:
    """Put an organisation or register entry at an address.

    What is found by matching must be refreshed after it; see `match_index`.
    """
    located.street, located.house_number = address.street, address.house_number
    located.postcode, located.city = address.postcode, address.city
    put(located, address.place)


def put(located: Located, place: Place) -> None:
    """Put something at a point, and say how exactly that is known."""
    x, y = project(place.latitude, place.longitude)
    located.place_at(
        latitude=place.latitude,
        longitude=place.longitude,
        x=round(x),
        y=round(y),
        precision=place.precision,
    )


def refine_pending(session: Session, locator: AddressLocator, *, now: datetime, limit: int) -> int:
    """Ask for the exact point of at most `limit` addresses; return how many organisations moved.

    What was asked before is remembered: a hit for a year, a miss for a week, an error never; at
    an error it stops. The questions are read in a transaction of their own and asked outside any,
    so call this with a session that has not begun: a slow address service then holds no lock.
    """
    engine = session.get_bind().engine.execution_options(begin="DEFERRED")
    with Session(engine) as reading:
        pending = _pending(reading)
        remembered = _remembered(reading, list(pending), now=now)
    answers = _ask(locator, _unasked(pending, remembered, limit=limit))
    for key, answer in answers.items():
        _remember(session, key, answer, now=now)
    today = now.astimezone(AMSTERDAM).date()
    moved = _moved(session, pending, {**remembered, **answers})
    for organisation in moved:
        match_index.refresh_organisation(session, organisation, today=today)
    return len(moved)


def _require_near(place: Place, city: str) -> None:
    """Catch the one wrong digit that would move an organisation across the country."""
    here = project(place.latitude, place.longitude)
    named = [project(each.latitude, each.longitude) for each in gazetteer().find_places(city)]
    if named and min(dist(here, there) for there in named) > _WIDEST_PLACE_METRES:
        raise PostcodeElsewhere(place.place)


def _address(place: Place, postcode: str, number: str, *, street: str, city: str) -> Address:
    return Address(
        street=street,
        house_number=str(HouseNumber.parse(number)),
        postcode=normalise_postcode(postcode),
        city=city or place.place,
        place=place,
    )


def _namesake(city: str, municipality: str) -> Place:
    for place in gazetteer().find_places(city):
        if place.municipality == municipality:
            return place
    raise PlaceUnknown(city)


def _pending(session: Session) -> _Pending:
    """Group the organisations whose exact point is not known by the key of their address."""
    asked = select(Organisation.id, Organisation.postcode, Organisation.house_number).where(
        or_(Organisation.precision.is_(None), Organisation.precision != Precision.ADDRESS),
        Organisation.postcode != "",
        Organisation.house_number != "",
    )
    pending: _Pending = {}
    for row in session.execute(asked.order_by(Organisation.id)):
        question = _Question(row.id, row.postcode, row.house_number)
        try:
            key = cache_key(question.postcode, question.house_number)
        except (PostcodeMalformed, HouseNumberMalformed):
            continue
        pending.setdefault(key, []).append(question)
    return pending


def _remembered(session: Session, keys: Sequence[str], *, now: datetime) -> _Answers:
    return {
        known.key: _place_of(known)
        for start in range(0, len(keys), _KEYS_PER_QUERY)
        for known in session.scalars(
            select(GeocodedAddress).where(
                GeocodedAddress.key.in_(keys[start : start + _KEYS_PER_QUERY])
            )
        )
        if is_fresh(known.is_found, fetched_at=known.fetched_at, now=now)
    }


def _place_of(known: GeocodedAddress) -> Place | None:
    if known.latitude is None or known.longitude is None:
        return None
    return Place(known.latitude, known.longitude, "", "", Precision.ADDRESS)


def _unasked(pending: _Pending, remembered: _Answers, *, limit: int) -> list[tuple[str, _Question]]:
    return [(key, asked[0]) for key, asked in pending.items() if key not in remembered][:limit]


def _ask(locator: AddressLocator, questions: list[tuple[str, _Question]]) -> _Answers:
    answers: _Answers = {}
    for key, question in questions:
        try:
            answers[key] = locator.find_address(question.postcode, question.house_number)
        except AddressServiceError:
            break
    return answers


def _remember(session: Session, key: str, place: Place | None, *, now: datetime) -> None:
    known = session.get(GeocodedAddress, key, with_for_update=True) or GeocodedAddress(key=key)
    known.is_found, known.fetched_at = place is not None, now
    known.latitude = place.latitude if place else None
    known.longitude = place.longitude if place else None
    try:
        with session.begin_nested():
            session.add(known)
    except IntegrityError:
        # Another worker asked the same at the same moment, and remembers the same answer.
        return


def _moved(
    session: Session, pending: _Pending, answers: Mapping[str, Place | None]
) -> list[Organisation]:
    moved: list[Organisation] = []
    for key, place in answers.items():
        if place is None:
            continue
        for organisation in _still_there(session, pending[key]):
            put(organisation, place)
            moved.append(organisation)
    return moved


def _still_there(session: Session, questions: Sequence[_Question]) -> Iterator[Organisation]:
    """Yield the organisations that did not move while the address service was thinking."""
    for asked in questions:
        organisation = session.get(
            Organisation, asked.organisation_id, with_for_update={"key_share": True}
        )
        if organisation is not None and (organisation.postcode, organisation.house_number) == (
            asked.postcode,
            asked.house_number,
        ):
            yield organisation
