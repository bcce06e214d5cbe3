"""A partner's own offers, page by page."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.talk import OFFER, OfferState
from partnerlink.domain.vocabulary import Level, OrganisationKind, Sector, Slot, TalkLanguage
from partnerlink.models.account import Account
from partnerlink.models.match_point import OfferPoint
from partnerlink.models.talk_offer import TalkOffer
from tests.factories import NOW, make_account, make_offer, make_organisation
from tests.factories_register import make_register_entry
from tests.pages import SignIn, Visitor
from tests.stored import stored

WHOLE: dict[str, Any] = {
    "subject": "Van deeg tot brood",
    "description": "Hoe een bakker werkt.\nEn waarom zo vroeg.",
    "sectors": ["horeca", "handel"],
    "levels": ["vmbo_bb"],
    "slots": ["mon_morning", "fri_evening"],
    "radius_km": "30 km",
    "talks_per_year": "6",
    "is_online_possible": "ja",
    "languages": ["nl", "pl"],
    "shows_role_model": "ja",
    "own_route": "Eerst vmbo, toen mbo.",
    "is_first_to_study": "ja",
    "travel_note": "Met de bus",
}
STEPS = {"plaatsen": "publish", "pauzeren": "pause", "hervatten": "resume", "sluiten": "close"}
ADDRESSES = ("", "/wijzigen", "/voorbeeld", "/sluiten")


@pytest.fixture
def baker(session: Session) -> Account:
    """Give somebody of a verified bakery."""
    baker = make_account(session, make_organisation(session, OrganisationKind.EMPLOYER))
    session.commit()
    return baker


@pytest.fixture
def visit(sign_in: SignIn, baker: Account) -> Visitor:
    """Give the baker's browser."""
    return sign_in(baker)


def offer_of(session: Session, baker: Account, **changes: Any) -> TalkOffer:
    offer = make_offer(session, baker.organisation, contact=baker, **changes)
    session.commit()
    return offer


def test_no_offers_yet_says_what_to_do(visit: Visitor) -> None:
    visit.get("/aanbod/")
    assert "Nog geen aanbod. Plaats het eerste." in visit.text
    assert visit.page.find("a", href="/aanbod/nieuw")


def test_who_is_not_let_in_yet_is_asked_for_a_draft(session: Session, sign_in: SignIn) -> None:
    baker = make_account(
        session, make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    )
    session.commit()
    visit = sign_in(baker)
    visit.get("/aanbod/")
    assert "Nog geen aanbod. Maak alvast een concept." in visit.text


def ticked(visit: Visitor, name: str) -> list[str]:
    return [str(box["value"]) for box in visit.page.select(f"input[name={name}][checked]")]


def test_the_work_that_the_register_knows_is_ticked_in_the_first_offer_only(
    session: Session, visit: Visitor, baker: Account
) -> None:
    company = baker.organisation
    assert company is not None
    company.code = "01234567"
    make_register_entry(
        session,
        OrganisationKind.EMPLOYER,
        code="01234567000012345678",
        sectors=frozenset({Sector.HORECA, Sector.HANDEL}),
    )
    session.commit()
    visit.get("/aanbod/nieuw")
    assert set(ticked(visit, "sectors")) == {"horeca", "handel"}
    visit.submit(WHOLE | {"sectors": ["zorg"], "knop": "concept"})
    assert session.scalars(select(TalkOffer)).one().sectors == {Sector.ZORG}
    visit.get("/aanbod/nieuw")
    assert ticked(visit, "sectors") == []


def test_a_whole_offer_is_placed_and_found(app: Flask, visit: Visitor, session: Session) -> None:
    visit.get("/aanbod/nieuw")
    visit.submit(WHOLE | {"knop": "plaatsen"})
    (offer,) = stored(app, TalkOffer)
    assert offer.state is OfferState.OPEN
    assert offer.published_at == NOW
    assert offer.sectors == {Sector.HORECA, Sector.HANDEL}
    assert offer.levels == {Level.VMBO_BB}
    assert offer.slots == {Slot.MON_MORNING, Slot.FRI_EVENING}
    assert offer.languages == {TalkLanguage.NL, TalkLanguage.PL}
    assert (offer.radius_km, offer.talks_per_year) == (30, 6)
    assert (offer.is_online_possible, offer.shows_role_model) == (True, True)
    assert (offer.own_route, offer.is_first_to_study) == (WHOLE["own_route"], True)
    assert (offer.description, offer.travel_note) == (WHOLE["description"], "Met de bus")
    with app.extensions[db.EXTENSION].open_reading() as opened:
        assert opened.scalar(select(func.count()).select_from(OfferPoint)) == 2
    assert visit.url == f"/aanbod/{offer.id}"
    assert "Uw aanbod staat open." in visit.text
    assert visit.page.find("a", href=f"/aanbod/{offer.id}/aanvragen")


def test_a_draft_may_be_nearly_empty(app: Flask, visit: Visitor, session: Session) -> None:
    visit.get("/aanbod/nieuw")
    visit.submit({"subject": "Brood", "knop": "concept", "radius_km": "", "talks_per_year": ""})
    (offer,) = stored(app, TalkOffer)
    assert (offer.state, offer.subject, offer.radius_km) == (OfferState.DRAFT, "Brood", 25)
    assert "Vul nog in: wat u vertelt, over welk werk het gaat" in visit.text
    assert not visit.page.find("form", action=f"/aanbod/{offer.id}/plaatsen")


