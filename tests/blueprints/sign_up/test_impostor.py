"""Somebody of elsewhere signs a school up first; the school gets it by itself."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import links
from partnerlink.domain.organisation import OrganisationState
from partnerlink.links import Purpose
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from tests.blueprints.sign_up.typed import CONTACT, EMPLOYER, URL, organisation
from tests.factories import make_account, make_organisation
from tests.factories_accounts import is_in
from tests.factories_register import make_register_entry
from tests.factories_sign_up import OFFICIAL, come_first
from tests.pages import Visitor

PAGE = "/aanmelden/school/01AB00"
CHOSEN = {"password": CONTACT["password"]}


@pytest.fixture
def impostor(session: Session) -> Account:
    account = come_first(session)
    session.commit()
    return account


def confirm_link(app: Flask, session: Session, email: str) -> str:
    session.rollback()
    account = session.scalars(Account.by_email(email)).one()
    facts = account.id, account.email, account.session_key
    session.rollback()
    with app.app_context():
        return f"/bevestigen/{links.sign(Purpose.CONFIRM_EMAIL, *facts)}"


def sign_up(visitor: Visitor, email: str, *, status: int = 200) -> None:
    visitor.get(PAGE)
    visitor.submit(CONTACT | {"email": email}, status=status)


def test_the_list_says_that_somebody_asked_and_who_goes_first(
    visitor: Visitor, impostor: Account
) -> None:
    page = visitor.get("/aanmelden/school?q=veen")
    assert "Is aangevraagd" in visitor.text
    assert "Doet al mee" not in visitor.text
    assert "@veencollege.example" in visitor.text
    assert page.select_one(".record a")["href"] == PAGE  # type: ignore[index]


def test_without_a_domain_on_the_list_nobody_is_sent_to_the_form(
    session: Session, visitor: Visitor
) -> None:
    make_register_entry(session, mail_domain="")
    make_account(session, make_organisation(session, code="01AB00", is_verified=False))
    session.commit()
    page = visitor.get("/aanmelden/school?q=veen")
    assert page.select(".record a") == []
    assert "Is aangevraagd" in visitor.text


def test_who_has_no_address_of_the_school_is_told_who_has_to_do_it(
    visitor: Visitor, impostor: Account
) -> None:
    sign_up(visitor, "ander@gmail.example", status=422)
    assert "een e-mailadres van de organisatie zelf" in visitor.text


def test_the_school_signs_up_confirms_and_can_begin(
    app: Flask, session: Session, visitor: Visitor, impostor: Account
) -> None:
    sign_up(visitor, OFFICIAL)
    assert "Kijk in uw mail" in visitor.text
    visitor.get(confirm_link(app, session, OFFICIAL))
    assert "Veencollege" in visitor.text
    visitor.submit(CHOSEN)
    assert is_in(visitor)
    school = organisation(session)
    assert (school.code, school.state) == ("01AB00", OrganisationState.VERIFIED)
    assert session.scalars(select(Account.email)).all() == [OFFICIAL]


def test_the_impostor_is_signed_out(
    app: Flask, session: Session, visitor: Visitor, impostor: Account
) -> None:
    thief = Visitor(app.test_client())
    with thief.client.session_transaction() as cookie:
        cookie.update(_user_id=impostor.get_id(), _fresh=True)
    assert is_in(thief)
    sign_up(visitor, OFFICIAL)
    assert is_in(thief)
    visitor.get(confirm_link(app, session, OFFICIAL))
    visitor.submit(CHOSEN)
    assert not is_in(thief)


def test_who_confirms_after_a_colleague_is_told_and_can_be_invited(
    app: Flask, session: Session, visitor: Visitor, impostor: Account
) -> None:
    late = "rector@veencollege.example"
    for email in (OFFICIAL, late):
        sign_up(visitor, email)
    late_link = confirm_link(app, session, late)
    visitor.get(confirm_link(app, session, OFFICIAL))
    visitor.submit(CHOSEN)
    rector = Visitor(app.test_client())
    rector.get(late_link)
    rector.submit(CHOSEN)
    assert rector.url == "/inloggen"
    assert "Vraag uw collega om u uit te nodigen" in rector.text
    session.rollback()
    assert session.scalars(select(Account.email)).all() == [OFFICIAL]
    assert len(session.scalars(select(Organisation.id)).all()) == 1


def test_a_sign_up_with_the_address_of_another_lets_nobody_in(
    app: Flask, session: Session, visitor: Visitor
) -> None:
    make_register_entry(session)
    session.commit()
    sign_up(Visitor(app.test_client()), OFFICIAL)
    visitor.get(confirm_link(app, session, OFFICIAL))
    visitor.submit({"password": "wat de decaan zelf zou kiezen"}, status=422)
    assert "hoort niet bij deze aanmelding" in visitor.text
    assert not is_in(visitor)
    assert session.scalars(select(Account.email_confirmed_at)).all() == [None]


def test_the_telephone_number_is_of_the_person_and_that_of_the_list_stays(
    session: Session, visitor: Visitor
) -> None:
    make_register_entry(session, phone="0591123456")
    session.commit()
    visitor.get(PAGE)
    assert "0591 12 34 56" in visitor.text
    visitor.submit(CONTACT | {"phone": "06 12 34 56 78"})
    assert organisation(session).phone == "0591123456"
    assert session.scalars(select(Account.phone)).all() == ["+31612345678"]


def test_an_employer_gives_a_telephone_number(session: Session, visitor: Visitor) -> None:
    visitor.get(URL)
    visitor.submit(EMPLOYER | {"phone": "0591 12 34 56"})
    assert organisation(session).phone == ""
    assert session.scalars(select(Account.phone)).all() == ["+31591123456"]
