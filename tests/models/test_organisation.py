"""An organisation: the steps of its life, and whose it is."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.organisation import ORGANISATION, OrganisationState, VerifiedBy
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.organisation import Organisation
from tests.factories import NOW, make_organisation

VERBS = {
    "verify": lambda organisation: organisation.verify(VerifiedBy.COORDINATOR),
    "refuse": lambda organisation: organisation.refuse(),
}


def organisation_in(state: OrganisationState) -> Organisation:
    organisation = Organisation.sign_up(
        kind=OrganisationKind.EMPLOYER, code="01234567", name="Bakkerij De Molen", now=NOW
    )
    organisation.state = state
    return organisation


def test_whoever_signs_up_is_not_verified() -> None:
    organisation = organisation_in(OrganisationState.UNVERIFIED)
    assert not organisation.is_verified
    assert organisation.verified_by is None


def test_every_action_of_the_table_has_a_verb() -> None:
    assert VERBS.keys() == ORGANISATION.moves.keys()


@pytest.mark.parametrize("state", OrganisationState)
@pytest.mark.parametrize("action", VERBS)
def test_a_verb_does_what_the_table_says(action: str, state: OrganisationState) -> None:
    organisation = organisation_in(state)
    if not ORGANISATION.allows(action, state):
        with pytest.raises(NotAllowedNow):
            VERBS[action](organisation)
        assert organisation.state is state
        return
    VERBS[action](organisation)
    assert organisation.state is ORGANISATION.after(action, state)


def test_who_is_refused_keeps_no_proof_of_before() -> None:
    organisation = organisation_in(OrganisationState.UNVERIFIED)
    organisation.verify(VerifiedBy.MAIL_DOMAIN)
    organisation.refuse()
    assert organisation.verified_by is None


def test_who_was_refused_can_be_let_in_later() -> None:
    organisation = organisation_in(OrganisationState.REFUSED)
    organisation.verify(VerifiedBy.COORDINATOR)
    assert organisation.is_verified


@pytest.mark.both_databases
def test_the_organisations_of_a_region_are_those_with_its_number(session: Session) -> None:
    zuid = make_organisation(session, name="Zuid", region_code="39")
    make_organisation(session, name="Noord", region_code="7")
    assert session.scalars(Organisation.in_region("39")).all() == [zuid]
    assert [o.name for o in session.scalars(Organisation.in_region(None))] == ["Noord", "Zuid"]


def test_an_address_stands_on_one_line(session: Session) -> None:
    organisation = make_organisation(session)
    assert organisation.address_line == "Hoofdstraat 1, 7811 AB Emmen"
    organisation.street = organisation.house_number = ""
    assert organisation.address_line == "7811 AB Emmen"