def test_a_draft_is_filled_in_and_placed_later(
    app: Flask, visit: Visitor, session: Session, baker: Account
) -> None:
    offer = offer_of(session, baker, state=OfferState.DRAFT, description="")
    visit.get(f"/aanbod/{offer.id}/wijzigen")
    visit.submit({"subject": "Brood", "knop": "plaatsen"}, status=422)
    assert "Schrijf op wat u vertelt." in visit.text
    assert stored(app, TalkOffer)[0].subject == "Van deeg tot brood"
    visit.submit(WHOLE | {"knop": "plaatsen"})
    assert stored(app, TalkOffer)[0].state is OfferState.OPEN


def test_an_unverified_partner_keeps_drafts_only(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    home = make_organisation(session, OrganisationKind.INDIVIDUAL, is_verified=False)
    account = make_account(session, home)
    session.commit()
    visit = sign_in(account)
    visit.get("/aanbod/nieuw")
    assert "Uw organisatie wordt nog gecontroleerd" in visit.text
    assert not visit.page.find("button", value="plaatsen")
    visit.submit(WHOLE | {"knop": "plaatsen"}, status=422)
    assert "Uw organisatie doet nog niet mee." in visit.text
    assert visit.page.find("input", value="Van deeg tot brood")
    assert stored(app, TalkOffer) == []
    visit.submit(WHOLE | {"knop": "concept"})
    assert [offer.state for offer in stored(app, TalkOffer)] == [OfferState.DRAFT]


def test_a_partner_without_a_place_is_told_so(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    account = make_account(session, make_organisation(session, OrganisationKind.HBO, at=None))
    session.commit()
    visit = sign_in(account)
    visit.get("/aanbod/nieuw")
    visit.submit(WHOLE | {"knop": "plaatsen"}, status=422)
    assert "We weten nog niet waar u bent." in visit.text
    assert stored(app, TalkOffer) == []


def test_a_story_is_kept_only_when_schools_may_read_it(
    app: Flask, visit: Visitor, session: Session
) -> None:
    visit.get("/aanbod/nieuw")
    story = {name: value for name, value in WHOLE.items() if name != "shows_role_model"}
    visit.submit(story | {"knop": "plaatsen"}, status=422)
    assert "Zet hier een vinkje als scholen dit mogen lezen." in visit.text
    assert stored(app, TalkOffer) == []


def test_schools_read_the_story_only_where_they_may(
    visit: Visitor, session: Session, baker: Account
) -> None:
    offer = offer_of(session, baker, own_route="Eerst vmbo.", shows_role_model=False)
    visit.get(f"/aanbod/{offer.id}/voorbeeld")
    assert "Eerst vmbo." not in visit.text
    offer.shows_role_model = True
    session.commit()
    visit.get(f"/aanbod/{offer.id}/voorbeeld")
    assert "Eerst vmbo." in visit.text


def test_a_change_of_an_open_offer_is_kept(
    app: Flask, visit: Visitor, session: Session, baker: Account
) -> None:
    offer = offer_of(session, baker)
    visit.get(f"/aanbod/{offer.id}/wijzigen")
    visit.submit(WHOLE | {"subject": "", "knop": "opslaan"}, status=422)
    visit.submit(WHOLE | {"subject": "Van graan tot brood", "knop": "opslaan"})
    assert "Uw wijziging is bewaard." in visit.text
    (kept,) = stored(app, TalkOffer)
    assert (kept.subject, kept.state) == ("Van graan tot brood", OfferState.OPEN)


@pytest.mark.parametrize("state", OfferState)
@pytest.mark.parametrize("word", STEPS)
def test_each_step_follows_the_table(
    app: Flask, visit: Visitor, session: Session, baker: Account, word: str, state: OfferState
) -> None:
    offer = offer_of(session, baker, state=state)
    visit.get(f"/aanbod/{offer.id}")
    is_drawn = bool(visit.page.find(attrs={"action": f"/aanbod/{offer.id}/{word}"}))
    is_linked = bool(visit.page.find("a", href=f"/aanbod/{offer.id}/{word}"))
    is_possible = OFFER.allows(STEPS[word], state)
    assert (is_drawn or is_linked) is is_possible
    visit.post(f"/aanbod/{offer.id}/{word}", status=200 if is_possible else 409)
    after = OFFER.after(STEPS[word], state) if is_possible else state
    assert stored(app, TalkOffer)[0].state is after


@pytest.mark.parametrize("state", OfferState)
def test_an_offer_in_any_state_is_copied_to_a_draft(
    app: Flask, visit: Visitor, session: Session, baker: Account, state: OfferState
) -> None:
    offer = offer_of(session, baker, state=state)
    visit.get(f"/aanbod/{offer.id}")
    visit.post(f"/aanbod/{offer.id}/kopie")
    copy = stored(app, TalkOffer)[1]
    assert (copy.state, copy.copied_from_id) == (OfferState.DRAFT, offer.id)
    assert visit.url == f"/aanbod/{copy.id}/wijzigen"


def test_a_closed_offer_is_not_changed(visit: Visitor, session: Session, baker: Account) -> None:
    offer = offer_of(session, baker, state=OfferState.CLOSED)
    for address in ("/wijzigen", "/sluiten"):
        visit.get(f"/aanbod/{offer.id}{address}", status=409)
    visit.get("/aanbod/nieuw")
    visit.post(f"/aanbod/{offer.id}/wijzigen", WHOLE, status=409)
