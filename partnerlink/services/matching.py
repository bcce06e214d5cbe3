"""The ranked lists as a page shows them: both directions, a stretch at a time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.matching import Fit
from partnerlink.domain.talk import MAY_BE_ASKED_AGAIN, TalkState
from partnerlink.models.among import among
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.candidates import CANDIDATES, Judged, judged_offers, judged_requests
from partnerlink.services.distances import kilometres_between

T = TypeVar("T", TalkOffer, TalkRequest)

# Built once: a list is asked for often, and building a statement takes longer than answering it.
_OFFERS_WITH_TALKS = (
    select(TalkOffer, Talk.id, Talk.state)
    .outerjoin(Talk, and_(Talk.offer_id == TalkOffer.id, Talk.request_id == bindparam("own")))
    .options(joinedload(TalkOffer.organisation))
    .where(among(TalkOffer.id, "numbers"))
    .order_by(Talk.id)
)
_TALKS_OF_REQUEST = (
    select(Talk.offer_id, Talk.id, Talk.state)
    .where(Talk.request_id == bindparam("own"), among(Talk.offer_id, "numbers"))
    .order_by(Talk.id)
)
_TALKS_OF_OFFER = (
    select(Talk.request_id, Talk.id, Talk.state)
    .where(Talk.offer_id == bindparam("own"), among(Talk.request_id, "numbers"))
    .order_by(Talk.id)
)


@dataclass(frozen=True, slots=True)
class LinkedTalk:
    """The talk that already links a pair."""

    number: int
    state: TalkState

    @property
    def may_be_asked_again(self) -> bool:
        """Tell whether it ended without a no, so that the pair may try once more."""
        return self.state in MAY_BE_ASKED_AGAIN


@dataclass(frozen=True, slots=True)
class Ranked(Generic[T]):
    """One row of a ranked list.

    `kilometres` is the geodesic distance between the two organisations; `is_online` says that
    they can meet online only; `talk` is the pair's latest talk.
    """

    thing: T
    fit: Fit
    kilometres: float
    is_online: bool
    talk: LinkedTalk | None


@dataclass(frozen=True, slots=True)
class Ranking(Generic[T]):
    """A stretch of a ranked list; `total` counts the whole list, at most `CANDIDATES`."""

    rows: tuple[Ranked[T], ...]
    total: int

    @property
    def is_cut_off(self) -> bool:
        """Tell whether there may be more, farther away than those looked at."""
        return self.total >= CANDIDATES


def ranked_offers(
    session: Session, request: TalkRequest, *, now: datetime, limit: int = 20, first: int = 0
) -> Ranking[TalkOffer]:
    """Rank the offers that can meet a request, best first: `limit` of them after `first`.

    The request's organisation must be loaded. Distances are in kilometres.
    """
    judged = judged_offers(session, request, now=now)
    shown = judged[first : first + limit]
    things: dict[int, TalkOffer] = {}
    talks: dict[int, LinkedTalk] = {}
    bound = {"own": request.id, "numbers": [one.number for one in shown]}
    for offer, talk_id, state in session.execute(_OFFERS_WITH_TALKS, bound):
        things[offer.id] = offer
        if talk_id is not None:
            talks[offer.id] = LinkedTalk(talk_id, state)
    return Ranking(tuple(_rows(shown, things, request.organisation, talks)), len(judged))


def ranked_requests(
    session: Session, offer: TalkOffer, *, now: datetime, limit: int = 20, first: int = 0
) -> Ranking[TalkRequest]:
    """Rank the requests that an offer can meet, best first: `limit` of them after `first`.

    The offer's organisation must be loaded. Distances are in kilometres.
    """
    judged, things = judged_requests(session, offer, now=now)
    shown = judged[first : first + limit]
    numbers = [one.number for one in shown]
    talks = talks_of_offer(session, offer.id, numbers)
    return Ranking(tuple(_rows(shown, things, offer.organisation, talks)), len(judged))


def talks_of_request(
    session: Session, number: int, offers: Collection[int]
) -> dict[int, LinkedTalk]:
    """Return the latest talk of a request with each of these offers, by the offers' ids."""
    rows = session.execute(_TALKS_OF_REQUEST, {"own": number, "numbers": offers})
    return {other: LinkedTalk(talk_id, state) for other, talk_id, state in rows}


def talks_of_offer(
    session: Session, number: int, requests: Collection[int]
) -> dict[int, LinkedTalk]:
    """Return the latest talk of an offer with each of these requests, by the requests' ids."""
    rows = session.execute(_TALKS_OF_OFFER, {"own": number, "numbers": requests})
    return {other: LinkedTalk(talk_id, state) for other, talk_id, state in rows}


def _rows(
    shown: Sequence[Judged],
    things: Mapping[int, T],
    seeker: Organisation,
    talks: Mapping[int, LinkedTalk],
) -> Iterator[Ranked[T]]:
    for one in shown:
        thing = things[one.number]
        kilometres = kilometres_between(seeker, thing.organisation)
        is_online = one.judgement.is_online
        yield Ranked(thing, one.fit, kilometres, is_online, talks.get(one.number))
