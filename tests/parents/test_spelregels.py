"""Our rules of an evening are in the language of who reads them, as long as a school keeps them."""

import pytest
from flask import Flask
from flask_babel import force_locale

from partnerlink.domain.evening import ParentLanguage
from partnerlink.models.evening import Evening
from partnerlink.parents.spelregels import own_or_none, spelregels_of, usual_in_dutch


def test_ours_are_other_words_in_every_language(app: Flask) -> None:
    read = set()
    with app.test_request_context():
        for language in ParentLanguage:
            with force_locale(language.value):
                rules = spelregels_of(Evening(spelregels=""))
                assert rules.is_usual
                read.add(rules.lines)
    assert len(read) == len(ParentLanguage)


def test_those_of_a_school_are_left_as_it_wrote_them(app: Flask) -> None:
    with app.test_request_context(), force_locale("ar"):
        rules = spelregels_of(Evening(spelregels="Kom op tijd.\n\n Stel een vraag. "))
    assert rules.lines == ("Kom op tijd.", "Stel een vraag.")
    assert not rules.is_usual


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_school_finds_ours_in_dutch_and_keeps_them_by_leaving_them(
    app: Flask, language: str
) -> None:
    with app.test_request_context(), force_locale(language):
        ours = usual_in_dutch()
        assert ours.startswith("U bent welkom. Kom 10 minuten")
        assert own_or_none(ours) == own_or_none(ours.replace("\n", "\r\n ")) == ""
        assert own_or_none("") == ""
        assert own_or_none(ours + "\nParkeer niet.") == ours + "\nParkeer niet."
