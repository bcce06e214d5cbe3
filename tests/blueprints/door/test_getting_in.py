"""Who gets in as a helper, when, and for how long."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from partnerlink import door_pass
from partnerlink.domain.evening import EveningState
from partnerlink.models.account import Account
from tests.door_cast import TONIGHT, Door, give_pass, link_of
from tests.factories import make_account, make_organisation
from tests.factories_evenings import make_evening
from tests.pages import SignIn, Visitor
from tests.standing_clock import Clock

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(clock: str) -> datetime:
    return datetime.fromisoformat(clock).replace(tzinfo=AMSTERDAM)


def test_a_link_gives_a_pass_by_one_press_and_not_by_opening_it(
    visitor: Visitor, door: Door
) -> None:
    visitor.get(link_of(door.evening))
    assert "Ik help bij de deur" in visitor.text
    assert visitor.client.get_cookie(door_pass.COOKIE) is None
    visitor.get("/deur", status=404)
    assert "Open dan de link van de school nog een keer" in visitor.text
    visitor.get(link_of(door.evening))
    visitor.submit()
    assert visitor.url == "/deur"
    cookie = visitor.client.get_cookie(door_pass.COOKIE)
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/")
    assert cookie.max_age == (9 * 60 + 5) * 60  # until four in the morning


@pytest.mark.parametrize(
    ("clock", "says"),
    [
        ("2026-12-07 23:59", "Open deze link op dinsdag 8 december"),
        ("2026-12-08 00:00", "Ik help bij de deur"),
        ("2026-12-08 23:59", "Ik help bij de deur"),
        ("2026-12-09 00:10", "Deze link werkt niet meer"),
    ],
)
def test_the_link_works_on_the_day_of_the_evening_only(
    visitor: Visitor, door: Door, time: Clock, clock: str, says: str
) -> None:
    time.now = at(clock)
    visitor.get(link_of(door.evening))
    assert says in visitor.text


def test_a_press_on_a_page_of_yesterday_gives_no_pass(
    visitor: Visitor, door: Door, time: Clock
) -> None:
    visitor.get(link_of(door.evening))
    time.now += timedelta(days=1)
    visitor.submit()
    assert "De avond is voorbij" in visitor.text
    assert visitor.client.get_cookie(door_pass.COOKIE) is None


@pytest.mark.parametrize(
    ("clock", "status"), [("2026-12-09 00:10", 200), ("2026-12-09 04:00", 404)]
)
def test_a_pass_lasts_past_midnight_and_not_till_the_next_day(
    visitor: Visitor, door: Door, time: Clock, clock: str, status: int
) -> None:
    give_pass(visitor.client, door.evening)
    time.now = at(clock)
    visitor.get("/deur", status=status)


@pytest.mark.parametrize("night", ["2026-10-24", "2027-03-27"])
def test_a_pass_ends_at_four_in_the_night_the_clock_is_changed(
    session: Session, visitor: Visitor, time: Clock, night: str
) -> None:
    day = at(night).date()
    evening = make_evening(
        session, day=day, answer_by=day - timedelta(1), held_until=day - timedelta(1)
    )
    session.commit()
    give_pass(visitor.client, evening)
    four = at(f"{day + timedelta(1)} 04:00")
    time.now = four - timedelta(minutes=1)
    visitor.get("/deur")
    time.now = four
    visitor.get("/deur", status=404)


@pytest.mark.both_databases
def test_a_renewed_door_makes_the_link_and_every_pass_void(
    session: Session, visitor: Visitor, door: Door
) -> None:
    old = link_of(door.evening)
    visitor.get(old)
    visitor.submit()
    visitor.get("/deur")
    page = visitor.token
    session.refresh(door.evening)
    door.evening.renew_door()
    session.commit()
    visitor.get("/deur", status=404)
    visitor.get(old, status=410)
    assert "Vraag de school om een nieuwe link" in visitor.text
    assert "Inloggen" not in visitor.text
    sent = {"csrf_token": page}
    for url in (old, f"/deur/gezin/{door.sami.id}/binnen", f"/deur/gezin/{door.sami.id}/terug"):
        assert visitor.client.post(url, data=sent).status_code in (404, 410)
    visitor.get(link_of(door.evening))
    visitor.submit()
    assert visitor.url == "/deur"


@pytest.mark.parametrize("token", ["x", "WzEsMV0.x.y", "%00", "é" * 300])
def test_a_link_that_is_forged_is_turned_down(visitor: Visitor, door: Door, token: str) -> None:
    visitor.get(f"/deur/open/{token}", status=410)


def test_a_pass_of_another_evening_opens_nothing_of_this_one(
    session: Session, visitor: Visitor, door: Door
) -> None:
    other = make_evening(session)
    session.commit()
    give_pass(visitor.client, other)
    visitor.get("/deur?zoek=sami")
    assert "Niemand gevonden" in visitor.text
    for page in (f"gezin/{door.sami.id}", f"{door.evening.id}/lijst"):
        visitor.get(f"/deur/{page}", status=404)
    for act in ("binnen", "terug"):
        visitor.get("/deur")
        visitor.post(f"/deur/gezin/{door.sami.id}/{act}", status=404)


def test_an_evening_that_was_called_off_has_no_door(
    session: Session, visitor: Visitor, door: Door
) -> None:
    give_pass(visitor.client, door.evening)
    door.evening.state = EveningState.CANCELLED
    session.commit()
    visitor.get(link_of(door.evening))
    assert "De avond gaat niet door" in visitor.text
    visitor.get("/deur", status=404)
    visitor.get(f"/deur/{door.evening.id}/lijst", status=404)


def test_a_helper_who_is_done_leaves_the_door(visitor: Visitor, door: Door) -> None:
    give_pass(visitor.client, door.evening)
    visitor.get("/deur")
    visitor.post("/deur/klaar")
    assert "U helpt nu niet meer bij de deur" in visitor.text
    visitor.get("/deur", status=404)


def test_a_school_prints_the_list_of_its_own_evening_only(
    session: Session, sign_in: SignIn, visitor: Visitor, door: Door, time: Clock
) -> None:
    own = session.get_one(Account, door.evening.contact_id)
    stranger = make_account(session, make_organisation(session))
    session.commit()
    time.now = TONIGHT - timedelta(days=3)
    address = f"/deur/{door.evening.id}/lijst"
    sign_in(own).get(address)
    sign_in(stranger).get(address, status=404)
    visitor.get(address, status=404)
