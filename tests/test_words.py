"""Words as a page shows them: distances, dates and lists, in the reader's language."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale
from markupsafe import Markup

from partnerlink.domain.account import Role
from partnerlink.domain.talk import OfferState, RequestState, TalkState
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.domain.vocabulary import (
    Competence,
    DayPart,
    Leerjaar,
    Level,
    OrganisationKind,
    Precision,
    Sector,
    TalkLanguage,
    Venue,
)
from partnerlink.geo.projection import project
from partnerlink.models.organisation import Organisation
from partnerlink.words import (
    clock_time,
    distance_words,
    kilometres,
    label,
    labels,
    listing,
    long_date,
    talk_date,
    unbroken,
)
from tests.factories import COEVORDEN, EMMEN

KINDS = (
    OrganisationKind,
    Sector,
    Level,
    Leerjaar,
    DayPart,
    Competence,
    TalkLanguage,
    Venue,
    Precision,
    Role,
    OfferState,
    RequestState,
    TalkState,
)


def placed(at: tuple[float, float], precision: Precision) -> Organisation:
    """Return an organisation at a point, stored nowhere."""
    organisation = Organisation()
    x, y = project(*at)
    organisation.place_at(
        latitude=at[0], longitude=at[1], x=round(x), y=round(y), precision=precision
    )
    return organisation


@pytest.mark.parametrize("kind", KINDS)
def test_every_member_has_a_word(app: Flask, kind: type[Sector]) -> None:
    with app.test_request_context(), force_locale("nl"):
        assert all(label(member) for member in kind)


def test_members_stand_in_their_own_order_whatever_the_set(app: Flask) -> None:
    with app.test_request_context(), force_locale("nl"):
        assert labels({Level.VWO, Level.PRO}, Level) == ["praktijkonderwijs", "vwo"]


@pytest.mark.parametrize(
    ("distance", "words"),
    [(0.0, "dichtbij"), (0.49, "dichtbij"), (0.5, "0,5 km"), (4.84, "4,8 km"), (75.0, "75 km")],
)
def test_a_distance_has_at_most_one_decimal(app: Flask, distance: float, words: str) -> None:
    with app.test_request_context(), force_locale("nl"):
        assert kilometres(distance) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.ADDRESS, "17,2 km hemelsbreed"),
        (Precision.POSTCODE, "ongeveer 17,2 km hemelsbreed"),
        (Precision.PLACE, "ongeveer 17,2 km hemelsbreed"),
    ],
)
def test_a_distance_between_places_that_are_not_exact_is_about(
    app: Flask, precision: Precision, words: str
) -> None:
    here, there = placed(EMMEN, Precision.ADDRESS), placed(COEVORDEN, precision)

    with app.test_request_context(), force_locale("nl"):
        assert distance_words(here, there) == words
        assert distance_words(here, placed(EMMEN, precision)) == "dichtbij"
        assert distance_words(here, Organisation()) == ""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Turfstekerslaan 40, 7824 BC Emmen", "Turfstekerslaan 40, 7824\u00a0BC Emmen"),
        ("7824BC Emmen, in 2026 begonnen", "7824BC Emmen, in 2026 begonnen"),
        (Markup("<b>7824 BC</b>"), Markup("<b>7824\u00a0BC</b>")),
        (820, 820),
    ],
)
def test_a_postcode_stays_on_one_line(words: object, shown: object) -> None:
    assert unbroken(words) == shown
    assert type(unbroken(words)) is type(shown)


def test_dates_and_times_are_those_of_the_netherlands(app: Flask) -> None:
    day = date(2027, 4, 13)
    with app.test_request_context(), force_locale("nl"):
        assert long_date(day) == "dinsdag 13 april 2027"
        assert talk_date(TalkDate(day, DayPart.MORNING)) == "dinsdag 13 april 2027, ochtend"
        assert clock_time(datetime(2027, 4, 13, 17, 5, tzinfo=UTC)) == "19:05"
        assert listing(["a", "b", "c"]) == "a, b en c"
    with app.test_request_context(), force_locale("en"):
        assert long_date(day) == "Tuesday 13 April 2027"
        assert clock_time(datetime(2027, 4, 13, 17, 5, tzinfo=UTC)) == "19:05"
        assert listing(["a", "b", "c"]) == "a, b and c"
