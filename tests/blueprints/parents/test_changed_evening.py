"""A page says that something changed until the family has answered to how it is now."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.models.invitation import Invitation
from tests.blueprints.parents.family import Family, link
from tests.factories_evenings import DAY
from tests.pages import Visitor

pytestmark = pytest.mark.both_databases

NOTE = "Er is iets veranderd."


def press(visitor: Visitor, words: str, **changes: str) -> None:
    """Press the button with these words on the page last read, with all that its form holds."""
    found = [
        each for each in visitor.page.select("main button") if each.get_text(strip=True) == words
    ]
    (button,) = found
    form = button.find_parent("form")
    assert form is not None
    fields = [*form.select("input"), *([button] if button.get("name") else [])]
    sent = {str(field["name"]): str(field["value"]) for field in fields}
    visitor.post(str(form["action"]), sent | changes)


def answered(visitor: Visitor, invitation: Invitation) -> None:
    visitor.get(link(invitation))
    press(visitor, "Ja, ik kom")
    visitor.get(link(invitation))
    assert NOTE not in visitor.text


def is_told(visitor: Visitor, invitation: Invitation) -> bool:
    visitor.get(link(invitation))
    return NOTE in visitor.text


def moved_a_day(session: Session, family: Family) -> None:
    family.evening.change({"day": DAY + timedelta(days=1)})
    session.commit()


def test_who_comes_says_with_one_press_that_it_is_good_and_then_it_is_gone(
    session: Session, visitor: Visitor, family: Family
) -> None:
    answered(visitor, family.sami)
    visitor.get(link(family.sami, "/mensen"))
    press(visitor, "3")
    moved_a_day(session, family)
    assert is_told(visitor, family.sami)

    press(visitor, "Goed, ik kom")

    assert visitor.url == link(family.sami)
    assert NOTE not in visitor.text
    with Session(session.get_bind()) as fresh:
        found = fresh.get_one(Invitation, family.sami.id)
        assert (found.people, found.seats) == (3, 3)


def test_another_number_or_a_no_to_what_is_new_ends_it_too(
    session: Session, visitor: Visitor, family: Family
) -> None:
    for one in (family.sami, family.nour):
        answered(visitor, one)
    moved_a_day(session, family)
    visitor.get(link(family.sami, "/mensen"))
    press(visitor, "1")
    visitor.get(link(family.nour, "/afzeggen"))
    press(visitor, "Ik kom niet")

    assert not is_told(visitor, family.sami)
    assert not is_told(visitor, family.nour)


def test_what_changed_for_another_family_is_no_news_for_this_one(
    session: Session, visitor: Visitor, family: Family
) -> None:
    for one in (family.sami, family.nour):
        answered(visitor, one)
    family.nour.pupil.presentation.place(
        room_id=family.evening.rooms[0].id, round_id=family.evening.rounds[1].id
    )
    family.evening.sequence += 1
    session.commit()

    assert is_told(visitor, family.nour)
    assert not is_told(visitor, family.sami)


def test_an_answer_from_a_page_of_before_is_no_answer_to_what_is_new(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.get(link(family.sami))
    before = visitor.page
    moved_a_day(session, family)
    shown = before.select_one("input[name=shown]")
    assert shown is not None
    visitor.post(link(family.sami), {"people": "2", "shown": str(shown["value"])})

    assert is_told(visitor, family.sami)


@pytest.mark.parametrize("shown", ["", "x" * 16, "A" * 16, "0" * 17, "\u0663" * 16])
def test_a_mark_that_no_page_holds_is_none(
    session: Session, visitor: Visitor, family: Family, shown: str
) -> None:
    visitor.post(link(family.sami), {"people": "2", "shown": shown})

    with Session(session.get_bind()) as fresh:
        assert fresh.get_one(Invitation, family.sami.id).answered_to == ""
