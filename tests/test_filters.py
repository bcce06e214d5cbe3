"""What somebody looks for in a list of their own, from the address."""

import pytest
from flask import Flask

from partnerlink.domain.talk import OfferState
from partnerlink.filters import asked_state, asked_words, state_tabs


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ""),
        ("zoek=++brood++en+taart+", "brood en taart"),
        ("zoek=%00brood%E2%80%AE", "brood"),
        ("zoek=" + "a" * 500, "a" * 100),
    ],
)
def test_the_words_in_the_address_are_made_fit_for_a_page(
    app: Flask, query: str, words: str
) -> None:
    with app.test_request_context(f"/aanbod/?{query}"):
        assert asked_words() == words


@pytest.mark.parametrize("query", ["", "staat=", "staat=OPEN", "staat=weg", "staat=%00"])
def test_no_state_and_an_unknown_state_are_the_whole_list(app: Flask, query: str) -> None:
    with app.test_request_context(f"/aanbod/?{query}"):
        assert asked_state(OfferState) is None


def test_the_tabs_count_and_keep_the_words(app: Flask) -> None:
    counts = {OfferState.OPEN: 3, OfferState.CLOSED: 1}
    with app.test_request_context("/aanbod/?staat=open&zoek=brood&bladzijde=2"):
        tabs = state_tabs(OfferState, counts)
    assert [(tab.label, tab.count, tab.is_current) for tab in tabs] == [
        ("Alles", 4, False),
        ("Open", 3, True),
        ("Gesloten", 1, False),
    ]
    assert tabs[0].url == "/aanbod/?zoek=brood"
    assert tabs[1].url == "/aanbod/?staat=open&zoek=brood"


def test_a_state_that_is_asked_for_has_a_tab_even_when_it_is_empty(app: Flask) -> None:
    with app.test_request_context("/aanbod/?staat=paused"):
        tabs = state_tabs(OfferState, {OfferState.OPEN: 1})
    assert [(tab.label, tab.count) for tab in tabs] == [
        ("Alles", 1),
        ("Open", 1),
        ("Gepauzeerd", 0),
    ]
