"""Days and times as each language writes them."""

from datetime import date, time

import pytest
from flask import Flask
from flask_babel import force_locale

from partnerlink.domain.evening import ParentLanguage
from partnerlink.parents.language import OWN_NAMES
from partnerlink.parents.troubles import in_every_language
from partnerlink.parents.words import clock_words, day_words

DAY = date(2026, 12, 8)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "dinsdag 8\u00a0december"),
        ("en", "Tuesday 8\u00a0December"),
        ("ar", "الثلاثاء، 8\u00a0ديسمبر"),
        ("tr", "8\u00a0Aralık Salı"),
        ("pl", "wtorek, 8\u00a0grudnia"),
        ("uk", "вівторок, 8\u00a0грудня"),
    ],
)
def test_a_day_is_written_as_its_language_does(app: Flask, language: str, words: str) -> None:
    with app.test_request_context(), force_locale(language):
        assert day_words(DAY) == words


def test_a_time_is_the_same_in_every_language(app: Flask) -> None:
    with app.test_request_context():
        for language in ParentLanguage:
            with force_locale(language.value):
                assert clock_words(time(9, 5)) == "09:05"


def test_every_language_has_a_name_of_its_own() -> None:
    assert set(OWN_NAMES) == set(ParentLanguage)


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_trouble_is_told_in_every_language_the_readers_first(app: Flask, status: int) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said = in_every_language(status)
    assert [each.code for each in said] == ["en", "nl", "ar", "tr", "pl", "uk"]
    assert len({each.sentence for each in said}) == len(said)
    assert [each.direction for each in said if each.code == "ar"] == ["rtl"]
