"""A parent says yes or no, with how many, and what they need; on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState, ParentLanguage
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.services.evening_invitations import NEEDS
from tests.blueprints.parents.family import Family, link, make_family
from tests.factories import NOW
from tests.factories_evenings import DAY, make_invitation
from tests.pages import Visitor
from tests.standing_clock import Clock

pytestmark = pytest.mark.both_databases


def answer_of(session: Session, invitation: Invitation) -> tuple[InvitationState, int | None, int]:
    # In a session of its own: what this one reads, it would keep from whoever writes next.
    with Session(session.get_bind()) as fresh:
        found = fresh.get_one(Invitation, invitation.id)
        return found.state, found.people, found.seats


def press_number(visitor: Visitor, people: str) -> None:
    form = visitor.page.select_one("form.numbers")
    assert form is not None
    sent = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    visitor.post(str(form["action"]), sent | {"people": people})


def needs_of(session: Session, invitation: Invitation) -> dict[str, object]:
    with Session(session.get_bind()) as fresh:
        found = fresh.get(InvitationNeeds, invitation.id)
        told = {} if found is None else {name: getattr(found, name) for name in NEEDS}
        return {name: value for name, value in told.items() if value}


def language_of(session: Session, family: Family) -> ParentLanguage:
    with Session(session.get_bind()) as fresh:
        return fresh.get_one(Household, family.sami.household_id).language


def test_yes_keeps_the_seats_that_were_kept_and_then_asks_how_many(
    session: Session, visitor: Visitor, family: Family
) -> None:
    page = visitor.get(link(family.sami))
    assert "Komt u kijken naar Sami?" in visitor.text
    assert "19:00 tot 19:30" in visitor.text
    kept = page.find("input", {"name": "people"})
    assert kept is not None

    visitor.post(link(family.sami), {"answer": "yes", "people": kept["value"]})

    assert visitor.url == link(family.sami, "/mensen?eerst=1")
    assert "2 plaatsen zijn voor u" in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.COMING, 2, 2)


def test_the_number_of_people_leads_on_to_needs_and_then_to_thanks_and_the_next_child(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.post(link(family.sami), {"answer": "yes", "people": "2"})
    press_number(visitor, "1")
    assert visitor.url == link(family.sami, "/hulp")

    visitor.post(visitor.url, {"interpreter": "Arabisch", "needs_lift": "y", "children": "2"})

    assert visitor.url == link(family.sami)
    assert "U komt kijken naar Sami" in visitor.text
    assert visitor.page.find("a", href=link(family.nour)) is not None
    assert answer_of(session, family.sami) == (InvitationState.COMING, 1, 1)
    told = {"interpreter": "Arabisch", "needs_lift": True, "children": 2}
    assert needs_of(session, family.sami) == told


def test_no_is_taken_kindly_and_can_be_turned(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.post(link(family.sami), {"answer": "no"})

    assert "Dank u wel. Wij weten dat u niet komt." in visitor.text
    assert "Praat met Sami" in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.NOT_COMING, 0, 0)

    visitor.post(link(family.sami), {"answer": "yes", "people": "1"})
    assert answer_of(session, family.sami) == (InvitationState.COMING, 1, 1)


def test_yes_pressed_again_after_going_back_leaves_the_number_as_it_is(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.post(link(family.sami), {"answer": "yes", "people": "2"})
    visitor.post(link(family.sami), {"people": "4"})

    visitor.post(link(family.sami), {"answer": "yes", "people": "2"})

    assert answer_of(session, family.sami) == (InvitationState.COMING, 4, 4)


def test_the_same_answer_twice_is_one_answer(
    session: Session, visitor: Visitor, family: Family
) -> None:
    for _ in range(2):
        visitor.post(link(family.sami), {"people": "3"})
        visitor.post(link(family.sami, "/hulp"), {"wants_mentor": "y"})

    assert answer_of(session, family.sami) == (InvitationState.COMING, 3, 3)
    assert needs_of(session, family.sami) == {"wants_mentor": True}


def test_more_people_than_there_is_room_for_wait_and_are_told_how_many_have_a_seat(
    session: Session, visitor: Visitor
) -> None:
    family = make_family(session, rooms={"A1": 5, "A2": 5})
    make_invitation(session, family.evening, first_name="Elif")
    session.commit()

    visitor.post(link(family.sami), {"people": "4"})
    visitor.get(link(family.sami))

    assert "2 plaatsen zijn voor u" in visitor.text
    assert "2 mensen staan op de wachtlijst" in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.COMING, 4, 2)


def test_more_people_than_the_room_ever_holds_is_refused_with_the_number_it_holds(
    session: Session, visitor: Visitor
) -> None:
    family = make_family(session, rooms={"A1": 4, "A2": 4})

    visitor.post(link(family.sami), {"people": "5"}, status=422)

    assert "In dit lokaal kunnen 4 mensen." in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.ASKED, None, 0)


def test_who_answers_in_another_language_is_written_to_in_it_from_then_on(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.get(link(family.sami, "?taal=ar"))
    assert language_of(session, family) is ParentLanguage.NL

    visitor.post(link(family.sami, "?taal=ar"), {"answer": "yes", "people": "2"})

    assert visitor.url.endswith("/mensen?eerst=1&taal=ar")
    assert language_of(session, family) is ParentLanguage.AR


def test_a_seat_that_comes_free_goes_to_who_waits(session: Session, visitor: Visitor) -> None:
    family = make_family(session, rooms={"A1": 4, "A2": 9})
    waiting = make_invitation(session, family.evening, first_name="Elif")
    session.commit()
    visitor.post(link(waiting), {"people": "4"})

    visitor.post(link(family.sami), {"answer": "no"})

    assert answer_of(session, waiting) == (InvitationState.COMING, 4, 4)


def test_after_the_last_day_only_no_is_taken_and_only_of_who_comes(
    session: Session, visitor: Visitor, family: Family, time: Clock
) -> None:
    visitor.post(link(family.sami), {"people": "2"})
    time.now = NOW + (DAY - NOW.date()) - timedelta(days=1)

    visitor.post(link(family.nour), {"people": "2"})
    assert "U kunt hier niet meer antwoorden" in visitor.text
    visitor.post(link(family.sami), {"people": "5"})
    assert answer_of(session, family.sami) == (InvitationState.COMING, 2, 2)
    visitor.get(link(family.sami, "/afzeggen"))
    visitor.post(link(family.sami), {"answer": "no"})

    assert answer_of(session, family.sami) == (InvitationState.NOT_COMING, 0, 0)
    assert answer_of(session, family.nour) == (InvitationState.ASKED, None, 0)


def test_who_comes_may_tell_once_more_what_they_need_and_only_that_counts(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.post(link(family.sami), {"people": "2"})
    visitor.post(link(family.sami, "/hulp"), {"other_language": "Fries", "children": "1"})
    visitor.post(link(family.sami, "/hulp"), {"needs_wheelchair_space": "y"})
    assert needs_of(session, family.sami) == {"needs_wheelchair_space": True}

    visitor.post(link(family.sami, "/hulp"), {})
    assert needs_of(session, family.sami) == {"needs_wheelchair_space": True}

    visitor.post(link(family.sami, "/hulp"), {"needs_nothing": "y"})
    assert needs_of(session, family.sami) == {}


def test_another_number_of_people_does_not_ask_again_what_they_need(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.post(link(family.sami), {"people": "2"})
    visitor.post(link(family.sami, "/hulp"), {"wants_mentor": "y"})
    visitor.get(link(family.sami, "/mensen"))
    present = visitor.page.select("button[aria-current]")
    assert [button["value"] for button in present] == ["2"]

    press_number(visitor, "1")

    assert visitor.url == link(family.sami)
    assert needs_of(session, family.sami) == {"wants_mentor": True}


@pytest.mark.parametrize("people", ["", "11", "-1", "٣", "2.0", "1e1", "0x2", "9" * 50])
def test_a_number_that_no_button_sends_changes_nothing(
    session: Session, visitor: Visitor, family: Family, people: str
) -> None:
    visitor.post(link(family.sami), {"people": people}, status=422)

    assert "Komt u kijken naar Sami?" in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.ASKED, None, 0)
