"""Look around without a request or an offer: what is open nearby, and one thing of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.distance import METRES_PER_KILOMETRE
from partnerlink.domain.talk import OfferState, RequestState
from partnerlink.domain.vocabulary import Level, Sector, Slot, TalkLanguage, Venue
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.candidates import CANDIDATES, asked_by, given_by
from partnerlink.services.distances import kilometres_between
from partnerlink.services.judging import Asked, Given, judge
from partnerlink.services.match_facts import (
    agendas,
    dates_of,
    facts_of,
    school_records,
    wish_of,
)
from partnerlink.services.matching import LinkedTalk, talks_of_offer, talks_of_request
from partnerlink.services.nearest import (
    WIDEST_RADIUS,
    Near,
    Search,
    nearest_offers,
    nearest_requests,
)
from partnerlink.services.talk_dates import is_findable, today_of

T = TypeVar("T", TalkOffer, TalkRequest)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody who looks around wants to see; an empty set or None is anything."""

    terms: tuple[str, ...] = ()
    sectors: frozenset[Sector] = frozenset()
    levels: frozenset[Level] = frozenset()
    slots: frozenset[Slot] = frozenset()
    languages: frozenset[TalkLanguage] = frozenset()
    kilometres: int | None = None
    venue: Venue = Venue.AT_SCHOOL


@dataclass(frozen=True, slots=True)
class Nearby(Generic[T]):
    """An open offer or request, and how far away it is in kilometres (geodesic)."""

    thing: T
    kilometres: float


@dataclass(frozen=True, slots=True)
class Neighbourhood(Generic[T]):
    """A stretch of what is open nearby; `total` counts it all, at most `CANDIDATES`."""

    rows: tuple[Nearby[T], ...]
    total: int

    @property
    def is_cut_off(self) -> bool:
        """Tell whether there may be more, farther away than those looked at."""
        return self.total >= CANDIDATES


@dataclass(frozen=True, slots=True)
class Partnered(Generic[T]):
    """One of the reader's own open things that goes with what is on the page."""

    thing: T
    talk: LinkedTalk | None


def offers_near(
    session: Session,
    school: Organisation,
    wanted: Wanted,
    *,
    now: datetime,
    limit: int = 20,
    first: int = 0,
) -> Neighbourhood[TalkOffer]:
    """Return open offers whose speaker would come to this school, nearest first.

    A speaker who gives no more talks this school year is left out.
    """
    search = _search_around(school, wanted, now=now)
    near = nearest_offers(session, search, limit=CANDIDATES) if search else []
    shown = near[first : first + limit]
    chosen = select(TalkOffer).options(joinedload(TalkOffer.organisation))
    found = session.scalars(chosen.where(TalkOffer.id.in_([one.number for one in shown])))
    return _neighbourhood(school, near, shown, {each.id: each for each in found})


def requests_near(
    session: Session,
    partner: Organisation,
    wanted: Wanted,
    *,
    now: datetime,
    limit: int = 20,
    first: int = 0,
) -> Neighbourhood[TalkRequest]:
    """Return open requests of schools that let a speaker come from here, nearest first."""
    search = _search_around(partner, wanted, now=now)
    near = nearest_requests(session, search, limit=CANDIDATES) if search else []
    shown = near[first : first + limit]
    chosen = select(TalkRequest).options(joinedload(TalkRequest.organisation))
    found = session.scalars(chosen.where(TalkRequest.id.in_([one.number for one in shown])))
    return _neighbourhood(partner, near, shown, {each.id: each for each in found})


def find_open_offer(session: Session, number: int) -> TalkOffer | None:
    """Return an offer that schools may see, with its organisation."""
    chosen = select(TalkOffer).options(joinedload(TalkOffer.organisation))
    offer = session.scalars(chosen.where(TalkOffer.id == number)).one_or_none()
    return offer if offer is not None and offer.is_open else None


def find_open_request(session: Session, number: int, *, now: datetime) -> TalkRequest | None:
    """Return a request that partners may see, with its organisation."""
    chosen = select(TalkRequest).options(joinedload(TalkRequest.organisation))
    request = session.scalars(chosen.where(TalkRequest.id == number)).one_or_none()
    return request if request is not None and is_findable(request, now=now) else None


def own_requests_for(
    session: Session, school: Organisation, offer: TalkOffer, *, now: datetime
) -> list[Partnered[TalkRequest]]:
    """Return the school's open requests that this offer can meet, newest first."""
    today, metres = today_of(now), school.metres_to(offer.organisation)
    given = given_by(session, offer, today=today)
    record = school_records(session, [school.id], today=today)[school.id]
    mine = TalkRequest.of_organisation(school.id).where(TalkRequest.state == RequestState.OPEN)
    requests = [each for each in session.scalars(mine).all() if is_findable(each, now=now)]
    dates = dates_of(session, requests, now=now)

    def fits(request: TalkRequest) -> bool:
        when = dates[request.id]
        asked = Asked(wish_of(request, when, today=today), when, record)
        return metres is not None and judge(asked, given, metres, today=today) is not None

    fitting = [request for request in requests if fits(request)]
    numbers = [request.id for request in fitting]
    talks = talks_of_offer(session, offer.id, numbers)
    return [Partnered(request, talks.get(request.id)) for request in fitting]


def own_offers_for(
    session: Session, partner: Organisation, request: TalkRequest, *, now: datetime
) -> list[Partnered[TalkOffer]]:
    """Return the partner's open offers that can meet this request, newest first."""
    today, metres = today_of(now), partner.metres_to(request.organisation)
    asked = asked_by(session, request, now=now)
    mine = TalkOffer.of_organisation(partner.id).where(TalkOffer.state == OfferState.OPEN)
    facts = {offer: facts_of(offer) for offer in session.scalars(mine).all() if offer.is_open}
    most = {offer.id: each.talks_per_year for offer, each in facts.items()}
    on = agendas(session, most, today=today)
    fitting = [
        offer
        for offer, each in facts.items()
        if metres is not None and judge(asked, Given(each, on[offer.id]), metres, today=today)
    ]
    numbers = [offer.id for offer in fitting]
    talks = talks_of_request(session, request.id, numbers)
    return [Partnered(offer, talks.get(offer.id)) for offer in fitting]


def _search_around(place: Organisation, wanted: Wanted, *, now: datetime) -> Search | None:
    if place.x is None or place.y is None:
        return None
    farthest = wanted.kilometres
    return Search(
        x=place.x,
        y=place.y,
        radius=WIDEST_RADIUS,
        first_day=today_of(now),
        last_day=today_of(now),
        venue=wanted.venue,
        sectors=wanted.sectors,
        levels=wanted.levels,
        slots=wanted.slots,
        languages=wanted.languages,
        terms=wanted.terms,
        within=None if farthest is None else farthest * METRES_PER_KILOMETRE,
    )


def _neighbourhood(
    seeker: Organisation, near: list[Near], shown: list[Near], things: dict[int, T]
) -> Neighbourhood[T]:
    rows = tuple(
        Nearby(thing, kilometres_between(seeker, thing.organisation))
        for thing in (things[one.number] for one in shown)
    )
    return Neighbourhood(rows, len(near))
