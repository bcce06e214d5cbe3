import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from tests.blueprints.sign_up.typed import CONTACT, EMPLOYER, count, errors, organisation
from tests.factories import PASSWORD, make_account, make_organisation
from tests.factories_register import make_register_entry
from tests.pages import Visitor, statements


def test_the_first_page_offers_five_kinds(visitor: Visitor) -> None:
    page = visitor.get("/aanmelden/")
    cards = page.select(".task a")
    assert len(cards) == 5
    for card in cards:
        visitor.get(str(card["href"]))


def test_a_school_finds_itself_and_signs_up(visitor: Visitor, session: Session) -> None:
    make_register_entry(session)
    session.commit()
    page = visitor.get("/aanmelden/school?q=veen+emmen")
    visitor.get(str(page.select_one(".record a")["href"]))  # type: ignore[index]
    assert "@veencollege.example" in visitor.text
    visitor.submit(CONTACT | {"email": "Decaan@VeenCollege.example"})
    assert "Kijk in uw mail" in visitor.text
    assert organisation(session).state is OrganisationState.UNVERIFIED
    account = session.scalars(select(Account)).one()
    assert (account.email, account.is_active) == ("decaan@veencollege.example", False)
    assert PASSWORD not in (account.password_hash or "")
    assert session.scalars(select(OutboxMail.kind)).all() == [MailKind.CONFIRM_EMAIL]


def test_a_school_that_takes_part_already_is_told_in_the_list_and_on_the_form(
    visitor: Visitor, session: Session
) -> None:
    make_register_entry(session)
    make_account(session, make_organisation(session, code="01AB00"))
    session.commit()
    page = visitor.get("/aanmelden/school?q=veen")
    assert page.select(".record a") == []
    assert "Doet al mee" in visitor.text
    visitor.get("/aanmelden/school/01AB00")
    page = visitor.submit(CONTACT, status=422)
    assert "Vraag uw collega" in page.select_one(".alert").get_text()  # type: ignore[union-attr]
    assert count(session, OutboxMail) == 0


def test_a_long_list_says_that_there_is_more(
    app: Flask, visitor: Visitor, session: Session
) -> None:
    for number in range(30):
        make_register_entry(session, code=f"01AB{number:02}")
    session.commit()
    with statements(app) as seen:
        page = visitor.get("/aanmelden/school?q=veen")
    assert len(page.select(".record")) == 25
    assert "Typ er een woord bij" in visitor.text
    assert len(seen) <= 3


@pytest.mark.parametrize("typed", ["zzz", "\x00", "%", "'; drop table", "\ud800", "x" * 5000])
def test_any_search_is_answered(visitor: Visitor, session: Session, typed: str) -> None:
    make_register_entry(session)
    session.commit()
    query = {"q": typed.encode("utf-8", "surrogatepass")}
    assert visitor.client.get("/aanmelden/school", query_string=query).status_code == 200


def test_an_institution_on_the_list_is_not_typed_by_hand(
    visitor: Visitor, session: Session
) -> None:
    make_register_entry(session, OrganisationKind.MBO)
    session.commit()
    visitor.get("/aanmelden/mbo/gegevens")
    page = visitor.submit(EMPLOYER | {"code": "25lx"}, status=422)
    assert "staat in de lijst" in errors(page)["code"]
