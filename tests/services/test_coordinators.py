"""Who looks after a region: asked by letter, once, and closed again."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import EmailTaken
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import coordinators
from partnerlink.services.accounts import join
from partnerlink.services.coordinators import EVERYWHERE, Office, Outcome, coordinators_of
from partnerlink.services.organisations import Region
from partnerlink.services.regions import find_region, known_regions
from tests.factories import NOW, PASSWORD, make_account, make_organisation
from tests.factories_register import make_register_entry

DRENTHE = Region("07", "Zuidoost-Drenthe")
TWENTE = Region("12", "Twente")
EMAIL = "carla@regio.example"


def ask(session: Session, region: Region = DRENTHE, email: str = EMAIL) -> Outcome:
    return coordinators.ask(
        session, Office(region), name="Carla de Wit", email=email, by="Bea Beheer", now=NOW
    )


def holder(session: Session) -> Account:
    return session.scalars(Account.by_email(EMAIL)).one()


def letters(session: Session) -> list[OutboxMail]:
    return list(session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


@pytest.mark.both_databases
def test_who_is_asked_gets_a_letter_and_coordinates_once_they_come(session: Session) -> None:
    assert ask(session) is Outcome.ASKED
    account = holder(session)
    assert (account.role, account.region_code) == (Role.COORDINATOR, "07")
    assert not account.is_active
    assert coordinators_of(session, "07") == []
    (letter,) = letters(session)
    assert (letter.kind, letter.recipient) == (MailKind.APPOINTED, EMAIL)
    assert letter.facts == {"invited_by": "Bea Beheer", "region": "Zuidoost-Drenthe"}
    join(account, name="Carla", password=PASSWORD, now=NOW)
    assert coordinators_of(session, "07") == [account]


def test_an_administrator_looks_after_every_region(session: Session) -> None:
    assert ask(session, EVERYWHERE) is Outcome.ASKED
    account = holder(session)
    assert (account.role, account.region_code) == (Role.ADMINISTRATOR, None)


@pytest.mark.both_databases
def test_asking_again_sends_a_letter_again_and_makes_the_link_of_before_void(
    session: Session,
) -> None:
    ask(session)
    before = holder(session).session_key
    assert ask(session, email="CARLA@regio.example") is Outcome.ASKED_AGAIN
    assert holder(session).session_key != before
    assert len(letters(session)) == 2


def test_who_was_asked_for_the_wrong_region_can_be_asked_for_another(session: Session) -> None:
    ask(session, TWENTE)
    assert ask(session) is Outcome.ASKED_AGAIN
    assert holder(session).region_code == "07"


def test_who_is_there_already_is_left_alone(session: Session) -> None:
    ask(session)
    join(holder(session), name="Carla", password=PASSWORD, now=NOW)
    key = holder(session).session_key
    assert ask(session) is Outcome.THERE_ALREADY
    assert holder(session).session_key == key
    assert len(letters(session)) == 1


@pytest.mark.parametrize("office", ["another region", "everywhere"])
def test_who_holds_another_office_is_not_moved_unasked(session: Session, office: str) -> None:
    ask(session)
    join(holder(session), name="Carla", password=PASSWORD, now=NOW)
    with pytest.raises(EmailTaken):
        ask(session, TWENTE if office == "another region" else EVERYWHERE)


@pytest.mark.parametrize("changes", [{}, {"email_confirmed_at": None}])
def test_the_address_of_an_organisation_is_refused(
    session: Session, changes: dict[str, object]
) -> None:
    make_account(session, make_organisation(session), email=EMAIL, **changes)
    with pytest.raises(EmailTaken):
        ask(session)
    assert letters(session) == []


@pytest.mark.both_databases
def test_who_was_closed_can_be_asked_anew_and_signs_in_with_the_new_link_only(
    session: Session,
) -> None:
    ask(session)
    account = holder(session)
    join(account, name="Carla", password=PASSWORD, now=NOW)
    assert coordinators.close(session, account.id) is account
    assert coordinators.close(session, account.id) is None
    assert coordinators.coordinators(session) == []
    assert coordinators_of(session, "07") == []
    assert ask(session, TWENTE) is Outcome.ASKED
    assert (account.region_code, account.password_hash) == ("12", None)
    assert not account.is_active


def test_only_coordinators_are_found_and_closed_here(session: Session) -> None:
    manager = make_account(session, make_organisation(session))
    administrator = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    for other in (manager, administrator):
        assert coordinators.find_coordinator(session, other.id) is None
        assert coordinators.close(session, other.id) is None
        assert other.is_enabled


def test_who_left_an_organisation_can_coordinate(session: Session) -> None:
    school = make_organisation(session)
    make_account(session, school)
    make_account(session, school, email=EMAIL, is_enabled=False, role=Role.MEMBER)
    assert ask(session) is Outcome.ASKED
    assert holder(session).organisation_id is None


def test_the_regions_are_those_of_the_schools_by_name(session: Session) -> None:
    make_register_entry(session)
    make_register_entry(session, code="02AB00")
    make_register_entry(session, code="03AB00", region_code="12", region_name="Twente")
    make_register_entry(session, code="04AB00", region_code="", region_name="")
    assert known_regions(session) == [TWENTE, DRENTHE]


@pytest.mark.parametrize("written", ["07", "7", "Zuidoost-Drenthe", " zuidoost-DRENTHE "])
def test_a_region_is_found_by_code_or_name(session: Session, written: str) -> None:
    make_register_entry(session)
    assert find_region(session, written) == DRENTHE


@pytest.mark.parametrize("written", ["", "0", "8", "Drenthe"])
def test_half_a_name_is_no_region(session: Session, written: str) -> None:
    make_register_entry(session)
    assert find_region(session, written) is None
