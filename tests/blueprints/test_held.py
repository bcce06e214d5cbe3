"""For whom a talk was: a row for each group that was asked, and a mistake put right."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import clock
from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import Leerjaar
from partnerlink.models.encounter import Encounter
from tests.factories import make_offer, make_request
from tests.factories_talks import AFTER_THE_TALK, Cast, make_talk
from tests.pages import SignIn, Visitor


@pytest.fixture(autouse=True)
def _after_the_talk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER_THE_TALK)


def planned_for(session: Session, sign_in: SignIn, *leerjaren: Leerjaar) -> tuple[Visitor, str]:
    request = make_request(session, leerjaren=frozenset(leerjaren), pupils=50)
    talk = make_talk(session, TalkState.PLANNED, cast=Cast(request, make_offer(session)))
    visitor, number = sign_in(talk.contact_at(Side.SCHOOL)), talk.id
    session.commit()
    return visitor, f"/afspraken/{number}"


def rows(page: BeautifulSoup) -> list[tuple[str, ...]]:
    """Return what the rows of a form hold."""
    found = []
    for row in page.select("fieldset.row"):
        chosen = [str(option["value"]) for option in row.select("option[selected]")]
        number = row.select_one("input")
        assert number is not None
        found.append((*chosen, str(number.get("value", ""))))
    return found


def recorded(session: Session) -> list[tuple[str, str, int]]:
    session.expire_all()
    met = session.scalars(select(Encounter).order_by(Encounter.leerjaar, Encounter.level)).all()
    return [(each.leerjaar, each.level, each.pupils) for each in met]


def group(row: int, leerjaar: str, level: str, pupils: str) -> dict[str, str]:
    sent = {"leerjaar": leerjaar, "level": level, "pupils": pupils}
    return {f"groups-{row}-{name}": value for name, value in sent.items()}


def test_the_form_has_a_row_for_each_group_that_was_asked_for(
    session: Session, sign_in: SignIn
) -> None:
    visitor, path = planned_for(session, sign_in, Leerjaar.L1, Leerjaar.L2)
    page = visitor.get(f"{path}/gegeven")
    assert rows(page) == [
        ("1", "vmbo_bb", ""),
        ("1", "vmbo_kb", ""),
        ("2", "vmbo_bb", ""),
        ("2", "vmbo_kb", ""),
    ]
    visitor.submit(
        group(0, "1", "vmbo_bb", "14") | group(1, "1", "vmbo_kb", "") | group(2, "2", "havo", "22")
    )
    assert recorded(session) == [("1", "vmbo_bb", 14), ("2", "havo", 22)]
    visitor.get(path)
    assert "Leerjaar 1, vmbo basis 14 leerlingen" in visitor.text


def test_one_more_row_keeps_what_was_typed(session: Session, sign_in: SignIn) -> None:
    visitor, path = planned_for(session, sign_in, Leerjaar.L3)
    visitor.get(f"{path}/gegeven")
    page = visitor.submit(group(0, "3", "vmbo_kb", "24") | {"groups-more": "1"})
    kept, added = rows(page)
    assert kept == ("3", "vmbo_kb", "24")
    assert added == ("",)
    assert recorded(session) == []


def test_numbers_are_put_right_and_count_once(session: Session, sign_in: SignIn) -> None:
    visitor, path = planned_for(session, sign_in, Leerjaar.L3)
    visitor.get(f"{path}/gegeven")
    visitor.submit(group(0, "3", "vmbo_kb", "240"))
    visitor.get(path)
    assert "Verbeter de aantallen" in visitor.text
    page = visitor.get(f"{path}/aantallen")
    assert rows(page) == [("3", "vmbo_bb", ""), ("3", "vmbo_kb", "240")]
    visitor.submit(group(0, "3", "vmbo_bb", "") | group(1, "3", "vmbo_kb", "24"))
    assert recorded(session) == [("3", "vmbo_kb", 24)]
