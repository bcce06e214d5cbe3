"""Who helpers find at the door, and what they see of a family."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.models.evening import Evening
from partnerlink.services import door
from tests.door_cast import make_door
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil
from tests.pages import statements


def names(found: door.Found) -> list[str]:
    return [guest.pupil.first_name for guest in found.guests]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sa", ["Sami"]),
        ("SAMI B", ["Sami"]),
        ("zoe", ["Zoë"]),
        ("elis", ["Élise", "Élise"]),
        ("2a", ["Sami", "Zoë"]),
        ("2a z", ["Zoë"]),
        ("3b", ["Nour"]),
        ("3-b", ["Nour"]),
        ("ami", []),
        ("%", []),
        ("   ", []),
    ],
)
def test_a_search_finds_first_letters_of_a_name_or_class(
    session: Session, typed: str, expected: list[str]
) -> None:
    assert names(door.search(session, make_door(session).evening, typed)) == expected


def test_a_search_finds_nobody_of_another_evening_or_no_longer_invited(session: Session) -> None:
    cast = make_door(session)
    make_invitation(session, make_evening(session), first_name="Samira")
    cast.sami.withdraw()
    session.flush()
    found = door.search(session, cast.evening, "sam")
    assert [(guest.pupil.first_name, guest.invitation) for guest in found.guests] == [
        ("Sami", None)
    ]


def test_more_than_a_screenful_asks_for_more_letters(session: Session) -> None:
    evening = make_evening(session)
    for number in range(door.AT_ONCE + 1):
        make_pupil(session, evening, first_name=f"Ali{number:02}")
    found = door.search(session, evening, "ali")
    assert (len(found.guests), found.has_more) == (door.AT_ONCE, True)
    assert names(found)[0] == "Ali00"


def test_carers_are_told_apart_only_where_a_pupil_has_more_households(session: Session) -> None:
    cast = make_door(session)
    assert [one.carers for one in door.search(session, cast.evening, "elise").guests] == [
        "moeder",
        "vader",
    ]
    assert door.search(session, cast.evening, "sami").guests[0].carers == ""


def test_a_family_has_all_its_children_the_one_asked_for_first(session: Session) -> None:
    cast = make_door(session)
    family = door.find_family(session, cast.evening, cast.nour.id)
    assert family is not None
    assert [guest.invitation for guest in family] == [cast.nour, cast.sami]
    other = make_evening(session)
    assert door.find_family(session, other, cast.nour.id) is None
    assert door.find_family(session, cast.evening, 10**12) is None


@pytest.mark.both_databases
def test_a_room_counts_who_came_and_who_is_still_to_come(session: Session) -> None:
    cast = make_door(session)
    cast.sami.came, cast.elise[0].came = 4, 1
    session.flush()
    counted = {
        (fill.room.name, f"{fill.round.starts:%H:%M}"): (fill.expected, fill.inside, fill.free)
        for fill in door.fills_of(session, cast.evening)
    }
    assert counted == {
        ("A1", "19:00"): (5, 4, 0),
        ("A2", "19:30"): (3, 0, 3),
        ("A2", "20:00"): (0, 1, 5),
    }


def test_who_came_in_last_is_shown_first(session: Session) -> None:
    cast = make_door(session)
    assert door.just_in(session, cast.evening) == []
    for number, one in enumerate((cast.zoe, cast.sami)):
        one.check_in(2, now=cast.evening.created_at.replace(minute=number))
    session.flush()
    assert [one.pupil.first_name for one in door.just_in(session, cast.evening)] == ["Sami", "Zoë"]


def crowd(session: Session, size: int) -> Evening:
    evening = make_evening(session, rooms={"A1": 100})
    for number in range(size):
        pupil = make_pupil(session, evening, first_name=f"Ali{number}")
        for one in make_household(session, evening, pupil).invitations:
            one.state, one.people, one.seats = InvitationState.COMING, 2, 2
            one.answered_at = evening.created_at
            one.came, one.came_at = 2, evening.created_at
    session.commit()
    return evening


def test_more_pupils_ask_no_more_statements(app: Flask, session: Session) -> None:
    sent = {}
    for size in (2, 30):
        evening = crowd(session, size)
        with statements(app) as seen:
            door.search(session, evening, "ali")
            door.just_in(session, evening)
            door.everybody(session, evening)
        sent[size] = len(seen)
    assert sent[2] == sent[30] <= 9


def test_of_carers_who_live_apart_each_letter_opens_only_their_own_household(
    session: Session,
) -> None:
    cast = make_door(session)
    for own, label in zip(cast.elise, ("moeder", "vader"), strict=True):
        family = door.find_family(session, cast.evening, own.id)
        assert family is not None
        assert [(guest.invitation, guest.carers) for guest in family] == [(own, label)]
