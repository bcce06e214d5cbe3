"""In which holiday region a school is: asked of who is on no list, shown to all."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import HolidayRegion, OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from tests.blueprints.organisations.test_own_page import ADDRESS
from tests.factories import COEVORDEN, MAASTRICHT, make_account, make_organisation
from tests.factories_register import make_register_entry
from tests.pages import SignIn

EDIT = "/organisatie/wijzigen"
CODE = "01AB00"


def add_manager(session: Session, region: HolidayRegion | None) -> Account:
    """Make the manager of a school in Emmen."""
    school = make_organisation(session, code=CODE, holiday_region=region)
    account = make_account(session, school)
    session.commit()
    return account


def region_of(session: Session, account: Account) -> HolidayRegion | None:
    session.rollback()
    session.expire_all()
    home = session.get_one(Organisation, account.organisation_id)
    region = home.holiday_region
    session.rollback()
    return region


def test_a_school_that_did_not_know_its_region_reads_what_that_means_and_chooses_it(
    session: Session, sign_in: SignIn
) -> None:
    make_register_entry(session, code="02AB00", holiday_region=HolidayRegion.NOORD, at=COEVORDEN)
    make_register_entry(session, code="03AB00", holiday_region=HolidayRegion.ZUID, at=MAASTRICHT)
    make_register_entry(session, code="04AB00", holiday_region=None)
    manager = add_manager(session, None)
    visitor = sign_in(manager)
    visitor.get("/organisatie/")
    assert "Vakantieregio Nog niet bekend" in visitor.text
    visitor.get("/organisatie/vakanties/")
    assert "Tot die tijd staat de antwoordtijd stil in de vakantie van elke regio." in visitor.text
    assert visitor.page.select_one(f'main a[href="{EDIT}"]')
    page = visitor.get(EDIT)
    assert "De dichtstbijzijnde school hoort bij vakantieregio Noord." in visitor.text
    chosen = page.select_one("input[name=holiday_region][checked]")
    assert chosen is not None
    assert chosen["value"] == "weet-ik-niet"
    visitor.submit(ADDRESS)
    assert "Vakantieregio Noord" in visitor.text
    assert region_of(session, manager) is HolidayRegion.NOORD


def test_a_school_can_take_back_what_it_said(session: Session, sign_in: SignIn) -> None:
    manager = add_manager(session, HolidayRegion.NOORD)
    visitor = sign_in(manager)
    visitor.get(EDIT)
    assert "De dichtstbijzijnde school" not in visitor.text
    visitor.submit(ADDRESS | {"holiday_region": "weet-ik-niet"})
    assert region_of(session, manager) is None


def test_a_school_on_the_list_has_the_region_of_the_list(session: Session, sign_in: SignIn) -> None:
    make_register_entry(session, code=CODE, holiday_region=HolidayRegion.NOORD)
    manager = add_manager(session, HolidayRegion.NOORD)
    visitor = sign_in(manager)
    page = visitor.get(EDIT)
    assert page.find(attrs={"name": "holiday_region"}) is None
    visitor.submit(ADDRESS | {"holiday_region": "zuid"})
    assert region_of(session, manager) is HolidayRegion.NOORD


@pytest.mark.parametrize("answer", ["", "oost"])
def test_an_answer_that_there_is_not_is_refused(
    session: Session, sign_in: SignIn, answer: str
) -> None:
    manager = add_manager(session, HolidayRegion.NOORD)
    visitor = sign_in(manager)
    visitor.get(EDIT)
    visitor.submit(ADDRESS | {"holiday_region": answer}, status=422)
    assert region_of(session, manager) is HolidayRegion.NOORD


def test_a_partner_has_no_holiday_region(session: Session, sign_in: SignIn) -> None:
    bakery = make_organisation(session, OrganisationKind.EMPLOYER, holiday_region=None)
    account = make_account(session, bakery)
    session.commit()
    visitor = sign_in(account)
    visitor.get("/organisatie/")
    assert "Vakantieregio" not in visitor.text
    visitor.get(EDIT)
    assert "Vakantieregio" not in visitor.text
