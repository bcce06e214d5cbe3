"""What a helper gets who scans a letter: of tonight, of before, or of another evening."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.models.invitation import Invitation
from partnerlink.models.organisation import Organisation
from tests.door_cast import DAY, Door, give_pass, letter_of
from tests.factories import make_organisation
from tests.factories_evenings import give_link, make_evening, make_household, make_pupil
from tests.pages import Visitor

NOT_VALID = "Deze brief geldt niet meer"


def asks_to_search(helper: Visitor) -> bool:
    form = helper.page.find("form", {"role": "search", "action": "/deur"})
    return form is not None and helper.page.find("input", {"name": "zoek"}) is not None


def test_the_camera_of_a_helper_leads_to_the_family_and_that_of_others_to_their_page(
    visitor: Visitor, door: Door
) -> None:
    visitor.get(letter_of(door.sami))
    assert visitor.url == letter_of(door.sami)
    give_pass(visitor.client, door.evening)
    visitor.get(letter_of(door.sami))
    assert visitor.url == letter_of(door.sami).replace("/u/", "/deur/brief/")
    assert "Het gezin van Sami B en Nour B" in visitor.text
    visitor.post(f"/deur/gezin/{door.sami.id}/binnen", {"seen": ""})
    assert "Sami B en Nour B: 3 personen binnen." in visitor.text


@pytest.mark.parametrize("why", ["revoked", "renewed", "no letter at all"])
def test_a_letter_that_is_no_longer_valid_leads_to_the_search(
    session: Session, helper: Visitor, door: Door, why: str
) -> None:
    old = letter_of(door.sami) if why != "no letter at all" else "/u/somethingelse"
    one = session.get_one(Invitation, door.sami.id)
    if why == "renewed":
        give_link(one)
    one.is_link_revoked = why == "revoked"
    session.commit()
    helper.get(old, status=404)
    assert NOT_VALID in helper.text
    assert asks_to_search(helper)


@pytest.mark.both_databases
@pytest.mark.parametrize("is_own_school", [True, False])
def test_a_letter_of_another_evening_says_which_and_leads_to_the_search(
    session: Session, helper: Visitor, door: Door, is_own_school: bool
) -> None:
    school = session.get_one(Organisation, door.evening.organisation_id)
    if not is_own_school:
        school = make_organisation(session, name="Waterlandcollege")
    other = make_evening(session, school, title="Avond van de brugklas")
    pupil = make_pupil(session, other, first_name="Bram")
    one = make_household(session, other, pupil).invitations[0]
    session.commit()
    helper.get(letter_of(one), status=404)
    assert "Deze brief is voor een andere avond" in helper.text
    assert "Avond van de brugklas" in helper.text
    assert f"{DAY.day} december {DAY.year}" in helper.text
    assert ("Waterlandcollege" in helper.text) is not is_own_school
    assert "Bram" not in helper.text
    assert asks_to_search(helper)


def test_whoever_lost_the_pass_gets_the_page_of_a_parent(
    session: Session, visitor: Visitor, door: Door
) -> None:
    give_pass(visitor.client, door.evening)
    door.evening.renew_door()
    session.commit()
    visitor.get(letter_of(door.sami))
    assert visitor.url == letter_of(door.sami)
    visitor.get(letter_of(door.sami).replace("/u/", "/deur/brief/"), status=404)
    assert "Open dan de link van de school nog een keer" in visitor.text
