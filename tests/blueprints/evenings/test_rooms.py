"""The page of rooms and rounds: quick start, and every refusal beside what it is about."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from tests.factories_evenings import make_evening, make_invitation, make_pupil
from tests.pages import SignIn, Visitor

QUICK = {
    "number": "4",
    "seats": "30",
    "rounds": "3",
    "start": "19:00",
    "minutes": "20",
    "pause": "10",
}


def own(session: Session, anna: Account, **changes: object) -> Evening:
    return make_evening(session, anna.organisation, **changes)  # type: ignore[arg-type]


def bare(session: Session, anna: Account) -> Evening:
    evening = own(session, anna, state=EveningState.DRAFT)
    evening.rooms.clear()
    evening.rounds.clear()
    session.commit()
    return evening


def opened(session: Session, anna: Account, sign_in: SignIn, evening: Evening) -> Visitor:
    session.commit()
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}/lokalen/")
    return visitor


def typed(page: BeautifulSoup, **changes: str) -> dict[str, str]:
    """Return what the page's last form holds, with changes ('-' takes a box away)."""
    form = page.find_all("form")[-1]
    held = {
        str(field["name"]): str(field.get("value", ""))
        for field in form.find_all("input")
        if field.get("name") and (field.get("type") != "checkbox" or field.has_attr("checked"))
    }
    return held | changes


def rooms(session: Session) -> list[tuple[str, int, bool]]:
    session.expire_all()
    found = session.scalars(select(EveningRoom).order_by(EveningRoom.position))
    return [(room.name, room.capacity, room.is_step_free) for room in found]


def rounds(session: Session) -> list[str]:
    session.expire_all()
    found = session.scalars(select(EveningRound).order_by(EveningRound.starts))
    return [f"{each.starts:%H:%M}-{each.ends:%H:%M}" for each in found]


