"""Constraints of the database are read as refusals, on both databases."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain import errors
from partnerlink.domain.talk import Side
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.talk import Talk
from partnerlink.violations import REFUSALS, refusal_of
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)

pytestmark = pytest.mark.both_databases


def violation(session: Session, *things: object) -> errors.Refusal | None:
    session.add_all(things)
    with pytest.raises(IntegrityError) as caught:
        session.flush()
    return refusal_of(caught.value)


def test_a_second_account_of_an_address_is_refused(session: Session) -> None:
    school = make_organisation(session)
    make_account(session, school, email="anna@example.nl")

    with pytest.raises(IntegrityError) as caught:
        make_account(session, school, email="anna@example.nl")

    assert isinstance(refusal_of(caught.value), errors.EmailTaken)


@pytest.mark.parametrize("branch", [None, "000012345678"])
def test_a_second_organisation_of_a_number_is_refused(session: Session, branch: str | None) -> None:
    kind = OrganisationKind.EMPLOYER
    make_organisation(session, kind, code="01234567", branch_number=branch)

    with pytest.raises(IntegrityError) as caught:
        make_organisation(session, kind, code="01234567", branch_number=branch)

    assert isinstance(refusal_of(caught.value), errors.OrganisationTaken)


def test_asking_twice_is_refused_while_the_first_goes_on(session: Session) -> None:
    request, offer = make_request(session), make_offer(session)

    def ask() -> Talk:
        return Talk.start(
            request,
            offer,
            first_step=Side.SCHOOL,
            dates=mornings(1),
            message="",
            answer_by=TODAY,
            now=NOW,
        )

    session.add(ask())
    session.flush()

    assert isinstance(violation(session, ask()), errors.AlreadyLinked)


def test_another_constraint_is_nobodys_mistake(session: Session) -> None:
    offer = make_offer(session)
    offer.radius_km = 0

    assert violation(session) is None


def test_every_mapped_name_is_a_constraint_of_the_models() -> None:
    from partnerlink.models.tables import Base

    names = {index.name for table in Base.metadata.sorted_tables for index in table.indexes}

    assert set(REFUSALS) <= names
