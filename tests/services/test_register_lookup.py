"""The line of an official list that is about an organisation, also without a branch number."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services.register_lookup import find_register_entry
from tests.factories import make_organisation
from tests.factories_register import make_register_entry

pytestmark = pytest.mark.both_databases

KVK = "01234567"
EMMEN_BRANCH, ASSEN_BRANCH = "000000000001", "000000000002"


def on_list(session: Session, code: str, *, postcode: str = "7811 AB") -> RegisterEntry:
    return make_register_entry(
        session, OrganisationKind.EMPLOYER, code=code, name=code, postcode=postcode
    )


def employer(
    session: Session, *, branch_number: str | None = None, postcode: str = "7811 AB"
) -> Organisation:
    return make_organisation(
        session,
        OrganisationKind.EMPLOYER,
        code=KVK,
        branch_number=branch_number,
        postcode=postcode,
    )


def test_the_only_branch_is_found_by_the_number_of_the_company(session: Session) -> None:
    on_list(session, "01234566" + EMMEN_BRANCH)
    on_list(session, "01234568")
    branch = on_list(session, KVK + EMMEN_BRANCH, postcode="9401 AA")
    assert find_register_entry(session, employer(session)) is branch


def test_of_several_branches_the_one_at_the_same_postcode_is_found(session: Session) -> None:
    on_list(session, KVK + EMMEN_BRANCH)
    there = on_list(session, KVK + ASSEN_BRANCH, postcode="9401 AA")
    assert find_register_entry(session, employer(session, postcode="9401 AA")) is there


def test_two_branches_that_it_could_both_be_are_neither(session: Session) -> None:
    on_list(session, KVK + EMMEN_BRANCH)
    on_list(session, KVK + ASSEN_BRANCH)
    company = employer(session)
    assert find_register_entry(session, company) is None
    company.postcode = "1011 AB"
    assert find_register_entry(session, company) is None


def test_a_branch_finds_its_own_line_and_else_that_of_the_company(session: Session) -> None:
    company = on_list(session, KVK)
    branch = on_list(session, KVK + EMMEN_BRANCH)
    assert find_register_entry(session, employer(session, branch_number=EMMEN_BRANCH)) is branch
    assert find_register_entry(session, employer(session, branch_number=ASSEN_BRANCH)) is company


def test_a_branch_is_not_taken_for_another_branch(session: Session) -> None:
    on_list(session, KVK + EMMEN_BRANCH)
    assert find_register_entry(session, employer(session, branch_number=ASSEN_BRANCH)) is None


def test_the_line_of_the_company_goes_before_its_branches(session: Session) -> None:
    on_list(session, KVK + EMMEN_BRANCH)
    company = on_list(session, KVK)
    assert find_register_entry(session, employer(session)) is company


def test_a_person_has_no_line(session: Session) -> None:
    person = make_organisation(session, OrganisationKind.INDIVIDUAL, code=None)
    assert find_register_entry(session, person) is None
