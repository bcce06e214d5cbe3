"""The dates of a request: what is refused beside its own field, and what only warns."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.talk import RequestState
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import DayPart, HolidayRegion, Slot
from partnerlink.models.account import Account
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk_request import TalkRequest
from tests.blueprints.requests.refused_dates import CASES, MORNING, PAST, PERIOD
from tests.factories import (
    TODAY,
    make_question,
    make_request,
    mornings,
)
from tests.pages import Visitor
from tests.stored import stored

FILLED: dict[str, Any] = {
    "subject": "Werken in de bakkerij",
    "takeaway": "Leerlingen weten wat een bakker doet.",
    "sectors": ["horeca"],
    "levels": ["vmbo_bb"],
    "leerjaren": ["3"],
    "groups": "1",
    "pupils": "25",
    "venue": "at_school",
    "radius_km": "20",
    "host_teacher": "Mevrouw Jansen",
}


@pytest.mark.parametrize(
    ("typed", "anchor", "sentence"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_dates_that_cannot_be_are_refused_beside_their_field(
    app: Flask, visit: Visitor, typed: dict[str, Any], anchor: str, sentence: str
) -> None:
    visit.get("/aanvragen/nieuw")
    visit.submit(FILLED | typed | {"knop": "plaatsen"}, status=422)
    links = {a["href"]: a.get_text() for a in visit.page.select("#fouten a")}
    assert links == {f"#{anchor}": sentence}
    assert visit.page.find(id=anchor)
    for name, value in typed.items():
        for each in [value] if isinstance(value, str) else value:
            fields = visit.page.select(f'[name="{name}"]')
            kept = [f.get("value") for f in fields if f.name == "input"]
            kept += [o["value"] for f in fields for o in f.select("option[selected]")]
            assert {each, iso(each)} & set(kept), (name, kept)
    assert stored(app, TalkRequest) == []


def iso(typed: str) -> str:
    day, _, rest = typed.partition("-")
    month, _, year = rest.partition("-")
    return f"{year}-{month:0>2}-{day:0>2}"


@pytest.mark.parametrize(
    ("leerjaren", "sentence"),
    [
        (["5"], "Leerjaar 5 bestaat niet bij vmbo basis. Kies een ander leerjaar."),
        (["3", "6"], "Leerjaar 6 bestaat niet bij vmbo basis. Kies een ander leerjaar."),
    ],
)
def test_a_class_that_does_not_exist_is_refused_in_a_draft_too(
    app: Flask, visit: Visitor, leerjaren: list[str], sentence: str
) -> None:
    visit.get("/aanvragen/nieuw")
    visit.submit(FILLED | MORNING | {"leerjaren": leerjaren, "knop": "concept"}, status=422)
    assert [a.get_text() for a in visit.page.select("#fouten a")] == [sentence]
    assert stored(app, TalkRequest) == []


def test_a_date_in_the_holidays_is_placed_with_a_warning(
    app: Flask, visit: Visitor, session: Session
) -> None:
    holiday = SchoolHoliday(
        region=HolidayRegion.NOORD,
        school_year="2026-2027",
        name="Kerstvakantie",
        first_day=date(2026, 12, 19),
        last_day=date(2027, 1, 3),
    )
    session.add(holiday)
    session.commit()
    visit.get("/aanvragen/nieuw")
    visit.submit(FILLED | MORNING | {"dates-0-day": "22-12-2026", "knop": "plaatsen"})
    warning = "Let op: dinsdag 22 december 2026 is een vrije dag (Kerstvakantie)."
    assert warning in visit.text
    assert stored(app, TalkRequest)[0].state is RequestState.OPEN
    visit.get("/aanvragen/1")
    assert warning in visit.text


def begun(session: Session, decaan: Account, dates: TalkDates) -> TalkRequest:
    made = make_request(session, decaan.organisation, contact=decaan, dates=dates)
    session.commit()
    return made


def test_a_date_that_passed_may_stay_in_an_open_request(
    app: Flask, visit: Visitor, session: Session, decaan: Account
) -> None:
    passed = TalkDate(TODAY - timedelta(days=1), DayPart.MORNING)
    made = begun(session, decaan, TalkDates((passed, *mornings(1))))
    sent = {"dates-0-day": passed.day.isoformat(), "dates-0-part": "morning"}
    sent |= {"dates-1-day": "2026-12-08", "dates-1-part": "evening"}
    visit.get(f"/aanvragen/{made.id}/wijzigen")
    visit.submit(FILLED | sent | {"knop": "opslaan"})
    assert passed in stored(app, TalkRequest)[0].dates.options
    visit.get(f"/aanvragen/{made.id}/wijzigen")
    visit.submit(FILLED | sent | {"dates-0-part": "evening", "knop": "opslaan"}, status=422)
    assert PAST in visit.text


def test_a_period_that_began_may_stay_in_an_open_request(
    app: Flask, visit: Visitor, session: Session, decaan: Account
) -> None:
    period = TalkPeriod(TODAY - timedelta(days=9), TODAY, frozenset({Slot.MON_MORNING}))
    made = begun(session, decaan, TalkDates(period=period))
    first = {"period_start": period.first_day.isoformat()}
    visit.get(f"/aanvragen/{made.id}/wijzigen")
    visit.submit(FILLED | PERIOD | first | {"knop": "opslaan"})
    assert stored(app, TalkRequest)[0].dates.last_day == date(2026, 12, 18)


def test_a_date_that_a_speaker_was_asked_for_cannot_be_taken_away(
    app: Flask, visit: Visitor, session: Session, decaan: Account
) -> None:
    made = begun(session, decaan, TalkDates(mornings(2)))
    make_question(session, made, dates=made.dates.options[:1])
    session.commit()
    visit.get(f"/aanvragen/{made.id}/wijzigen")
    visit.submit(FILLED | MORNING | {"knop": "opslaan"}, status=422)
    assert "Op maandag 7 december 2026, ochtend is al een spreker gevraagd." in visit.text
    assert stored(app, TalkRequest)[0].dates == made.dates
    asked = {"dates-1-day": "2026-12-07", "dates-1-part": "morning"}
    visit.submit(FILLED | MORNING | asked | {"knop": "opslaan"})
    assert len(stored(app, TalkRequest)[0].date_options) == 2


def test_two_dates_in_one_holiday_give_one_warning(
    visit: Visitor, session: Session, decaan: Account
) -> None:
    christmas = date(2026, 12, 25)
    parts = (TalkDate(christmas, DayPart.MORNING), TalkDate(christmas, DayPart.EVENING))
    made = begun(session, decaan, TalkDates((*parts, TalkDate(date(2027, 5, 5), DayPart.MORNING))))
    visit.get(f"/aanvragen/{made.id}")
    assert visit.text.count("Let op: ") == 2
    assert "Let op: vrijdag 25 december 2026 is een vrije dag (Eerste Kerstdag)." in visit.text
