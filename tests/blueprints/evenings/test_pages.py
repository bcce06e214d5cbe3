"""The pages of a school's evenings: the lists, the form, and one evening's home."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import links
from partnerlink.domain.evening import EveningState
from partnerlink.links import Purpose
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from tests.factories import TODAY, make_account, make_organisation
from tests.factories_evenings import DAY, make_evening, make_invitation
from tests.odd_values import KNOWN_TROUBLE
from tests.pages import SignIn

GOOD = {
    "title": "Presentaties leerjaar 3",
    "day": "2026-12-08",
    "address": "Hoofdstraat 1, 7811 AB Emmen",
    "phone": "0591 123 456",
    "seats_per_family": "2",
}


def filled(anna: Account, **changes: str) -> dict[str, str]:
    return GOOD | {"contact": str(anna.id)} | changes


def the_one(session: Session) -> Evening:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Evening)).one()


def own(session: Session, anna: Account, **changes: object) -> Evening:
    evening = make_evening(session, anna.organisation, **changes)  # type: ignore[arg-type]
    session.commit()
    return evening


def test_a_school_without_evenings_is_told_how_to_begin(anna: Account, sign_in: SignIn) -> None:
    visitor = sign_in(anna)
    page = visitor.get("/presentatieavonden/")
    assert "Begin met een naam en een dag." in visitor.text
    assert page.find("a", href="/presentatieavonden/nieuw")


def test_the_form_knows_the_school(session: Session, anna: Account, sign_in: SignIn) -> None:
    page = sign_in(anna).get("/presentatieavonden/nieuw")
    assert page.find("input", {"name": "address"})["value"] == "Hoofdstraat 1, 7811 AB Emmen"  # type: ignore[index]
    assert page.find("option", selected=True).text == "Anna de Vries"  # type: ignore[union-attr]
    assert "U bent welkom." in page.find("textarea", {"name": "spelregels"}).text  # type: ignore[union-attr]


def test_a_draft_is_made_in_one_go_with_the_usual_days(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    visitor = sign_in(anna)
    visitor.get("/presentatieavonden/nieuw")
    visitor.submit(filled(anna))
    evening = the_one(session)
    assert "Voeg de lokalen en de rondes toe" in visitor.text
    assert (evening.state, evening.day) == (EveningState.DRAFT, DAY)
    assert evening.answer_by == DAY - timedelta(days=2)
    assert evening.held_until == DAY - timedelta(days=7)
    assert evening.phone == "+31591123456"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Schrijf op hoe de avond heet."),
        ({"title": "x" * 121}, "Gebruik hoogstens 120 tekens."),
        ({"title": "a\x07b"}, "Er staat een teken in dat we niet kunnen bewaren."),
        ({"day": ""}, "Kies de dag van de avond."),
        ({"day": "2026-11-10"}, "Kies een dag vanaf 11 november 2026."),
        ({"day": "31-2-2027"}, "De datum 31-2-2027 bestaat niet."),
        ({"day": "2099-01-01"}, "Kies een dag tot en met"),
        ({"answer_by": "2026-12-08"}, "Kies een dag vóór dinsdag 8 december 2026."),
        ({"answer_by": "2026-11-01", "held_until": "2026-11-01"}, "Deze dag is al voorbij."),
        (
            {"held_until": "2026-12-07"},
            "Kies zondag 6 december 2026, of een dag daarvoor.",
        ),
        ({"held_until": "2026-11-09"}, "Deze dag is al voorbij."),
        ({"seats_per_family": "7"}, "Vul een getal in van 1 tot en met 6."),
        ({"seats_per_family": "twee"}, "Vul een heel getal in"),
        ({"phone": "12"}, "Vul een telefoonnummer in"),
        ({"contact": "999999"}, "Kies een van de antwoorden uit de lijst."),
        ({"leerjaar": "5", "level": "vmbo_kb"}, "Leerjaar 5 bestaat niet bij vmbo kader."),
        ({"welcome": "x" * 601}, "Gebruik hoogstens 600 tekens."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    anna: Account, sign_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    visitor = sign_in(anna)
    visitor.get("/presentatieavonden/nieuw")
    page = visitor.submit(filled(anna, entrance="Bij de fietsen", **changes), status=422)
    assert sentence in visitor.text
    assert page.find("input", {"name": "entrance"})["value"] == "Bij de fietsen"  # type: ignore[index]
    name = next(iter(changes))
    assert page.find(class_="bad").find(attrs={"name": name}) or "held_until" in changes  # type: ignore[union-attr]


@pytest.mark.parametrize("title", ["Kom kijken! 🎉", "Zoë & <b>Nazlı</b>", 'O\'Brien "9"'])
def test_odd_but_good_titles_are_kept_as_they_are(
    session: Session, anna: Account, sign_in: SignIn, title: str
) -> None:
    visitor = sign_in(anna)
    visitor.get("/presentatieavonden/nieuw")
    page = visitor.submit(filled(anna, title=title))
    assert the_one(session).title == title
    assert page.h1 is not None
    assert page.h1.text == title


@pytest.mark.parametrize("odd", KNOWN_TROUBLE)
def test_odd_input_never_breaks_the_form(anna: Account, sign_in: SignIn, odd: str) -> None:
    visitor = sign_in(anna)
    visitor.get("/presentatieavonden/nieuw")
    visitor.submit(dict.fromkeys((*GOOD, "contact", "answer_by", "level"), odd), status=422)


def test_the_lists_keep_drafts_and_what_is_past_apart(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    own(session, anna, title="Komt nog")
    own(session, anna, title="In de maak", state=EveningState.DRAFT)
    own(session, anna, title="Ging niet door", state=EveningState.CANCELLED)
    visitor = sign_in(anna)
    visitor.get("/presentatieavonden/")
    assert "Komt nog" in visitor.text
    assert "In de maak" not in visitor.text
    visitor.get("/presentatieavonden/?lijst=concepten")
    assert "In de maak" in visitor.text
    visitor.get("/presentatieavonden/?lijst=geweest")
    assert "Hier komen de avonden die voorbij zijn." in visitor.text
    visitor.get("/presentatieavonden/?lijst=bestaat-niet")
    assert "Komt nog" in visitor.text


def test_the_home_of_an_evening_tells_who_comes_and_has_the_door(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation, rooms={"A1": 4})
    for _ in range(2):
        make_invitation(session, evening)
    session.commit()
    visitor = sign_in(anna)
    page = visitor.get(f"/presentatieavonden/{evening.id}")
    assert "0 van 2 uitnodigingen beantwoord" in visitor.text
    assert "0 + 4" in visitor.text
    door = page.find(id="deur").find_next("a")  # type: ignore[union-attr]
    token = str(door["href"]).rpartition("/")[2]  # type: ignore[index]
    assert links.read(Purpose.DOOR, token) == [evening.id, 1]
    visitor.post(f"/presentatieavonden/{evening.id}/deur")
    assert "De oude link werkt niet meer." in visitor.text
    session.expire_all()
    assert evening.door_version == 2


def test_an_evening_of_another_school_is_not_there(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna)
    stranger = make_account(session, make_organisation(session))
    session.commit()
    visitor = sign_in(stranger)
    for path in ("", "/wijzigen", "/lokalen/", "/openen", "/afzeggen", "/verslag/"):
        visitor.get(f"/presentatieavonden/{evening.id}{path}", status=404)


def test_last_years_evening_is_copied_with_its_rooms(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna)
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}")
    page = visitor.post(f"/presentatieavonden/{evening.id}/kopie")
    assert "De kopie staat klaar" in visitor.text
    assert page.find("input", {"name": "day"})["value"] == "2027-12-07"  # type: ignore[index]
    visitor.get(f"/presentatieavonden/{evening.id + 1}/lokalen/")
    assert visitor.page.find("input", value="A1")


def test_what_is_over_cannot_be_changed(session: Session, anna: Account, sign_in: SignIn) -> None:
    day = TODAY - timedelta(days=1)
    evening = own(
        session,
        anna,
        day=day,
        answer_by=day - timedelta(days=2),
        held_until=day - timedelta(days=7),
    )
    visitor = sign_in(anna)
    visitor.get(f"/presentatieavonden/{evening.id}")
    assert "Bekijk het verslag" in visitor.text
    visitor.get(f"/presentatieavonden/{evening.id}/wijzigen", status=409)
    visitor.get(f"/presentatieavonden/{evening.id}/afzeggen", status=409)


def test_the_dashboard_says_what_is_next_about_an_evening(
    session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = own(session, anna, state=EveningState.DRAFT, rooms={"A1": 9})
    visitor = sign_in(anna)
    page = visitor.get("/vandaag/")
    assert "Voeg de leerlingen toe" in visitor.text
    assert page.find("a", href=f"/presentatieavonden/{evening.id}/leerlingen/")
