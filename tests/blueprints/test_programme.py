"""The programme pages: make it, move somebody with open eyes, and print it."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.evening import EveningState, ParentLanguage
from partnerlink.models.evening import Evening
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil
from tests.pages import SignIn, Visitor, statements


@pytest.fixture(autouse=True)
def four_weeks_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def draft(session: Session, **changes: object) -> Evening:
    return make_evening(session, state=EveningState.DRAFT, **changes)  # type: ignore[arg-type]


def visit(session: Session, sign_in: SignIn, evening: Evening) -> Visitor:
    contact = evening.contact
    session.commit()
    return sign_in(contact)


def address(evening: Evening, rest: str = "") -> str:
    return f"/presentatieavonden/{evening.id}/programma/{rest}"


def stored(session: Session, pupil: Pupil) -> Presentation:
    """Return a presentation as it is stored now, and let go of the database."""
    session.rollback()
    session.expire_all()
    number = pupil.presentation_id
    found = session.scalars(select(Presentation).where(Presentation.id == number)).one()
    session.expunge(found)
    session.rollback()
    return found


@pytest.mark.both_databases
def test_one_press_gives_every_pupil_a_place(session: Session, sign_in: SignIn) -> None:
    evening = draft(session)
    pupils = [make_pupil(session, evening, first_name=name, room=None) for name in ("Sami", "Noor")]
    page, there = visit(session, sign_in, evening), address(evening)
    page.get(there)
    assert "0 van de 2 presentaties" in page.text
    page.submit({"keep": "fixed"})
    assert "Elke presentatie heeft een lokaal en een tijd." in page.text
    assert "Sami B" in page.text
    assert all(stored(session, pupil).is_planned for pupil in pupils)


def test_without_pupils_or_rooms_the_page_says_what_comes_first(
    session: Session, sign_in: SignIn
) -> None:
    evening = draft(session)
    page = visit(session, sign_in, evening)
    page.get(address(evening))
    assert "Er zijn nog geen leerlingen." in page.text


def test_who_finds_no_place_stands_on_the_page_with_the_reason(
    session: Session, sign_in: SignIn
) -> None:
    evening = draft(session, rooms={"A1": 3})
    make_pupil(session, evening, first_name="Sami")
    make_pupil(session, evening, first_name="Noor", room=None)
    evening.seats_per_family = 2
    large = make_pupil(session, evening, first_name="Daan", room=None)
    large.presentation.pupils.append(Pupil(evening_id=evening.id, code="d", first_name="Bram"))
    there, page = address(evening), visit(session, sign_in, evening)
    page.get(there)
    page.submit({"keep": "fixed"})
    assert "1 presentatie heeft nog geen plek" in page.text
    assert "Er zijn 4 plaatsen nodig. Het grootste lokaal heeft er 3." in page.text


def test_a_move_that_breaks_a_rule_is_made_only_after_it_was_shown(
    session: Session, sign_in: SignIn
) -> None:
    evening = draft(session)
    one = make_pupil(session, evening, first_name="Sami")
    other = make_pupil(session, evening, first_name="Noor", class_name="3B", room=1, round_=2)
    make_household(session, evening, one, other)
    to = {"room": evening.rooms[0].id, "round": evening.rounds[0].id}
    there = address(evening, f"{other.presentation_id}/")
    page = visit(session, sign_in, evening)
    page.get(there)
    page.post(f"{there}verplaatsen", to, status=422)
    assert "Noor B en Sami B (3A) zijn familie, en presenteren tegelijk." in page.text
    assert stored(session, other).round_id != to["round"]
    page.post(f"{there}verplaatsen", to | {"zeker": "something else"}, status=422)
    sure = page.page.find("button", {"name": "zeker"})
    assert sure is not None
    page.post(f"{there}verplaatsen", to | {"zeker": str(sure["value"])})
    assert "Noor B heeft een nieuwe plek." in page.text
    assert "Kijk hier nog eens naar" in page.text
    moved = stored(session, other)
    assert (moved.round_id, moved.is_fixed) == (to["round"], True)


@pytest.mark.both_databases
def test_a_room_without_seats_is_never_an_own_decision(session: Session, sign_in: SignIn) -> None:
    evening = make_evening(session, rooms={"A1": 6, "A2": 3})
    make_invitation(session, evening, room=1)
    moved = make_invitation(session, evening, first_name="Noor").pupil
    to = {"room": evening.rooms[1].id, "round": evening.rounds[0].id}
    mark = f"{moved.presentation_id}.{to['room']}.{to['round']}"
    there = address(evening, f"{moved.presentation_id}/")
    page = visit(session, sign_in, evening)
    page.get(there)
    page.post(f"{there}verplaatsen", to | {"zeker": mark}, status=422)
    assert "daar zijn te weinig plaatsen" in page.text
    assert page.page.find("button", {"name": "zeker"}) is None
    assert stored(session, moved).room_id != to["room"]


def test_two_presentations_change_places(session: Session, sign_in: SignIn) -> None:
    evening = draft(session, rooms={"A1": 2, "A2": 2})
    one = make_pupil(session, evening, first_name="Sami")
    other = make_pupil(session, evening, first_name="Noor", room=1)
    rooms = [room.id for room in evening.rooms]
    there, number = address(evening, f"{one.presentation_id}/"), other.presentation_id
    page = visit(session, sign_in, evening)
    page.get(there)
    page.post(f"{there}ruilen", {"other": number})
    assert [stored(session, pupil).room_id for pupil in (one, other)] == rooms[::-1]


def test_a_place_can_be_fixed_loosened_and_taken_away(session: Session, sign_in: SignIn) -> None:
    evening = draft(session)
    pupil = make_pupil(session, evening)
    there = address(evening, f"{pupil.presentation_id}/")
    page = visit(session, sign_in, evening)
    page.get(there)
    page.post(f"{there}vastzetten")
    assert "Deze plek staat vast." in page.text
    page.post(f"{there}losmaken")
    assert not stored(session, pupil).is_fixed
    page.post(f"{there}weghalen")
    assert not stored(session, pupil).is_planned


def test_wishes_are_kept_and_can_be_taken_back(session: Session, sign_in: SignIn) -> None:
    evening = draft(session)
    pupil = make_pupil(session, evening)
    round_id = evening.rounds[1].id
    there = address(evening, f"{pupil.presentation_id}/")
    page = visit(session, sign_in, evening)
    page.get(there)
    page.post(f"{there}wensen", {"preferred_round": round_id})
    assert stored(session, pupil).preferred_round_id == round_id
    page.post(f"{there}wensen", {"preferred_round": ""})
    assert stored(session, pupil).preferred_round_id is None


def test_a_room_of_another_evening_cannot_be_chosen(session: Session, sign_in: SignIn) -> None:
    evening = draft(session)
    pupil, foreign = make_pupil(session, evening), draft(session)
    to = {"room": foreign.rooms[0].id, "round": evening.rounds[0].id}
    there = address(evening, f"{pupil.presentation_id}/")
    page = visit(session, sign_in, evening)
    page.get(there)
    page.post(f"{there}verplaatsen", to, status=422)
    page.get(address(evening, f"{pupil.presentation_id + 999}/"), status=404)


def test_the_sheets_name_who_is_where_and_each_family_reads_its_own_language(
    session: Session, sign_in: SignIn
) -> None:
    evening = draft(session)
    sami, noor = (make_pupil(session, evening, first_name=name) for name in ("Sami", "Noor"))
    make_household(session, evening, sami, language=ParentLanguage.AR)
    make_household(session, evening, noor)
    make_pupil(session, evening, first_name="Daan", room=None)
    page, there = visit(session, sign_in, evening), address(evening, "afdrukken/")
    page.get(f"{there}lokalen")
    assert "Lokaal A1" in page.text
    assert "Daan" not in page.text
    page.get(f"{there}klassen")
    assert "Daan B nog geen plek" in page.text
    slips = page.get(f"{there}gezinnen").select(".slip")
    texts = {str(slip["lang"]): slip.get_text() for slip in slips}
    assert set(texts) == {"ar", "nl"}
    assert "Noor" not in texts["ar"]
    assert "19:00" in texts["nl"]


def test_the_programme_of_a_large_school_takes_few_statements(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    evening = draft(session)
    for place in range(30):
        make_household(session, evening, make_pupil(session, evening, round_=place % 3))
    page, there = visit(session, sign_in, evening), address(evening)
    with statements(app) as seen:
        page.get(there)
    assert len(seen) <= 9


def test_a_finished_programme_leads_on_to_opening_and_then_to_inviting(
    session: Session, sign_in: SignIn
) -> None:
    evening = draft(session)
    make_invitation(session, evening)
    visitor, home = visit(session, sign_in, evening), f"/presentatieavonden/{evening.id}"
    page = visitor.get(address(evening))
    assert page.main.find("a", href=f"{home}/openen")  # type: ignore[union-attr]
    evening.open(NOW)
    session.commit()
    page = visitor.get(address(evening))
    assert page.main.find("a", href=f"{home}/uitnodigingen/")  # type: ignore[union-attr]
