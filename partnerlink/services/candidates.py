"""The candidates of a ranked list: the nearest who can meet, each judged, best first.

Distance decides who is looked at: the hundred nearest that pass every hard filter. Among those
the fit comes first, then distance in bands, then whose turn it is. Why in this order:
docs/decisions/0003-ranking-order.md.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.matching import Fit, ReasonKind, load, rank_key, turn
from partnerlink.domain.talk_dates import TalkDates
from partnerlink.domain.vocabulary import Venue
from partnerlink.models.among import among
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_facts
from partnerlink.services.judging import Asked, Given, Judgement, judge
from partnerlink.services.nearest import Near, Search, nearest_offers, nearest_requests
from partnerlink.services.reserves import find_agreed_date

CANDIDATES = 100
"""How many of the nearest are judged; the page says so."""
SPARE = 12
"""How many more are looked up at once, for those that fall out."""


_REQUESTS = (
    select(TalkRequest)
    .options(joinedload(TalkRequest.organisation))
    .where(among(TalkRequest.id, "numbers"))
)


class Judged(NamedTuple):
    """A candidate that passed every hard filter, and what it is sorted by."""

    number: int
    judgement: Judgement
    also: ReasonKind | None
    key: tuple[int, int, float, int, int]

    @property
    def fit(self) -> Fit:
        """Return how well it fits, and why, with the reason that lies in fairness."""
        fit = self.judgement.fit
        return fit if self.also is None else fit.because(self.also)


def judged_offers(session: Session, request: TalkRequest, *, now: datetime) -> list[Judged]:
    """Return the offers that can meet a request, best first, at most `CANDIDATES`."""
    asked, today = asked_by(session, request, now=now), _today(now)
    search = search_of(request, asked, today=today)
    if search is None:
        return []
    return _best_first(
        lambda limit: nearest_offers(session, search, limit=limit),
        lambda near: _judge_offers(session, asked, near, today=today),
    )


def judged_requests(
    session: Session, offer: TalkOffer, *, now: datetime
) -> tuple[list[Judged], dict[int, TalkRequest]]:
    """Return the requests that an offer can meet, best first, and those requests by their ids."""
    today = _today(now)
    given = given_by(session, offer, today=today)
    search = search_by(offer, given, today=today)
    loaded: dict[int, TalkRequest] = {}

    def judge_all(near: Sequence[Near]) -> Iterator[Judged]:
        loaded.update(_load(session, [one.number for one in near]))
        return _judge_requests(session, given, near, loaded, now=now)

    if search is None:
        return [], loaded
    judged = _best_first(lambda limit: nearest_requests(session, search, limit=limit), judge_all)
    return judged, loaded


def asked_by(session: Session, request: TalkRequest, *, now: datetime) -> Asked:
    """Gather what a request asks now."""
    school_id, today = request.organisation_id, _today(now)
    records = match_facts.school_records(session, [school_id], today=today)
    dates = match_facts.dates_of(session, [request], now=now)[request.id]
    agreed = find_agreed_date(session, request)
    if agreed is not None:
        # A speaker is planned, so that only a reserve can still be sought, for that one date.
        dates = TalkDates(options=(agreed,))
    return Asked(match_facts.wish_of(request, dates, today=today), dates, records[school_id])


def given_by(session: Session, offer: TalkOffer, *, today: date) -> Given:
    """Gather what an offer gives today."""
    facts = match_facts.facts_of(offer)
    agendas = match_facts.agendas(session, {offer.id: facts.talks_per_year}, today=today)
    return Given(facts, agendas[offer.id])


def search_of(request: TalkRequest, asked: Asked, *, today: date) -> Search | None:
    place, wish = request.organisation, asked.wish
    if place.x is None or place.y is None or not (wish.sectors and wish.levels and wish.slots):
        return None
    return Search(
        x=place.x,
        y=place.y,
        radius=wish.radius,
        first_day=today,
        last_day=asked.dates.last_day,
        venue=wish.venue,
        sectors=wish.sectors,
        levels=wish.levels,
        slots=wish.slots,
        languages=wish.languages,
    )


def search_by(offer: TalkOffer, given: Given, *, today: date) -> Search | None:
    place, supply = offer.organisation, given.facts.supply
    if place.x is None or place.y is None or not (offer.sectors and offer.levels and offer.slots):
        return None
    return Search(
        x=place.x,
        y=place.y,
        radius=supply.radius,
        first_day=today,
        last_day=today,
        venue=Venue.EITHER if supply.is_online_possible else Venue.AT_SCHOOL,
        sectors=supply.sectors,
        levels=supply.levels,
        slots=supply.slots,
        languages=supply.languages,
    )


def _best_first(
    find: Callable[[int], list[Near]], judge_all: Callable[[list[Near]], Iterable[Judged]]
) -> list[Judged]:
    # The index knows no agendas and no school's holidays, so a few of those that it finds may
    # fall out: the spare ones stand in, and if those do not suffice, look further.
    limit = CANDIDATES + SPARE
    while True:
        near = find(limit)
        judged = list(islice(judge_all(near), CANDIDATES))
        if len(judged) == CANDIDATES or len(near) < limit:
            return sorted(judged, key=lambda one: one.key)
        limit *= 2


def _judge_offers(
    session: Session, asked: Asked, near: Sequence[Near], *, today: date
) -> Iterator[Judged]:
    numbers = [one.number for one in near]
    known = match_facts.offers_with_agendas(session, numbers, today=today)
    for number, metres in near:
        facts, agenda = known[number]
        found = judge(asked, Given(facts, agenda), metres, today=today)
        if found is None:
            continue
        also = None if agenda.asked else ReasonKind.SELDOM_ASKED
        pressure = load(agenda.asked, talks_per_year=facts.talks_per_year)
        key = rank_key(tier=found.tier, metres=metres, pressure=pressure, number=number)
        yield Judged(number, found, also, key)


def _judge_requests(
    session: Session,
    given: Given,
    near: Sequence[Near],
    requests: dict[int, TalkRequest],
    *,
    now: datetime,
) -> Iterator[Judged]:
    today = _today(now)
    schools = {each.organisation_id: each.organisation for each in requests.values()}
    records = match_facts.school_records(session, schools, today=today)
    codes = {school.code for school in schools.values() if school.code}
    percentiles = match_facts.score_percentiles(session, codes)
    dates = match_facts.dates_of(session, [requests[one.number] for one in near], now=now)
    for number, metres in near:
        request = requests[number]
        school, record = request.organisation, records[request.organisation_id]
        wish = match_facts.wish_of(request, dates[number], today=today)
        asked = Asked(wish, dates[number], record)
        found = judge(asked, given, metres, today=today)
        if found is None:
            continue
        also = None if record.encounters else ReasonKind.NO_TALK_YET
        pressure = turn(
            record.encounters,
            pupils=school.pupils,
            percentile=percentiles.get(school.code or ""),
        )
        key = rank_key(tier=found.tier, metres=metres, pressure=pressure, number=number)
        yield Judged(number, found, also, key)


def _today(now: datetime) -> date:
    return now.astimezone(AMSTERDAM).date()


def _load(session: Session, numbers: Sequence[int]) -> dict[int, TalkRequest]:
    found = session.scalars(_REQUESTS, {"numbers": numbers})
    return {request.id: request for request in found}
