"""The list of a partner's own offers, and who gets 404."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.talk import OfferState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from tests.factories import make_account, make_offer, make_organisation
from tests.pages import SignIn, Visitor, statements

MOST_STATEMENTS = 6


@pytest.fixture
def baker(session: Session) -> Account:
    """Give somebody of a bakery with an offer in every state, and 25 closed ones."""
    baker = make_account(session, make_organisation(session, OrganisationKind.EMPLOYER))
    for state in OfferState:
        make_offer(session, baker.organisation, contact=baker, state=state, subject=f"Les {state}")
    for number in range(25):
        make_offer(
            session,
            baker.organisation,
            contact=baker,
            state=OfferState.CLOSED,
            subject=f"Kerst {number}",
        )
    session.commit()
    return baker


def subjects(visit: Visitor) -> list[str]:
    return [tag.get_text(strip=True) for tag in visit.page.select(".record h2")]


def test_a_state_in_the_address_chooses(sign_in: SignIn, baker: Account) -> None:
    visit = sign_in(baker)
    visit.get("/aanbod/?staat=paused")
    assert subjects(visit) == ["Les paused"]
    assert [tag.get_text(" ", strip=True) for tag in visit.page.select(".tabs a")] == [
        "Alles 29",
        "Concept 1",
        "Open 1",
        "Gepauzeerd 1",
        "Gesloten 26",
    ]


def test_words_in_the_address_choose(sign_in: SignIn, baker: Account) -> None:
    visit = sign_in(baker)
    visit.get("/aanbod/?zoek=kerst+24")
    assert subjects(visit) == ["Kerst 24"]
    assert "1 gastles gevonden" in visit.text
    visit.get("/aanbod/?zoek=<script>&staat=open")
    assert "Hier staat niets." in visit.text
    assert visit.page.find("input", id="zoek", value="<script>")


def test_the_pages_keep_the_filters(sign_in: SignIn, baker: Account) -> None:
    visit = sign_in(baker)
    visit.get("/aanbod/?staat=closed&zoek=kerst")
    assert len(subjects(visit)) == 20
    visit.get(str(visit.page.select_one(".pages a[rel=next]")["href"]))  # type: ignore[index]
    assert visit.url == "/aanbod/?staat=closed&zoek=kerst&bladzijde=2"
    assert len(subjects(visit)) == 5


def test_a_long_list_takes_as_few_statements_as_a_short_one(
    app: Flask, sign_in: SignIn, baker: Account
) -> None:
    visit = sign_in(baker)
    for address in ("/aanbod/", "/aanbod/?zoek=kerst&staat=closed&bladzijde=2"):
        with statements(app) as seen:
            visit.get(address)
        assert len(seen) <= MOST_STATEMENTS, seen


@pytest.mark.parametrize("state", OfferState)
def test_another_partner_and_a_school_find_nothing_of_it(
    session: Session, sign_in: SignIn, baker: Account, state: OfferState
) -> None:
    offer = make_offer(session, baker.organisation, contact=baker, state=state)
    others = [
        make_account(session, make_organisation(session, OrganisationKind.EMPLOYER)),
        make_account(session, make_organisation(session)),
        make_account(session),
    ]
    session.commit()
    for visit in map(sign_in, others):
        for address in ("", "/wijzigen", "/voorbeeld", "/sluiten"):
            visit.get(f"/aanbod/{offer.id}{address}", status=404)
        for address in ("wijzigen", "kopie", "plaatsen", "pauzeren", "hervatten", "sluiten"):
            visit.get("/privacy")
            visit.post(f"/aanbod/{offer.id}/{address}", status=404)
    session.refresh(offer)
    assert offer.state is state


@pytest.mark.parametrize("address", ["0", "99999", "9" * 30, "-1", "1.5", "x", "²"])
def test_an_offer_that_is_not_there_is_a_404(sign_in: SignIn, baker: Account, address: str) -> None:
    sign_in(baker).get(f"/aanbod/{address}", status=404)
