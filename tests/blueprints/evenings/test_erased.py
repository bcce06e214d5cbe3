"""An evening whose people are erased still has its pages, and nobody on them."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.evening import EveningState
from partnerlink.models.account import Account
from partnerlink.models.household import Household
from tests.factories_evenings import DAY, give_link, make_evening, make_invitation
from tests.pages import SignIn, Visitor
from tests.ticking import on, ticked

PAGES = (
    "",
    "/verslag/",
    "/leerlingen/",
    "/programma/",
    "/uitnodigingen/",
)
CONTACT_GOES, PUPILS_GO = DAY + timedelta(days=28), date(2027, 8, 1)


def it_is(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (CONTACT_GOES, "antwoorden van gezinnen gewist op dinsdag 5 januari 2027"),
        (PUPILS_GO, "presentaties van leerlingen gewist op zondag 1 augustus 2027"),
    ],
)
def test_its_school_still_sees_it_and_the_numbers_of_before(
    session: Session,
    anna: Account,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    day: date,
    told: str,
) -> None:
    evening = make_evening(session, anna.organisation)
    make_invitation(session, evening, first_name="Sami")
    came = make_invitation(session, evening, first_name="Noor")
    came.answer(2, kept=2, now=evening.created_at, by=None)
    came.check_in(2, now=on(DAY, "19:00"))
    school, address = sign_in(anna), f"/presentatieavonden/{evening.id}"
    ticked(session, on(DAY + timedelta(days=1)))
    it_is(on(DAY + timedelta(days=1)), monkeypatch)
    before = str(school.get(f"{address}/verslag/").main)
    ticked(session, on(day))
    assert session.scalar(select(func.count()).select_from(Household)) == 0
    session.rollback()
    it_is(on(day), monkeypatch)
    school.get(address)
    assert told in school.text
    assert ("Leerlingen 2 leerlingen" in school.text) is (day < PUPILS_GO)
    assert "Plaatsen per lokaal" not in school.text
    for page in PAGES:
        school.get(address + page)
        assert ("Sami" in school.text) is (day < PUPILS_GO and page in PAGES[2:4]), page
        assert "Iedereen heeft geantwoord" not in school.text
    assert str(school.get(f"{address}/verslag/").main) == before


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("/uitnodigingen/", "antwoorden van gezinnen zijn gewist op dinsdag 5 januari 2027."),
        ("/leerlingen/", "presentaties van leerlingen zijn gewist op zondag 1 augustus 2027."),
        ("/programma/", "presentaties van leerlingen zijn gewist op zondag 1 augustus 2027."),
    ],
)
def test_a_page_that_lost_its_people_says_so_and_leads_to_the_report(
    session: Session,
    anna: Account,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    told: str,
) -> None:
    evening = make_evening(session, anna.organisation)
    make_invitation(session, evening)
    school, address = sign_in(anna), f"/presentatieavonden/{evening.id}"
    for day in (DAY + timedelta(days=1), CONTACT_GOES, PUPILS_GO):
        ticked(session, on(day))
    session.rollback()
    it_is(on(PUPILS_GO), monkeypatch)
    shown = school.get(address + page)
    assert told in school.text
    assert shown.find("a", href=f"{address}/verslag/") is not None
    for of_a_beginning in ("Er is nog niemand uitgenodigd", "Lees een lijst in", "nog geen"):
        assert of_a_beginning not in school.text


def test_a_draft_whose_people_are_gone_begins_anew(
    session: Session, anna: Account, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = make_evening(session, anna.organisation, state=EveningState.DRAFT)
    make_invitation(session, evening)
    school = sign_in(anna)
    ticked(session, on(PUPILS_GO))
    session.rollback()
    it_is(on(PUPILS_GO), monkeypatch)
    school.get(f"/presentatieavonden/{evening.id}/leerlingen/")
    assert "Lees een lijst in" in school.text


def test_of_an_evening_that_is_over_it_asks_who_came(
    session: Session, anna: Account, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = make_evening(session, anna.organisation)
    school, address = sign_in(anna), f"/presentatieavonden/{evening.id}"
    session.commit()
    for day, asked in ((DAY, "Wie komt er?"), (DAY + timedelta(days=1), "Wie kwam er?")):
        it_is(on(day), monkeypatch)
        heads = [each.get_text() for each in school.get(address).find_all("h2")]
        assert asked in heads


def test_the_link_of_a_family_leads_nowhere_any_more(
    session: Session, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = give_link(make_invitation(session, make_evening(session)))
    ticked(session, on(CONTACT_GOES))
    it_is(on(CONTACT_GOES), monkeypatch)
    visitor.get(f"/u/{token}", status=404)


def test_the_list_does_not_call_erased_answers_none(
    session: Session, anna: Account, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = make_evening(session, anna.organisation)
    make_invitation(session, evening).answer(2, kept=2, now=evening.created_at, by=None)
    ticked(session, on(CONTACT_GOES))
    it_is(on(CONTACT_GOES), monkeypatch)
    school = sign_in(anna)
    school.get("/presentatieavonden/?lijst=geweest")
    assert "1 leerling" in school.text
    assert "0 antwoorden" not in school.text


def test_the_day_after_the_school_reads_what_will_be_erased_and_when(
    session: Session, anna: Account, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = make_evening(session, anna.organisation)
    session.commit()
    school, address = sign_in(anna), f"/presentatieavonden/{evening.id}"
    it_is(on(DAY), monkeypatch)
    school.get(address)
    assert "wordt gewist" not in school.text
    it_is(on(DAY + timedelta(days=1)), monkeypatch)
    school.get(address)
    for day in ("15 december 2026", "5 januari 2027", "1 augustus 2027"):
        assert day in school.text
