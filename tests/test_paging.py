"""One page of a long list, from what the address asks."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.paging import Page
from tests.factories import make_account, make_offer, make_organisation


@pytest.fixture
def bakery(session: Session) -> Organisation:
    """Give a partner with five offers, "1" to "5"."""
    bakery = make_organisation(session, OrganisationKind.EMPLOYER)
    contact = make_account(session, bakery)
    for number in range(1, 6):
        make_offer(session, bakery, contact=contact, subject=str(number))
    make_offer(session)
    return bakery


def page_at(app: Flask, session: Session, bakery: Organisation, query: str) -> Page[TalkOffer]:
    with app.test_request_context(f"/aanbod/?{query}"):
        return Page.of(TalkOffer.of_organisation(bakery.id), session=session, per_page=2)


@pytest.mark.parametrize(
    ("query", "subjects"),
    [("", "54"), ("bladzijde=1", "54"), ("bladzijde=2", "32"), ("bladzijde=3", "1")],
)
def test_a_page_holds_its_part_of_the_list(
    app: Flask, session: Session, bakery: Organisation, query: str, subjects: str
) -> None:
    page = page_at(app, session, bakery, query)
    assert "".join(offer.subject for offer in page.things) == subjects
    assert (page.total, page.pages) == (5, 3)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 1),
        ("-1", 1),
        ("4", 3),
        ("9" * 5000, 3),
        ("1e9", 1),
        ("NaN", 1),
        ("²", 1),
        ("٣", 1),
        ("2.0", 1),
        ("%002", 1),
        ("%F0%9F%8E%82", 1),
        ("", 1),
        (" 2 ", 2),
    ],
)
def test_an_odd_number_in_the_address_gives_the_nearest_page(
    app: Flask, session: Session, bakery: Organisation, typed: str, number: int
) -> None:
    assert page_at(app, session, bakery, f"bladzijde={typed}").number == number


def test_the_first_and_the_last_page_have_one_neighbour(
    app: Flask, session: Session, bakery: Organisation
) -> None:
    first, last = (page_at(app, session, bakery, f"bladzijde={n}") for n in (1, 3))
    assert (first.has_prev, first.has_next) == (False, True)
    assert (last.has_prev, last.has_next) == (True, False)


def test_an_empty_list_is_one_page(app: Flask, session: Session) -> None:
    with app.test_request_context("/aanbod/?bladzijde=8"):
        page = Page.of(TalkOffer.of_organisation(1), session=session)
    assert (page.number, page.pages, page.total, list(page.things)) == (1, 1, 0, [])


def test_the_address_of_another_page_keeps_the_filters(
    app: Flask, session: Session, bakery: Organisation
) -> None:
    query = "zoek=brood+%26+taart&staat=open&staat=draft&_external=1&endpoint=x&bladzijde=2"
    with app.test_request_context(f"/aanbod/?{query}"):
        page = Page.of(TalkOffer.of_organisation(bakery.id), session=session, per_page=2)
        third, first = urlsplit(page.url(3)), urlsplit(page.url(1))
    kept = [
        ("zoek", "brood & taart"),
        ("staat", "open"),
        ("staat", "draft"),
        ("_external", "1"),
        ("endpoint", "x"),
    ]
    assert (third.netloc, third.path) == ("", "/aanbod/")
    assert parse_qsl(third.query) == [*kept, ("bladzijde", "3")]
    assert parse_qsl(first.query) == kept
