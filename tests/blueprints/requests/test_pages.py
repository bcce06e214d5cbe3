"""A school's own requests, page by page."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.talk import REQUEST, RequestState
from partnerlink.domain.vocabulary import (
    Competence,
    DayPart,
    Leerjaar,
    Level,
    Sector,
    Slot,
    Venue,
)
from partnerlink.models.account import Account
from partnerlink.models.match_point import RequestPoint
from partnerlink.models.talk_request import TalkRequest
from tests.factories import NOW, make_account, make_organisation, make_request
from tests.pages import SignIn, Visitor
from tests.stored import stored

WHOLE: dict[str, Any] = {
    "subject": "Werken in de bakkerij",
    "takeaway": "Leerlingen weten wat een bakker doet.",
    "sectors": ["horeca"],
    "levels": ["vmbo_bb", "vmbo_kb"],
    "leerjaren": ["3"],
    "groups": "2",
    "pupils": "48",
    "dates-0-day": "2026-12-01",
    "dates-0-part": "morning",
    "dates-1-day": "3-12-2026",
    "dates-1-part": "afternoon",
    "venue": "either",
    "radius_km": "20",
    "competences": ["netwerken"],
    "host_teacher": "Mevrouw Jansen",
    "spelregels": "Een lesuur.",
    "wants_reserve": "ja",
}
STEPS = {"plaatsen": "publish", "pauzeren": "pause", "hervatten": "resume", "sluiten": "close"}


def request_of(session: Session, decaan: Account, **changes: Any) -> TalkRequest:
    made = make_request(session, decaan.organisation, contact=decaan, **changes)
    session.commit()
    return made


def test_no_requests_yet_says_what_to_do(visit: Visitor) -> None:
    visit.get("/aanvragen/")
    assert "Nog geen aanvragen. Plaats de eerste." in visit.text


def test_a_whole_request_is_placed_and_shows_who_can_come(app: Flask, visit: Visitor) -> None:
    visit.get("/aanvragen/nieuw")
    visit.submit(WHOLE | {"knop": "plaatsen"})
    (made,) = stored(app, TalkRequest)
    assert (made.state, made.published_at) == (RequestState.OPEN, NOW)
    assert (made.sectors, made.leerjaren) == ({Sector.HORECA}, {Leerjaar.L3})
    assert made.levels == {Level.VMBO_BB, Level.VMBO_KB}
    assert (made.groups, made.pupils, made.radius_km) == (2, 48, 20)
    assert (made.venue, made.competences) == (Venue.EITHER, {Competence.NETWERKEN})
    assert (made.host_teacher, made.spelregels) == ("Mevrouw Jansen", "Een lesuur.")
    assert made.wants_reserve
    assert [(o.day.isoformat(), o.part) for o in made.date_options] == [
        ("2026-12-01", DayPart.MORNING),
        ("2026-12-03", DayPart.AFTERNOON),
    ]
    with app.extensions[db.EXTENSION].open_reading() as opened:
        assert opened.scalar(select(func.count()).select_from(RequestPoint)) == 1
    assert visit.url == f"/aanvragen/{made.id}/sprekers"
    assert "Uw aanvraag staat open. Kijk wie er kan komen." in visit.text


def test_a_request_may_be_for_a_period(app: Flask, visit: Visitor) -> None:
    sent = {name: value for name, value in WHOLE.items() if not name.startswith("dates-")}
    period = {
        "period_start": "2026-12-01",
        "period_end": "2026-12-18",
        "period_slots": ["tue_morning"],
    }
    visit.get("/aanvragen/nieuw")
    visit.submit(sent | period | {"knop": "plaatsen"})
    (made,) = stored(app, TalkRequest)
    assert made.dates.period is not None
    assert made.dates.period.slots == {Slot.TUE_MORNING}
    assert made.dates.options == ()


def test_a_new_request_has_the_usual_answers(visit: Visitor, decaan: Account) -> None:
    visit.get("/aanvragen/nieuw")
    rules = visit.page.find("textarea", id="spelregels")
    assert rules is not None
    assert "Er is altijd een docent in de klas." in rules.get_text()
    levels = [box["value"] for box in visit.page.select("input[name=levels]")]
    assert decaan.organisation is not None
    assert set(levels[:2]) == decaan.organisation.levels
    assert sorted(levels) == sorted(Level)


def test_the_address_fills_the_form_in(visit: Visitor) -> None:
    visit.get(
        "/aanvragen/nieuw?onderwerp=Werken+in+de+zorg&leerjaar=3&leerjaar=9"
        "&competentie=netwerken&competentie=x&niveau=havo&sector=zorg"
    )
    assert visit.page.find("input", id="subject", value="Werken in de zorg")
    chosen = [box["value"] for box in visit.page.select("input[type=checkbox][checked]")]
    assert chosen == ["zorg", "havo", "3", "netwerken"]


def test_a_draft_may_be_nearly_empty(app: Flask, visit: Visitor) -> None:
    visit.get("/aanvragen/nieuw")
    visit.submit({"subject": "Techniek", "knop": "concept"})
    (made,) = stored(app, TalkRequest)
    assert (made.state, made.dates.is_empty, made.pupils) == (RequestState.DRAFT, True, 25)
    assert made.venue is Venue.AT_SCHOOL
    assert "Vul nog in: wat de leerlingen meenemen, welk werk" in visit.text


def test_a_button_adds_a_row_and_keeps_what_was_typed(app: Flask, visit: Visitor) -> None:
    visit.get("/aanvragen/nieuw")
    assert len(visit.page.select("fieldset.row")) == 3
    visit.submit({"dates-0-day": "31-2-2027", "subject": "Zorg", "dates-more": "1"})
    assert visit.page.find("input", id="subject", value="Zorg")
    assert visit.page.find("input", id="dates-0-day", value="31-2-2027")
    assert stored(app, TalkRequest) == []


def test_an_unverified_school_keeps_drafts_only(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    account = make_account(session, make_organisation(session, is_verified=False))
    session.commit()
    visit = sign_in(account)
    visit.get("/aanvragen/nieuw")
    assert "Uw school wordt nog gecontroleerd" in visit.text
    assert not visit.page.find("button", value="plaatsen")
    visit.submit(WHOLE | {"knop": "plaatsen"}, status=422)
    assert "Uw organisatie doet nog niet mee." in visit.text
    assert stored(app, TalkRequest) == []


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("word", STEPS)
def test_each_step_follows_the_table(
    app: Flask, visit: Visitor, session: Session, decaan: Account, word: str, state: RequestState
) -> None:
    made = request_of(session, decaan, state=state)
    visit.get(f"/aanvragen/{made.id}")
    address = f"/aanvragen/{made.id}/{word}"
    is_possible = REQUEST.allows(STEPS[word], state)
    assert bool(
        visit.page.find(attrs={"action": address}) or visit.page.find("a", href=address)
    ) is (is_possible)
    visit.post(address, status=200 if is_possible else 409)
    after = REQUEST.after(STEPS[word], state) if is_possible else state
    assert stored(app, TalkRequest)[0].state is after


@pytest.mark.parametrize("word", ["vullen", "fill", "reopen", "complete"])
def test_what_follows_from_talks_is_no_button(
    visit: Visitor, session: Session, decaan: Account, word: str
) -> None:
    made = request_of(session, decaan)
    visit.get(f"/aanvragen/{made.id}")
    visit.post(f"/aanvragen/{made.id}/{word}", status=404)


def test_last_years_request_is_copied_without_its_dates(
    app: Flask, visit: Visitor, session: Session, decaan: Account
) -> None:
    made = request_of(session, decaan, state=RequestState.COMPLETED)
    visit.get(f"/aanvragen/{made.id}")
    visit.post(f"/aanvragen/{made.id}/kopie")
    copy = stored(app, TalkRequest)[1]
    assert (copy.state, copy.copied_from_id) == (RequestState.DRAFT, made.id)
    assert copy.date_options == []
    assert visit.url == f"/aanvragen/{copy.id}/wijzigen"


@pytest.mark.parametrize("state", sorted(set(RequestState) - {RequestState.PLANNED}))
def test_only_what_still_seeks_a_speaker_is_changed_as_a_whole(
    visit: Visitor, session: Session, decaan: Account, state: RequestState
) -> None:
    made = request_of(session, decaan, state=state)
    is_changeable = state in {"draft", "open", "paused"}
    visit.get(f"/aanvragen/{made.id}/wijzigen", status=200 if is_changeable else 409)
