"""How a helper lets families in, and what the pages say meanwhile."""

import gzip
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from partnerlink.config import ROOT
from partnerlink.models.invitation import Invitation
from tests.door_cast import Door, give_pass, say
from tests.odd_values import odd_text
from tests.pages import Visitor, statements
from tests.standing_clock import Clock


def press(helper: Visitor, one: int, words: str, *, status: int = 200) -> BeautifulSoup:
    """Press the button with these words that is about an invitation."""
    for button in helper.page.find_all("button"):
        form = button.find_parent("form")
        about = f"/deur/gezin/{one}/"
        if form and form.get("action", "").startswith(about) and words in button.get_text(" "):
            sent = {str(field["name"]): str(field["value"]) for field in form.find_all("input")}
            return helper.post(str(form["action"]), sent, status=status)
    raise AssertionError(f"no button {words!r} in: {helper.text}")


def came(session: Session, *invitations: Invitation) -> list[int | None]:
    session.rollback()
    session.expire_all()
    return [one.came for one in invitations]


def test_a_family_is_found_and_let_in_with_one_press(
    session: Session, helper: Visitor, door: Door
) -> None:
    helper.get("/deur?zoek=sam")
    for words in ("Sami B", "2A", "19:00", "A1", "3 personen", "nog niet binnen"):
        assert words in helper.text
    press(helper, door.sami.id, "Laat 3 binnen")
    assert helper.url == "/deur"
    assert "Sami B en Nour B: 3 personen binnen." in helper.text
    assert came(session, door.sami, door.nour) == [3, 3]


@pytest.mark.both_databases
def test_of_two_helpers_with_one_family_the_second_reads_that_it_was_inside(
    session: Session, helper: Visitor, app: Flask, door: Door
) -> None:
    other = Visitor(app.test_client())
    give_pass(other.client, door.evening)
    helper.get("/deur?zoek=sami")
    other.get(f"/deur/gezin/{door.nour.id}")
    press(helper, door.sami.id, "Laat 3 binnen")
    press(other, door.nour.id, "Laat 3 personen binnen")
    assert other.url == "/deur"
    assert "Dit gezin was al binnen: 3 personen." in other.text
    assert came(session, door.sami, door.nour) == [3, 3]


def test_another_number_on_an_old_page_is_asked_again(
    session: Session, helper: Visitor, door: Door
) -> None:
    helper.get(f"/deur/gezin/{door.sami.id}")
    old = helper.page
    press(helper, door.sami.id, "Laat 3 personen binnen")
    helper.page = old
    press(helper, door.sami.id, "4")
    assert helper.url == f"/deur/gezin/{door.sami.id}"
    assert "Dit gezin was al binnen: 3 personen." in helper.text
    press(helper, door.sami.id, "2")
    assert came(session, door.sami, door.nour) == [2, 2]


def test_a_mistake_is_taken_back(session: Session, helper: Visitor, door: Door) -> None:
    helper.get("/deur?zoek=zoe")
    press(helper, door.zoe.id, "Laat 2 binnen")
    assert "Net binnen" in helper.text
    helper.get(f"/deur/gezin/{door.zoe.id}")
    old = helper.page
    press(helper, door.zoe.id, "Toch niet binnen")
    assert "Dit gezin is niet meer binnen." in helper.text
    assert came(session, door.zoe) == [None]
    helper.page = old
    press(helper, door.zoe.id, "Toch niet binnen")
    assert came(session, door.zoe) == [None]


def test_a_full_room_asks_to_decide_with_the_school(
    session: Session, helper: Visitor, door: Door
) -> None:
    helper.get("/deur?zoek=adam")
    assert "zou niet komen" in helper.text
    assert "Nog 1 plaats vrij in lokaal A1." in helper.text
    helper.get(f"/deur/gezin/{door.adam.id}")
    press(helper, door.adam.id, "2", status=409)
    for words in (
        "Geen plaats meer in lokaal A1",
        "Er is nog 1 plaats vrij.",
        "Overleg met de school.",
    ):
        assert words in helper.text
    assert came(session, door.adam) == [None]
    press(helper, door.adam.id, "Laat toch 2 personen binnen")
    assert came(session, door.adam) == [2]


