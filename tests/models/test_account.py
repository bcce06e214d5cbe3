"""An account: for whom it counts, and what makes its links and sessions void."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.account import Audience, Role
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from tests.factories import NOW, make_account, make_organisation


@pytest.mark.parametrize(
    ("kind", "role", "audiences"),
    [
        (OrganisationKind.SCHOOL, Role.MANAGER, {Audience.SCHOOL, Audience.MANAGER}),
        (OrganisationKind.SCHOOL, Role.MEMBER, {Audience.SCHOOL}),
        (OrganisationKind.MBO, Role.MEMBER, {Audience.PARTNER}),
        (OrganisationKind.INDIVIDUAL, Role.MANAGER, {Audience.PARTNER, Audience.MANAGER}),
    ],
)
def test_a_colleague_counts_for_the_side_of_the_organisation(
    session: Session, kind: OrganisationKind, role: Role, audiences: set[Audience]
) -> None:
    account = make_account(session, make_organisation(session, kind), role=role)
    assert account.audiences == audiences


def test_an_administrator_is_a_coordinator_too(session: Session) -> None:
    administrator = make_account(session, role=Role.ADMINISTRATOR, region_code=None)
    assert administrator.audiences == {Audience.ADMINISTRATOR, Audience.COORDINATOR}
    assert make_account(session).audiences == {Audience.COORDINATOR}


def test_signing_out_everywhere_changes_what_the_cookies_must_carry(session: Session) -> None:
    account = make_account(session)
    before = account.get_id()
    account.sign_out_everywhere()
    assert account.get_id() != before
    assert account.get_id().startswith(f"{account.id}:")


def test_the_first_confirmation_counts(session: Session) -> None:
    account = make_account(session, email_confirmed_at=None)
    assert not account.is_active
    account.confirm_email(NOW)
    account.confirm_email(NOW + timedelta(days=1))
    assert account.email_confirmed_at == NOW
    assert account.is_active


def test_a_closed_account_may_not_sign_in(session: Session) -> None:
    assert not make_account(session, is_enabled=False).is_active


@pytest.mark.both_databases
def test_an_address_is_found_in_whatever_case_it_is_typed(session: Session) -> None:
    account = make_account(session, email="anna@veencollege.nl")
    assert session.scalars(Account.by_email(" Anna@Veencollege.NL ")).one() is account


@pytest.mark.both_databases
def test_a_colleague_has_an_organisation_and_a_coordinator_has_none(session: Session) -> None:
    with pytest.raises(IntegrityError):
        make_account(session, None, role=Role.MEMBER)


@pytest.mark.both_databases
def test_the_people_of_an_organisation_are_those_whose_account_is_open(session: Session) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    make_account(session, home, is_enabled=False)
    make_account(session, make_organisation(session, OrganisationKind.MBO))
    assert session.scalars(Account.of_organisation(home.id)).all() == [anna]
