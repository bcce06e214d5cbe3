"""Find each other: the ranked lists, looking around nearby, and one thing seen by the other."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVar

from flask import Blueprint, abort, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from partnerlink import clock, db
from partnerlink.access import own_organisation, role
from partnerlink.blueprints.catalogue.cards import (
    Card,
    map_of,
    near_offer,
    near_request,
    numbered,
    ranked_offer,
    ranked_request,
    standing_of,
)
from partnerlink.blueprints.catalogue.filters import CHOICES, Filters
from partnerlink.domain.account import Audience
from partnerlink.domain.talk import Side
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.paging import PER_PAGE, Page, asked_number
from partnerlink.services import catalogue
from partnerlink.services.candidates import CANDIDATES
from partnerlink.services.matching import ranked_offers, ranked_requests
from partnerlink.services.requests import has_only_holidays
from partnerlink.services.reserves import find_reserve_date
from partnerlink.services.talk_dates import clock_in_the_netherlands, is_findable
from partnerlink.talk_words import offer_rows, request_rows

bp = Blueprint("catalogue", __name__)

T = TypeVar("T")


@bp.before_request
def only_the_verified_look_around() -> ResponseReturnValue | None:
    """Show nothing of schools and speakers to an organisation that nobody verified.

    A request tells where a class is, on which day, with which teacher.
    """
    home = own_organisation()
    if home.is_verified:
        return None
    return render_template("catalogue/not_yet.html", organisation=home), 403


@bp.get("/aanvragen/<int:number>/sprekers")
@role(Audience.SCHOOL)
def show_ranked_offers(number: int) -> ResponseReturnValue:
    """Show who can come for one of the school's own requests, best first."""
    session, now, first = db.session(), clock.now(), _first()
    mine = TalkRequest.of_organisation(own_organisation().id).where(TalkRequest.id == number)
    asked = session.scalar(mine.options(joinedload(TalkRequest.organisation))) or abort(404)
    ranking = ranked_offers(session, asked, now=now, limit=PER_PAGE, first=first)
    found = _page(ranking.rows, ranking.total)
    if found.number > found.pages:
        return redirect(found.url(found.pages))
    behind = find_reserve_date(session, asked, now=now)
    is_open = is_findable(asked, now=now) or behind is not None
    cards = numbered(ranking.rows, first, partial(ranked_offer, request=asked, is_open=is_open))
    return render_template(
        "catalogue/ranked_offers.html",
        request_=asked,
        is_open=is_open,
        is_all_holiday=not cards and has_only_holidays(session, asked),
        reserve_date=behind,
        cards=cards,
        map=map_of(cards, asked.organisation),
        found=found,
        most=CANDIDATES,
    )


@bp.get("/aanbod/<int:number>/aanvragen")
@role(Audience.PARTNER)
def show_ranked_requests(number: int) -> ResponseReturnValue:
    """Show which requests one of the partner's own offers can meet, best first."""
    session, now, first = db.session(), clock.now(), _first()
    mine = TalkOffer.of_organisation(own_organisation().id).where(TalkOffer.id == number)
    offer = session.scalar(mine.options(joinedload(TalkOffer.organisation))) or abort(404)
    ranking = ranked_requests(session, offer, now=now, limit=PER_PAGE, first=first)
    found = _page(ranking.rows, ranking.total)
    if found.number > found.pages:
        return redirect(found.url(found.pages))
    make = partial(ranked_request, offer=offer, now=now, is_open=offer.is_open)
    cards = numbered(ranking.rows, first, make)
    return render_template(
        "catalogue/ranked_requests.html",
        offer=offer,
        cards=cards,
        map=map_of(cards, offer.organisation),
        found=found,
        most=CANDIDATES,
    )


@bp.get("/gastlessen")
@role(Audience.SCHOOL)
def show_offers() -> ResponseReturnValue:
    """Let a school look around among the offers near it, nearest first."""
    home, filters, first = own_organisation(), Filters.of_address(), _first()
    near = catalogue.offers_near(
        db.session(), home, filters.wanted, now=clock.now(), limit=PER_PAGE, first=first
    )
    found = _page(near.rows, near.total)
    if found.number > found.pages:
        return redirect(found.url(found.pages))
    cards = numbered(near.rows, first, partial(near_offer, school=home))
    return render_template(
        "catalogue/offers.html", **_neighbourhood(home, filters, cards), found=found
    )


@bp.get("/gastlessen/<int:number>")
@role(Audience.SCHOOL)
def show_offer(number: int) -> ResponseReturnValue:
    """Show an offer as schools see it, with the requests it can meet."""
    session, home, now = db.session(), own_organisation(), clock.now()
    offer = catalogue.find_open_offer(session, number) or abort(404)
    return render_template(
        "catalogue/offer.html",
        offer=offer,
        rows=offer_rows(offer),
        km=home.kilometres_to(offer.organisation),
        is_about=home.is_about(offer.organisation),
        fitting=catalogue.own_requests_for(session, home, offer, now=now),
        standing_of=partial(standing_of, side=Side.SCHOOL),
    )


@bp.get("/scholen")
@role(Audience.PARTNER)
def show_requests() -> ResponseReturnValue:
    """Let a partner look around among the open requests near it, nearest first."""
    home, filters, first, now = own_organisation(), Filters.of_address(), _first(), clock.now()
    near = catalogue.requests_near(
        db.session(), home, filters.wanted, now=now, limit=PER_PAGE, first=first
    )
    found = _page(near.rows, near.total)
    if found.number > found.pages:
        return redirect(found.url(found.pages))
    cards = numbered(near.rows, first, partial(near_request, partner=home, now=now))
    return render_template(
        "catalogue/requests.html", **_neighbourhood(home, filters, cards), found=found
    )


@bp.get("/scholen/<int:number>")
@role(Audience.PARTNER)
def show_request(number: int) -> ResponseReturnValue:
    """Show a request as partners see it, with the offers that can meet it."""
    session, home, now = db.session(), own_organisation(), clock.now()
    asked = catalogue.find_open_request(session, number, now=now) or abort(404)
    return render_template(
        "catalogue/request.html",
        request_=asked,
        rows=request_rows(asked, left_at=clock_in_the_netherlands(now)),
        km=home.kilometres_to(asked.organisation),
        is_about=home.is_about(asked.organisation),
        fitting=catalogue.own_offers_for(session, home, asked, now=now),
        standing_of=partial(standing_of, side=Side.PARTNER),
    )


def _first() -> int:
    # No list is longer than its candidates, whatever number the address says.
    return min((asked_number() - 1) * PER_PAGE, CANDIDATES)


def _page(rows: Sequence[T], total: int) -> Page[T]:
    return Page(rows, _first() // PER_PAGE + 1, max(1, -(-total // PER_PAGE)), total)


def _neighbourhood(home: Organisation, filters: Filters, cards: list[Card]) -> dict[str, object]:
    return {
        "home": home,
        "filters": filters,
        "choices": CHOICES,
        "cards": cards,
        "map": map_of(cards, home),
        "most": CANDIDATES,
    }