def test_only_what_the_door_needs_is_shown(helper: Visitor, door: Door) -> None:
    helper.get(f"/deur/gezin/{door.zoe.id}")
    assert "rolstoel" in helper.text
    assert "tolk: Turks" in helper.text
    for page in (f"/deur/gezin/{door.zoe.id}", "/deur?zoek=2", f"/deur/{door.evening.id}/lijst"):
        helper.get(page)
        for secret in ("mentor", "3 en 5", "@", "oma", "Een brug"):
            assert secret not in helper.text
    helper.get("/deur?zoek=elise")
    assert "moeder" in helper.text
    assert "vader" in helper.text


def test_who_is_late_is_told_so(helper: Visitor, door: Door, time: Clock) -> None:
    time.now += timedelta(minutes=10)
    helper.get("/deur?zoek=sami")
    assert "19:00 (is bezig)" in helper.text
    time.now += timedelta(minutes=30)
    helper.get("/deur?zoek=sami")
    assert "19:00 (is voorbij)" in helper.text


def test_children_with_different_numbers_come_in_each_with_its_own(
    session: Session, helper: Visitor, door: Door
) -> None:
    say(session.get_one(Invitation, door.nour.id), 2)
    session.commit()
    helper.get(f"/deur/gezin/{door.sami.id}")
    press(helper, door.sami.id, "Laat iedereen binnen")
    assert "Nour B: 2 personen binnen." in helper.text
    assert "Sami B: 3 personen binnen." in helper.text


def test_the_rooms_say_how_many_are_expected_inside_and_free(helper: Visitor, door: Door) -> None:
    helper.get("/deur/lokalen")
    tables = [" ".join(table.get_text(" ").split()) for table in helper.page.find_all("table")]
    assert tables[0].endswith("A1 0 van 5 1")
    assert tables[2].endswith("A2 0 van 0 6")


@pytest.mark.parametrize("order", ["", "?per=lokaal", "?per=x"])
def test_the_list_to_print_has_everybody(helper: Visitor, door: Door, order: str) -> None:
    helper.get(f"/deur/{door.evening.id}/lijst{order}")
    for words in ("Sami B · 2A", "Zoë K · 2A", "tolk: Turks", "geen antwoord", "moeder"):
        assert words in helper.text


@pytest.mark.parametrize("typed", ["0", "41", "-1", "drie", "9" * 400])
def test_a_number_that_is_none_is_asked_again(helper: Visitor, door: Door, typed: str) -> None:
    helper.get(f"/deur/gezin/{door.sami.id}")
    helper.post(f"/deur/gezin/{door.sami.id}/binnen", {"people": typed}, status=422)
    assert "Typ een getal van 1 tot en met 40." in helper.text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=odd_text(),
    sent=st.fixed_dictionaries({name: odd_text() for name in ("people", "seen", "beyond")}),
)
def test_odd_input_breaks_no_page(
    helper: Visitor, door: Door, words: str, sent: dict[str, str]
) -> None:
    assert helper.client.get("/deur", query_string={"zoek": words}).status_code == 200
    helper.get("/deur")
    for act in ("binnen", "terug"):
        answer = helper.client.post(
            f"/deur/gezin/{door.sami.id}/{act}", data={**sent, "csrf_token": helper.token}
        )
        assert answer.status_code in (303, 409, 422)
    assert helper.client.get("/deur", query_string={"zoek": "sami"}).status_code == 200


def test_a_page_is_small_and_asks_few_statements(
    app: Flask, session: Session, helper: Visitor, door: Door
) -> None:
    pages = {
        "/deur": 2,
        "/deur?zoek=2": 5,
        f"/deur/gezin/{door.sami.id}": 4,
        "/deur/lokalen": 2,
        f"/deur/{door.evening.id}/lijst": 4,
    }
    sheet = len(gzip.compress((ROOT / "partnerlink/static/partnerlink.css").read_bytes()))
    for url, most in pages.items():
        with statements(app) as sent:
            answer = helper.client.get(url)
        assert len(sent) <= most, (url, sent)
        assert len(gzip.compress(answer.data)) + sheet < 15_000, url
        asked = BeautifulSoup(answer.text, "html.parser").select("link, script, img")
        assert len(asked) + 1 <= 3


def test_letting_in_asks_few_statements(app: Flask, helper: Visitor, door: Door) -> None:
    helper.get("/deur?zoek=sami")
    helper.client.get("/deur")
    sent = {"csrf_token": helper.token, "seen": ""}
    with statements(app) as seen:
        helper.client.post(f"/deur/gezin/{door.sami.id}/binnen", data=sent)
    assert len(seen) <= 5
