"""What a list of matches shows: numbered cards, and the same numbers on the distance map."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from partnerlink.domain.matching import Reason, ReasonKind
from partnerlink.domain.talk import Side
from partnerlink.domain.vocabulary import Level, Sector
from partnerlink.geo.distance_map import DistanceMap, Dot, draw_map
from partnerlink.match_words import days_words, reason_words
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.catalogue import Nearby
from partnerlink.services.matching import LinkedTalk, Ranked
from partnerlink.services.talk_dates import clock_in_the_netherlands
from partnerlink.talk_steps.standing import Badge, badge_of
from partnerlink.talk_words import when_words
from partnerlink.words import SHORTEST_SHOWN_KM, labels

T = TypeVar("T")
PLAIN_TIER = 3
"""How a dot is drawn where nothing is judged."""


@dataclass(frozen=True)
class Card:
    """One card; `tier` is None where nothing is judged, `km` where two meet online only."""

    number: int
    title: str
    url: str
    organisation: Organisation
    when: str
    tier: int | None
    reasons: list[str]
    km: float | None
    is_about: bool
    action: tuple[str, str] | None = None
    talk: LinkedTalk | None = None
    standing: Badge = ("", "")


def ranked_offer(
    number: int, row: Ranked[TalkOffer], request: TalkRequest, *, is_open: bool
) -> Card:
    """Return the card of an offer in the ranked list of a request."""
    offer = row.thing
    step = url_for("talks.show_first_step", request_number=request.id, offer_number=offer.id)
    return Card(
        number=number,
        title=offer.subject,
        url=url_for("catalogue.show_offer", number=offer.id),
        organisation=offer.organisation,
        # Of an offer's days only those that suit matter here, and a reason names them.
        when="",
        tier=int(row.fit.tier),
        reasons=_reasons(row, row.fit.differing, request),
        km=None if row.is_online else row.kilometres,
        is_about=offer.organisation.is_about(request.organisation),
        action=_action(row.talk, _("Vraag aan"), step) if is_open else None,
        talk=row.talk,
        standing=standing_of(row.talk, Side.SCHOOL),
    )


def ranked_request(
    number: int, row: Ranked[TalkRequest], offer: TalkOffer, *, now: datetime, is_open: bool
) -> Card:
    """Return the card of a request in the ranked list of an offer."""
    request = row.thing
    step = url_for("talks.show_first_step", request_number=request.id, offer_number=offer.id)
    return Card(
        number=number,
        title=request.subject,
        url=url_for("catalogue.show_request", number=request.id),
        organisation=request.organisation,
        when=when_words(request.dates, left_at=clock_in_the_netherlands(now)),
        tier=int(row.fit.tier),
        reasons=_reasons(row, row.fit.reasons, request),
        km=None if row.is_online else row.kilometres,
        is_about=offer.organisation.is_about(request.organisation),
        action=_action(row.talk, _("Ik kom graag"), step) if is_open else None,
        talk=row.talk,
        standing=standing_of(row.talk, Side.PARTNER),
    )


def _reasons(
    row: Ranked[TalkOffer] | Ranked[TalkRequest], reasons: Iterable[Reason], request: TalkRequest
) -> list[str]:
    # Of who is very near the distance itself reads "dichtbij".
    is_said = not row.is_online and row.kilometres < SHORTEST_SHOWN_KM
    shown = (each for each in reasons if not (is_said and each.kind is ReasonKind.NEAR))
    return reason_words(shown, leerjaren=request.leerjaren)


def _action(talk: LinkedTalk | None, words: str, step: str) -> tuple[str, str] | None:
    if talk is None:
        return words, step
    return (_("Vraag het opnieuw"), step) if talk.may_be_asked_again else None


def standing_of(talk: LinkedTalk | None, side: Side) -> Badge:
    """Return how the talk of a pair stands for the reader; empty words for none."""
    return ("", "") if talk is None else badge_of(talk.state, side)


def near_offer(number: int, row: Nearby[TalkOffer], school: Organisation) -> Card:
    """Return the card of an offer in the neighbourhood."""
    offer = row.thing
    return Card(
        number=number,
        title=offer.subject,
        url=url_for("catalogue.show_offer", number=offer.id),
        organisation=offer.organisation,
        when=days_words(offer.slots),
        tier=None,
        reasons=_subjects(offer),
        km=row.kilometres,
        is_about=offer.organisation.is_about(school),
    )


def near_request(
    number: int, row: Nearby[TalkRequest], partner: Organisation, *, now: datetime
) -> Card:
    """Return the card of a request in the neighbourhood."""
    request = row.thing
    return Card(
        number=number,
        title=request.subject,
        url=url_for("catalogue.show_request", number=request.id),
        organisation=request.organisation,
        when=when_words(request.dates, left_at=clock_in_the_netherlands(now)),
        tier=None,
        reasons=_subjects(request),
        km=row.kilometres,
        is_about=request.organisation.is_about(partner),
    )


def map_of(cards: Sequence[Card], seeker: Organisation) -> DistanceMap | None:
    """Draw the cards around the seeker; None when nobody has to travel."""
    dots = [
        Dot(
            number=card.number,
            latitude=card.organisation.point[0],
            longitude=card.organisation.point[1],
            tier=card.tier or PLAIN_TIER,
            label=card.title,
            kilometres=card.km,
        )
        for card in cards
        if card.km is not None and card.organisation.point is not None
    ]
    if not dots or seeker.point is None:
        return None
    return draw_map(seeker.point, dots, own_label=seeker.city)


def numbered(rows: Iterable[T], first: int, make: Callable[[int, T], Card]) -> list[Card]:
    """Make the cards of a page, numbered on from the page before."""
    return [make(first + place, row) for place, row in enumerate(rows, 1)]


def _subjects(thing: TalkOffer | TalkRequest) -> list[str]:
    levels = labels(thing.levels, Level)
    if len(levels) > len(Level) // 2:
        levels = [ngettext("%(num)d niveau", "%(num)d niveaus", len(levels))]
    return labels(thing.sectors, Sector) + levels
