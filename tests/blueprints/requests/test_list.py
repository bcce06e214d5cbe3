"""The list of a school's own requests, and who gets 404."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.talk import RequestState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from tests.factories import make_account, make_organisation, make_request
from tests.pages import SignIn, Visitor, statements

MOST_STATEMENTS = 7


@pytest.fixture
def decaan(session: Session) -> Account:
    """Give somebody of a school with a request in every state, and 25 that are completed."""
    decaan = make_account(session, make_organisation(session))
    subjects = [(state, f"Les {state}") for state in RequestState]
    subjects += [(RequestState.COMPLETED, f"Kerst {number}") for number in range(25)]
    for state, subject in subjects:
        make_request(session, decaan.organisation, contact=decaan, state=state, subject=subject)
    session.commit()
    return decaan


def subjects(visit: Visitor) -> list[str]:
    return [tag.get_text(strip=True) for tag in visit.page.select(".record h2")]


def test_a_state_and_words_in_the_address_choose(sign_in: SignIn, decaan: Account) -> None:
    visit = sign_in(decaan)
    visit.get("/aanvragen/?staat=planned")
    assert subjects(visit) == ["Les planned"]
    visit.get("/aanvragen/?zoek=kerst+24")
    assert subjects(visit) == ["Kerst 24"]
    visit.get("/aanvragen/?zoek=kerst&staat=open")
    assert "Hier staat niets." in visit.text


def test_a_long_list_takes_as_few_statements_as_a_short_one(
    app: Flask, sign_in: SignIn, decaan: Account
) -> None:
    visit = sign_in(decaan)
    for address in ("/aanvragen/", "/aanvragen/?zoek=kerst&staat=completed&bladzijde=2"):
        with statements(app) as seen:
            visit.get(address)
        assert len(seen) <= MOST_STATEMENTS, seen


@pytest.mark.parametrize("state", RequestState)
def test_another_school_and_a_partner_find_nothing_of_it(
    app: Flask, session: Session, sign_in: SignIn, decaan: Account, state: RequestState
) -> None:
    made = make_request(session, decaan.organisation, contact=decaan, state=state)
    others = [
        make_account(session, make_organisation(session)),
        make_account(session, make_organisation(session, OrganisationKind.EMPLOYER)),
        make_account(session),
    ]
    session.commit()
    for visit in map(sign_in, others):
        for address in ("", "/wijzigen", "/voorbeeld", "/sluiten"):
            visit.get(f"/aanvragen/{made.id}{address}", status=404)
        for address in ("wijzigen", "kopie", "plaatsen", "pauzeren", "hervatten", "sluiten"):
            visit.get("/privacy")
            visit.post(f"/aanvragen/{made.id}/{address}", status=404)
    session.refresh(made)
    assert made.state is state


def test_a_school_cannot_make_an_offer_nor_a_partner_a_request(
    session: Session, sign_in: SignIn, decaan: Account
) -> None:
    baker = make_account(session, make_organisation(session, OrganisationKind.EMPLOYER))
    session.commit()
    sign_in(decaan).get("/aanbod/nieuw", status=404)
    sign_in(baker).get("/aanvragen/nieuw", status=404)


@pytest.mark.parametrize("address", ["0", "99999", "9" * 30, "-1", "1.5", "x"])
def test_a_request_that_is_not_there_is_a_404(
    sign_in: SignIn, decaan: Account, address: str
) -> None:
    sign_in(decaan).get(f"/aanvragen/{address}", status=404)