def test_four_rooms_and_three_rounds_are_made_at_once(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = bare(session, anna)
    visitor = opened(session, anna, sign_in, evening)
    visitor.post(f"/presentatieavonden/{evening.id}/lokalen/snel", QUICK)
    assert rooms(session) == [(f"Lokaal {n}", 30, True) for n in range(1, 5)]
    assert rounds(session) == ["19:00-19:20", "19:30-19:50", "20:00-20:20"]
    visitor.post(f"/presentatieavonden/{evening.id}/lokalen/snel", QUICK, status=409)


def test_who_wants_to_can_fill_in_everything_by_hand(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = bare(session, anna)
    visitor = opened(session, anna, sign_in, evening)
    visitor.get(f"/presentatieavonden/{evening.id}/lokalen/?zelf=ja")
    row = {"rooms-0-name": "Aula", "rooms-0-capacity": "80", "presentations_per_round": "3"}
    visitor.post(f"/presentatieavonden/{evening.id}/lokalen/", row | {"gezien": ""}, status=422)
    visitor.get(f"/presentatieavonden/{evening.id}/lokalen/?zelf=ja")
    visitor.post(f"/presentatieavonden/{evening.id}/lokalen/", typed(visitor.page) | row)
    assert rooms(session) == [("Aula", 80, True)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rounds": "12", "minutes": "60"}, "eindigt dan na middernacht"),
        ({"number": "51"}, "Vul een getal in van 1 tot en met 50."),
        ({"start": "25:00"}, "Vul een tijd in zoals 13:30."),
        ({"minutes": ""}, "Vul in: Minuten per ronde"),
    ],
)
def test_a_quick_start_that_cannot_be_is_refused(
    session: Session, anna: Account, sign_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    evening = bare(session, anna)
    visitor = opened(session, anna, sign_in, evening)
    visitor.post(f"/presentatieavonden/{evening.id}/lokalen/snel", QUICK | changes, status=422)
    assert sentence in visitor.text
    assert rooms(session) == []


def test_rooms_and_rounds_are_added_changed_and_taken_away_in_one_go(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    visitor = opened(session, anna, sign_in, own(session, anna, rounds=2))
    page = visitor.submit(typed(visitor.page) | {"rooms-more": "1"})
    sent = typed(page) | {
        "rooms-0-name": "Aula",
        "rooms-0-capacity": "80",
        "rooms-1-is_gone": "ja",
        "rooms-2-name": "Kantine",
        "rooms-2-capacity": "40",
        "rooms-2-has_steps": "ja",
        "rounds-1-ends": "20:30",
        "presentations_per_round": "5",
    }
    sent.pop("rooms-more", None)
    visitor.submit(sent)
    assert "De lokalen en rondes zijn bewaard." in visitor.text
    assert rooms(session) == [("Aula", 80, True), ("Kantine", 40, False)]
    assert rounds(session) == ["19:00-19:30", "19:30-20:30"]
    assert session.scalars(select(Evening.presentations_per_round)).one() == 5


def test_a_room_that_becomes_too_small_says_whose_family_has_no_place(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna, rooms={"A1": 4})
    for name in ("Sami", "Noor"):
        make_invitation(session, evening, first_name=name)
    visitor = opened(session, anna, sign_in, evening)
    page = visitor.submit(typed(visitor.page) | {"rooms-0-capacity": "3"}, status=422)
    bad = page.find(class_="bad")
    assert "Er is dan geen plaats voor het gezin van: Noor B." in bad.text  # type: ignore[union-attr]
    assert page.find("input", {"name": "rooms-0-capacity"})["value"] == "3"  # type: ignore[index]
    assert rooms(session) == [("A1", 4, True)]


def test_a_larger_room_tells_how_many_families_have_a_place_now(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna, rooms={"A1": 4})
    invitation = make_invitation(session, evening)
    invitation.answer(6, kept=2, now=evening.created_at, by=None)
    visitor = opened(session, anna, sign_in, evening)
    visitor.submit(typed(visitor.page) | {"rooms-0-capacity": "10"})
    assert "1 gezin van de wachtlijst heeft nu plaats" in visitor.text


@pytest.mark.parametrize("kind", ["rooms", "rounds"])
def test_where_somebody_presents_stays_and_the_page_says_who(
    session: Session, anna: Account, sign_in: SignIn, kind: str
) -> None:
    evening = own(session, anna)
    make_pupil(session, evening, first_name="Sami")
    visitor = opened(session, anna, sign_in, evening)
    visitor.submit(typed(visitor.page) | {f"{kind}-0-is_gone": "ja"}, status=422)
    assert "Dit kan niet weg. Hier presenteren: Sami B." in visitor.text
    assert len(rooms(session)) == 2
    assert len(rounds(session)) == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rooms-0-name": ""}, "Geef het lokaal een naam."),
        ({"rooms-1-name": "a1"}, "Er is al een lokaal met deze naam."),
        ({"rooms-0-capacity": "0"}, "Vul een getal in van 1 tot en met 2000."),
        ({"rooms-0-name": "x" * 61}, "Gebruik hoogstens 60 tekens."),
        ({"rounds-0-ends": "18:00"}, "Het einde is niet na het begin."),
        ({"rounds-0-ends": "19:45"}, "De ronde van 19:00 is dan nog bezig."),
        ({"rounds-0-starts": "half acht"}, "Vul een tijd in zoals 13:30."),
        ({"presentations_per_round": "41"}, "Vul een getal in van 1 tot en met 40."),
        ({"gezien": "0123456789abcdef"}, "Een collega wijzigde dit net ook."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    session: Session, anna: Account, sign_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    visitor = opened(session, anna, sign_in, own(session, anna))
    before = rooms(session), rounds(session)
    visitor.submit(typed(visitor.page) | changes, status=422)
    assert sentence in visitor.text
    assert (rooms(session), rounds(session)) == before


def test_the_key_of_another_evenings_room_changes_nothing_there(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    foreign = make_evening(session, rooms={"Elders": 7})
    number = foreign.rooms[0].id
    visitor = opened(session, anna, sign_in, own(session, anna))
    sent = {"rooms-0-number": str(number), "rooms-0-name": "Gekaapt", "rooms-0-capacity": "1"}
    visitor.submit(typed(visitor.page) | sent)
    assert ("Elders", 7, True) in rooms(session)
