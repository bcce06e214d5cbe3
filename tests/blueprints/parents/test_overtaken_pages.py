"""A family answers from a page that was opened before the school changed something."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import update
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.domain.planner_values import Place
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.services import evening_plan
from partnerlink.services.evening_changes import cancel_evening, change_evening
from tests.blueprints.parents.family import Family, link, make_family
from tests.factories import NOW
from tests.factories_evenings import DAY
from tests.pages import Visitor
from tests.whole_evenings import reload

pytestmark = pytest.mark.both_databases

Change = Callable[[Session, Family], None]


def is_moved_a_day(session: Session, family: Family) -> None:
    evening = reload(session, family.evening)
    content = {"day": DAY + timedelta(days=1)}
    change_evening(session, evening, content, contact=evening.contact, now=NOW)


def moves_to_another_room(session: Session, family: Family) -> None:
    evening = reload(session, family.evening)
    there = Place(evening.rooms[1].id, evening.rounds[1].id)
    evening_plan.move(session, evening, {family.sami.pupil.presentation_id: there}, now=NOW)


def is_called_off(session: Session, family: Family) -> None:
    cancel_evening(session, reload(session, family.evening), now=NOW)


def gets_two_seats(session: Session, family: Family) -> None:
    rooms = update(EveningRoom).where(EveningRoom.evening_id == family.evening.id)
    session.execute(rooms.values(capacity=2))


def answer_of(session: Session, one: Invitation) -> tuple[InvitationState, int | None, int]:
    with Session(session.get_bind()) as fresh:
        found = fresh.get_one(Invitation, one.id)
        return found.state, found.people, found.seats


def meanwhile(session: Session, visitor: Visitor, family: Family, change: Change) -> None:
    """Open the page of Sami, and let the school change something before it is answered."""
    session.commit()
    visitor.get(link(family.sami))
    assert "Komt u kijken naar Sami?" in visitor.text
    change(session, family)
    session.commit()


@pytest.mark.parametrize(
    ("change", "news"),
    [(is_moved_a_day, "woensdag 9 december"), (moves_to_another_room, "19:30 tot 20:00")],
)
def test_an_answer_to_what_was_moved_counts_and_the_page_says_what_is_new(
    session: Session, visitor: Visitor, family: Family, change: Change, news: str
) -> None:
    meanwhile(session, visitor, family, change)
    visitor.post(link(family.sami), {"people": "3"})
    visitor.get(link(family.sami))

    assert "Er is iets veranderd." in visitor.text
    assert news in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.COMING, 3, 3)
    file = visitor.client.get(link(family.sami, "/agenda.ics")).data
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert event.decoded("SEQUENCE") == 1


def test_an_answer_to_what_was_called_off_is_not_taken(
    session: Session, visitor: Visitor, family: Family
) -> None:
    meanwhile(session, visitor, family, is_called_off)
    visitor.post(link(family.sami), {"people": "3"})

    assert "De avond gaat niet door" in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.ASKED, None, 0)


def test_more_people_than_a_room_still_holds_are_asked_again(
    session: Session, visitor: Visitor, family: Family
) -> None:
    meanwhile(session, visitor, family, gets_two_seats)
    visitor.post(link(family.sami), {"people": "3"}, status=422)
    assert "In dit lokaal kunnen 2 mensen." in visitor.text
    assert answer_of(session, family.sami) == (InvitationState.ASKED, None, 0)

    visitor.submit({"people": "2"})
    assert answer_of(session, family.sami) == (InvitationState.COMING, 2, 2)


def test_a_family_whose_room_shrank_may_still_come_with_fewer(
    session: Session, visitor: Visitor
) -> None:
    family = make_family(session, rooms={"A1": 5, "A2": 5})
    visitor.post(link(family.sami), {"people": "5"})
    gets_two_seats(session, family)
    session.commit()

    visitor.post(link(family.sami), {"people": "2"})
    assert answer_of(session, family.sami) == (InvitationState.COMING, 2, 2)


def test_needs_that_are_told_to_what_was_called_off_are_not_kept(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.post(link(family.sami), {"people": "2"})
    visitor.get(link(family.sami, "/hulp"))
    is_called_off(session, family)
    session.commit()

    visitor.post(link(family.sami, "/hulp"), {"interpreter": "Arabisch"})

    assert "De avond gaat niet door" in visitor.text
    with Session(session.get_bind()) as fresh:
        assert fresh.get(InvitationNeeds, family.sami.id) is None
