"""The list of invitations: by answer, by class, by name; as light for many as for few."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_seats
from partnerlink.services.evening_invitations import post_invitation
from tests.blueprints.invitations.conftest import address
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil
from tests.pages import SignIn, Visitor, statements

MOST_STATEMENTS = 15


def names(page: Visitor) -> list[str]:
    return [heading.get_text(strip=True) for heading in page.page.select(".record h3")]


def answer(
    session: Session, invitation: Invitation, people: int, by: Account | None = None
) -> None:
    found = evening_seats.get_for_answer(session, invitation.id)
    evening_seats.answer(session, found, people, now=NOW, by=by)
    session.flush()


def test_every_answer_has_its_words_and_a_tab(
    session: Session, school: Visitor, evening: Evening, colleague: Account
) -> None:
    people = {"Ada": 2, "Bram": 0, "Cem": 9, "Dina": None}
    made = {name: make_invitation(session, evening, first_name=name) for name in people}
    make_invitation(session, evening, first_name="Eva").withdraw()
    for name, number in people.items():
        if number is not None:
            answer(session, made[name], number, by=colleague)
    evening_seats.get_for_answer(session, made["Cem"].id).seats = 2
    session.commit()
    school.get(address(evening))
    assert names(school) == ["Ada B", "Bram B", "Cem B", "Dina B", "Eva B"]
    for words in ("Komt: 2 personen", "Komt niet", "Wacht nog op 7 plaatsen", "Ingetrokken"):
        assert words in school.text
    assert "Ingevuld door Marije Dekker op di 10 nov om 10:00." in school.text
    for state, expected in {
        "asked": ["Dina B"],
        "coming": ["Ada B", "Cem B"],
        "waiting": ["Cem B"],
        "not_coming": ["Bram B"],
        "withdrawn": ["Eva B"],
    }.items():
        school.get(address(evening, f"?staat={state}"))
        assert names(school) == expected


def test_filters_keep_to_a_class_to_who_has_no_mail_and_to_who_has_needs(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening, first_name="Ada", class_name="2A")
    plain = make_pupil(session, evening, first_name="Bram", class_name="2B")
    make_household(session, evening, plain, emails=(None,))
    wishes = make_invitation(session, evening, first_name="Cem", class_name="2B")
    session.add(InvitationNeeds(invitation_id=wishes.id, needs_lift=True))
    session.commit()
    for query, expected in {
        "?klas=2B": ["Bram B", "Cem B"],
        "?zonder-mail=ja": ["Bram B"],
        "?wensen=ja": ["Cem B"],
        "?klas=2A&wensen=ja": [],
        "?klas=bestaat+niet%00": [],
        "?staat=onzin": ["Ada B", "Bram B", "Cem B"],
    }.items():
        school.get(address(evening, query))
        assert names(school) == expected, query


@pytest.mark.both_databases
def test_a_search_finds_the_beginning_of_a_name_without_its_accents(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening, first_name="Ayşe", class_name="2A")
    make_invitation(session, evening, first_name="Zoë", class_name="2B")
    session.commit()
    for words, expected in {"zoe": ["Zoë B"], "ay 2a": ["Ayşe B"], "xx": [], "\u2603": []}.items():
        school.get(address(evening, f"?zoek={words}"))
        assert names(school) == expected, words


@pytest.mark.both_databases
def test_many_invitations_cost_as_many_statements_as_few(
    app: Flask, session: Session, school: Visitor, evening: Evening
) -> None:
    seen = []
    for more in (3, 60):
        for place in range(more):
            make_invitation(session, evening, class_name=f"{place % 3}A")
        session.commit()
        with statements(app) as sent:
            school.get(address(evening))
        seen.append(len(sent))
    assert seen[0] == seen[1]
    assert seen[0] <= MOST_STATEMENTS


def test_a_letter_that_did_not_arrive_is_shown_with_a_way_to_print_one(
    session: Session, school: Visitor, evening: Evening
) -> None:
    household = make_invitation(session, evening).household
    post_invitation(session, evening, household, now=NOW)
    session.flush()
    letter = session.scalars(select(OutboxMail)).one()
    letter.attempts = 99
    letter.fail(NOW, error="no such mailbox")
    session.commit()
    school.get(address(evening))
    assert "Mail kwam niet aan" in school.text
    assert school.page.find("a", href=address(evening, f"brieven/afdrukken?gezin={household.id}"))


def test_another_school_does_not_find_the_list(
    session: Session, evening: Evening, sign_in: SignIn
) -> None:
    other = make_evening(session)
    session.commit()
    visitor = sign_in(other.contact)
    visitor.get(address(evening), status=404)
    visitor.get(address(other))


def test_the_wishes_are_counted_and_told_by_family(
    session: Session, school: Visitor, evening: Evening
) -> None:
    told: dict[str, tuple[int, dict[str, object]]] = {
        "Ada": (2, {"interpreter": "Arabisch"}),
        "Bram": (1, {"interpreter": "arabisch", "children": 2, "children_ages": "3 en 5"}),
        "Cem": (0, {"needs_lift": True}),
    }
    made = {name: make_invitation(session, evening, first_name=name) for name in told}
    for name, (people, wish) in told.items():
        answer(session, made[name], people)
        session.add(InvitationNeeds(invitation_id=made[name].id, **wish))
    session.commit()
    school.get(address(evening, "wensen"))
    figures = [card.get_text(" ", strip=True) for card in school.page.select(".figure")]
    assert figures == ["2 Tolk: Arabisch", "2 Kinderen in de opvang"]
    assert names(school) == ["Ada B", "Bram B"]
