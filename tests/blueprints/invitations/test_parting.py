"""Carers who live apart get a family each, and two that are one family are joined."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from tests.blueprints.invitations.family_pages import family, page_of
from tests.factories_evenings import make_evening, make_household, make_pupil
from tests.pages import Visitor


@pytest.mark.both_databases
def test_separated_carers_get_a_family_page_each(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    school.get(page_of(evening, household, "splitsen"))
    school.submit(status=422)
    everybody = [str(carer.id) for carer in household.carers]
    school.submit({"leaving": everybody}, status=422)
    assert "Er moet iemand overblijven." in school.text
    school.submit({"leaving": everybody[1]})
    assert "Er zijn nu twee gezinnen" in school.text
    assert "vader@x.example" not in school.text
    assert "De gezinnen weten dit niet van elkaar." in school.text
    school.post(page_of(evening, household, "splitsen"), {"leaving": everybody[1]})
    assert "Dit gezin is al gesplitst." in school.text


def test_a_full_room_keeps_a_family_whole_and_says_so(
    session: Session, school: Visitor, colleague: Account
) -> None:
    organisation = colleague.organisation
    assert organisation is not None
    small = make_evening(session, organisation, rooms={"A1": 3}, seats_per_family=3)
    household = family(session, small)
    school.get(page_of(small, household, "splitsen"))
    school.submit({"leaving": str(household.carers[1].id)}, status=409)
    assert "In A1 is geen plaats voor twee gezinnen bij één leerling." in school.text
    session.rollback()
    assert len(session.scalars(select(Household)).all()) == 1


@pytest.mark.both_databases
def test_brother_and_sister_are_found_by_name_and_joined(
    session: Session, school: Visitor, evening: Evening
) -> None:
    sami, noor = (family(session, evening, first_name=name) for name in ("Sami", "Noor"))
    school.get(page_of(evening, sami, "samenvoegen?zoek=noor"))
    link = school.page.find("a", href=page_of(evening, sami, f"samenvoegen/{noor.id}"))
    assert link is not None
    school.get(page_of(evening, sami, f"samenvoegen/{noor.id}"))
    school.submit()
    assert "Dit is nu één gezin met één link." in school.text
    assert "Gezin van Sami B (3A) en Noor B (3A)" in school.text
    school.post(page_of(evening, sami, f"samenvoegen/{noor.id}"))
    assert "Het andere gezin staat er niet meer." in school.text
    school.get(page_of(evening, noor), status=404)


def test_a_family_is_not_joined_with_itself(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = family(session, evening)
    school.get(page_of(evening, household, f"samenvoegen/{household.id}"))
    assert "Welk gezin hoort hierbij?" in school.text
    school.post(page_of(evening, household, f"samenvoegen/{household.id}"), status=404)


def test_two_families_with_too_many_carers_together_are_told_so(
    session: Session, school: Visitor, evening: Evening
) -> None:
    one, other = (
        make_household(
            session,
            evening,
            make_pupil(session, evening),
            emails=tuple(f"{name}{n}@x.example" for n in range(4)),
        )
        for name in "ab"
    )
    session.commit()
    school.get(page_of(evening, one, f"samenvoegen/{other.id}"))
    assert "Samen hebben zij meer dan 6 ouders en verzorgers." in school.text
    assert not school.page.select("main form")
