"""Keep the index of the matching, and its words, true to the offers and requests.

Whoever changes an offer, a request, an organisation's place or state, or a talk that takes a
place, calls the refresh of it in the same transaction. A thing that cannot be found has no rows.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from partnerlink.domain.distance import METRES_PER_KILOMETRE
from partnerlink.domain.folding import fold
from partnerlink.domain.masks import bits, to_mask
from partnerlink.domain.school_year import SchoolYear, school_year_of
from partnerlink.domain.talk import TAKES_A_PLACE
from partnerlink.domain.vocabulary import Level, Sector, Slot, TalkLanguage, Venue
from partnerlink.geo.projection import band_of
from partnerlink.models.base import Base
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.search_words import OfferWords, RequestWords
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest

Row = dict[str, Any]


def refresh_offer(session: Session, offer: TalkOffer, *, today: date) -> None:
    """Rewrite what a search knows of an offer; nothing while it is not open.

    Flushes the session, and locks the offer until the transaction ends.
    """
    organisation = _locked(session, offer)
    session.execute(delete(OfferPoint).where(OfferPoint.offer_id == offer.id))
    session.execute(delete(OfferWords).where(OfferWords.offer_id == offer.id))
    if not offer.is_open or organisation.x is None or organisation.y is None:
        return
    point = offer_point(offer, organisation, free_from=first_free_day(session, offer, today=today))
    _insert(session, OfferPoint, offer.sectors, point)
    words = words_of(offer.subject, offer.description, organisation)
    session.execute(insert(OfferWords).values(offer_id=offer.id, words=words))


def refresh_request(session: Session, request: TalkRequest, *, today: date) -> None:
    """Rewrite what a search knows of a request; nothing while it is not open.

    Flushes the session, and locks the request until the transaction ends.
    """
    organisation = _locked(session, request)
    session.execute(delete(RequestPoint).where(RequestPoint.request_id == request.id))
    session.execute(delete(RequestWords).where(RequestWords.request_id == request.id))
    if not request.is_open_on(today) or organisation.x is None or organisation.y is None:
        return
    point = request_point(request, organisation, today=today)
    _insert(session, RequestPoint, request.sectors, point)
    words = words_of(request.subject, request.takeaway, organisation)
    session.execute(insert(RequestWords).values(request_id=request.id, words=words))


def refresh_organisation(session: Session, organisation: Organisation, *, today: date) -> None:
    """Rewrite the rows of everything of an organisation that moved, or was (un)verified."""
    session.flush()
    mine = select(TalkOffer).where(TalkOffer.organisation_id == organisation.id)
    for offer in session.scalars(mine.order_by(TalkOffer.id)).all():
        refresh_offer(session, offer, today=today)
    asked = select(TalkRequest).where(TalkRequest.organisation_id == organisation.id)
    for request in session.scalars(asked.order_by(TalkRequest.id)).all():
        refresh_request(session, request, today=today)


def first_free_day(session: Session, offer: TalkOffer, *, today: date) -> date:
    """Return the first day of the first school year, from this one on, with room for a talk."""
    year = school_year_of(today)
    while places_taken(session, offer.id, year) >= offer.talks_per_year:
        year = SchoolYear(year.start + 1)
    return year.first_day


def places_taken(session: Session, offer_id: int, year: SchoolYear) -> int:
    """Count the talks of an offer that take a place in a school year."""
    counted = select(func.count()).where(
        Talk.offer_id == offer_id,
        Talk.state.in_(TAKES_A_PLACE),
        Talk.day.between(year.first_day, year.last_day),
    )
    return session.scalars(counted).one()


def offer_point(offer: TalkOffer, organisation: Organisation, *, free_from: date) -> Row:
    """Return an offer's row of the index but for its sector; metres and bits."""
    return _place(organisation) | {
        "offer_id": offer.id,
        "radius": offer.radius_km * METRES_PER_KILOMETRE,
        "levels": to_mask(Level, offer.levels),
        "slots": to_mask(Slot, offer.slots),
        "languages": to_mask(TalkLanguage, offer.languages),
        "is_online": offer.is_online_possible,
        "free_from": free_from,
    }


def request_point(request: TalkRequest, organisation: Organisation, *, today: date) -> Row:
    """Return a request's row of the index but for its sector; metres and bits."""
    return _place(organisation) | {
        "request_id": request.id,
        "radius": request.radius_km * METRES_PER_KILOMETRE,
        "levels": to_mask(Level, request.levels),
        "slots": to_mask(Slot, request.dates.slots_from(today)),
        "languages": to_mask(TalkLanguage, request.languages),
        "is_at_school": request.venue is not Venue.ONLINE,
        "is_online": request.venue is not Venue.AT_SCHOOL,
        "last_day": request.dates.last_day,
    }


def words_of(subject: str, text: str, organisation: Organisation) -> str:
    """Return the folded words by which something is found."""
    return fold(" ".join((subject, text, organisation.name, organisation.city)))


def _locked(session: Session, thing: TalkOffer | TalkRequest) -> Organisation:
    # Two transactions that rewrite the same rows wait for each other here, and the second one
    # then reads what the first one decided, instead of what this session saw before.
    session.flush()
    session.refresh(thing, thing.__mapper__.column_attrs.keys(), with_for_update=True)
    organisation = thing.organisation if "organisation" in thing.__dict__ else None
    organisation = organisation or session.get_one(Organisation, thing.organisation_id)
    session.refresh(organisation, organisation.__mapper__.column_attrs.keys())
    return organisation


def _place(organisation: Organisation) -> Row:
    x, y = organisation.x, organisation.y
    assert x is not None and y is not None  # noqa: PT018
    return {"x": x, "y": y, "band": band_of(y)}


def _insert(session: Session, point: type[Base], sectors: Iterable[Sector], row: Row) -> None:
    session.execute(insert(point), [row | {"sector": number_of(sector)} for sector in sectors])


def number_of(sector: Sector) -> int:
    """Return the number under which the index keeps a sector: the place of its bit."""
    return bits(Sector)[sector].bit_length() - 1
