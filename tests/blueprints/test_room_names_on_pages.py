"""A room is called as its school called it, on every page; only a bare number gets a word."""

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.mail.isolates import without_isolates
from partnerlink.models.account import Account
from partnerlink.parents import words as for_parents
from partnerlink.room_words import room_title, room_words
from tests.door_cast import TONIGHT, give_pass, letter_of
from tests.factories_evenings import make_evening, make_household, make_pupil
from tests.pages import SignIn, Visitor


@pytest.mark.parametrize(
    ("language", "name", "inside", "alone"),
    [
        ("nl", "1.14", "lokaal 1.14", "Lokaal 1.14"),
        ("en", "1.14", "room 1.14", "Room 1.14"),
        ("nl", "Lokaal 12", "Lokaal 12", "Lokaal 12"),
        ("en", "Lokaal 12", "Lokaal 12", "Lokaal 12"),
        ("en", "Aula", "Aula", "Aula"),
    ],
)
def test_staff_read_a_word_before_a_bare_number_only(
    app: Flask, language: str, name: str, inside: str, alone: str
) -> None:
    with app.test_request_context(), force_locale(language):
        assert (room_words(name), room_title(name)) == (inside, alone)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("nl", "Lokaal"),
        ("en", "Room"),
        ("ar", "القاعة"),
        ("tr", "Derslik"),
        ("pl", "Sala"),
        ("uk", "Кабінет"),
    ],
)
def test_parents_read_it_in_their_language_and_names_stay_as_they_are(
    app: Flask, language: str, word: str
) -> None:
    with app.test_request_context(), force_locale(language):
        assert without_isolates(for_parents.room_words("A3")) == f"{word} A3"
        assert without_isolates(for_parents.room_words("Lokaal 12")) == "Lokaal 12"


def test_no_page_says_lokaal_twice(
    session: Session, sign_in: SignIn, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = make_evening(session, rooms={"Lokaal 12": 6, "A1": 6})
    pupils = [make_pupil(session, evening, room=room, round_=0) for room in (0, 1)]
    households = [make_household(session, evening, pupil) for pupil in pupils]
    session.commit()
    own = sign_in(session.get_one(Account, evening.contact_id))
    home = f"/presentatieavonden/{evening.id}"
    for_school = [f"{home}/programma/{page}" for page in ("", "afdrukken/lokalen")]
    for_school += [f"{home}/programma/{one.presentation_id}/" for one in pupils]
    for_school += [f"{home}/uitnodigingen/gezin/{one.id}" for one in households]
    for_school += [
        f"{home}/uitnodigingen/brieven/afdrukken",
        f"/deur/{evening.id}/lijst?per=lokaal",
    ]
    said = " ".join(_text(own, page) for page in for_school)
    said += " ".join(_text(visitor, letter_of(one.invitations[0])) for one in households)
    monkeypatch.setattr(clock, "now", lambda: TONIGHT)
    give_pass(visitor.client, evening)
    said += " ".join(_text(visitor, page) for page in ("/deur?zoek=sami", "/deur/lokalen"))
    assert "okaal Lokaal" not in said
    assert "okaal: Lokaal" not in said
    assert said.count("Lokaal 12") >= 7
    assert said.count("okaal A1") >= 7


def _text(reader: Visitor, page: str) -> str:
    reader.get(page)
    return without_isolates(reader.text)
