"""The administrator's page: who coordinates what, asking one more, and closing an account."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from tests.factories import make_account, make_organisation
from tests.factories_register import make_register_entry
from tests.pages import SignIn, Visitor

LIST = "/regio/coordinatoren/"
ASK = f"{LIST}vragen"
CARLA = {"region": "07", "name": "Carla de Wit", "email": "carla@regio.example"}


@pytest.fixture
def administrator(session: Session) -> Account:
    make_register_entry(session)
    account = make_account(session, role=Role.ADMINISTRATOR, region_code=None, name="Bea Beheer")
    session.commit()
    return account


@pytest.fixture
def visitor(administrator: Account, sign_in: SignIn) -> Visitor:
    return sign_in(administrator)


def recipients(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(OutboxMail.recipient).order_by(OutboxMail.id)))


def test_an_administrator_asks_a_coordinator_sends_the_letter_again_and_closes_the_account(
    session: Session, visitor: Visitor
) -> None:
    visitor.get(LIST)
    assert "Er is nog geen coördinator." in visitor.text
    assert "Nog zonder coördinator Zuidoost-Drenthe" in visitor.text
    visitor.get(ASK)
    visitor.submit(CARLA)
    assert "We sturen een mail naar carla@regio.example." in visitor.text
    assert "Carla de Wit Zuidoost-Drenthe carla@regio.example Gevraagd" in visitor.text
    number = session.scalars(Account.by_email(CARLA["email"])).one().id
    session.rollback()
    visitor.post(f"{LIST}{number}/opnieuw")
    assert recipients(session) == [CARLA["email"]] * 2
    session.rollback()
    visitor.get(f"{LIST}{number}/uitschakelen")
    assert "Carla de Wit uitschakelen?" in visitor.text
    visitor.submit()
    assert "Carla de Wit kan niet meer inloggen." in visitor.text
    assert "Er is nog geen coördinator." in visitor.text


def test_a_region_with_a_coordinator_is_not_missing_one(session: Session, visitor: Visitor) -> None:
    make_account(session, region_code="07", name="Carla")
    session.commit()
    visitor.get(LIST)
    assert "Nog zonder coördinator" not in visitor.text
    assert "Gevraagd" not in visitor.text


def test_who_is_there_already_gets_no_letter(session: Session, visitor: Visitor) -> None:
    make_account(session, region_code="07", email=CARLA["email"])
    session.commit()
    visitor.get(ASK)
    visitor.submit(CARLA)
    assert "carla@regio.example is al coördinator van deze regio." in visitor.text
    assert recipients(session) == []


def test_an_address_of_another_account_is_refused_beside_the_field(
    session: Session, visitor: Visitor
) -> None:
    make_account(session, make_organisation(session), email=CARLA["email"])
    session.commit()
    visitor.get(ASK)
    visitor.submit(CARLA, status=422)
    assert "Dit adres hoort al bij een ander account." in visitor.text
    field = visitor.page.select_one("#name")
    assert field is not None
    assert field["value"] == "Carla de Wit"


@pytest.mark.parametrize(
    "changes",
    [{"region": "99"}, {"region": ""}, {"name": " "}, {"email": "geen adres"}, {"name": "x" * 121}],
)
def test_what_cannot_be_is_said_beside_the_field_and_nobody_is_asked(
    session: Session, visitor: Visitor, changes: dict[str, str]
) -> None:
    visitor.get(ASK)
    visitor.submit(CARLA | changes, status=422)
    assert recipients(session) == []


def test_without_schools_there_are_no_regions_and_the_page_says_so(
    session: Session, sign_in: SignIn
) -> None:
    account = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    session.commit()
    visitor = sign_in(account)
    visitor.get(LIST)
    assert "Er zijn nog geen regio’s." in visitor.text
    assert "Vraag een coördinator" not in visitor.text


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid", "/colofon", "/organisatie/"])
def test_a_school_reads_who_coordinates_its_region(
    session: Session, sign_in: SignIn, path: str
) -> None:
    manager = make_account(session, make_organisation(session, region_code="07"))
    make_account(session, region_code="07", name="Carla de Wit", email=CARLA["email"])
    make_account(session, region_code="08", name="Iemand Anders")
    make_account(session, region_code="07", name="Nog Niet Gekomen", email_confirmed_at=None)
    session.commit()
    visitor = sign_in(manager)
    visitor.get(path)
    assert "Uw regiocoördinator: Carla de Wit , carla@regio.example" in visitor.text
    assert visitor.page.select_one('a[href="mailto:carla@regio.example"]')
    assert "Iemand Anders" not in visitor.text
    assert "Nog Niet Gekomen" not in visitor.text


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid", "/colofon", "/organisatie/"])
def test_where_a_region_has_nobody_the_page_names_who_runs_this(
    session: Session, administrator: Account, sign_in: SignIn, path: str
) -> None:
    manager = make_account(session, make_organisation(session, region_code="07"))
    session.commit()
    visitor = sign_in(manager)
    visitor.get(path)
    assert "U kunt ons mailen: partnerlink@localhost" in visitor.text
    assert "Bea Beheer" not in visitor.text
