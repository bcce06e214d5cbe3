"""Letters to print: one sheet for each family, in its language, with a code that keeps working."""

import re
from datetime import time

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.invitation_codes import shown
from partnerlink.models.evening import Evening
from partnerlink.models.evening_round import EveningRound
from tests.blueprints.invitations.conftest import address
from tests.factories_evenings import make_household, make_invitation, make_pupil
from tests.pages import Visitor, statements


def sheets(page: Visitor, evening: Evening, query: str = "") -> list[str]:
    page.get(address(evening, f"brieven/afdrukken{query}"))
    return [" ".join(one.get_text(" ").split()) for one in page.page.select("article.letter")]


def test_brothers_and_sisters_stand_in_one_letter_with_one_code(
    session: Session, school: Visitor, evening: Evening
) -> None:
    sami = make_pupil(session, evening, first_name="Sami", class_name="3A")
    noor = make_pupil(session, evening, first_name="Noor", class_name="1C", room=1, round_=2)
    household = make_household(session, evening, sami, noor)
    session.commit()
    (sheet,) = sheets(school, evening)
    assert "Sami en Noor presenteren. Komt u kijken?" in sheet
    assert "Sami B , klas 3A" in sheet.replace("B,", "B ,")
    for words in ("19:00", "20:00", "A1", "A2", "dinsdag 8 december", "0591 123 456"):
        assert words in sheet
    assert shown(evening_links.code(household.invitations[0])) in sheet
    assert len(school.page.select("article.letter svg")) == 1


def test_a_separated_carer_reads_nothing_of_the_other_and_of_a_share_of_the_seats(
    session: Session, school: Visitor, evening: Evening
) -> None:
    pupil = make_pupil(session, evening)
    for label in ("moeder", "vader"):
        household = make_household(session, evening, pupil)
        household.carers[0].label = label
    session.commit()
    mother, father = sheets(school, evening)
    assert "Aan: moeder van" in mother
    assert "vader" not in mother
    assert "Aan: vader van" in father
    assert "Er is 1 plaats voor u vrij" in mother


def test_an_arabic_letter_runs_from_right_to_left_around_a_dutch_address(
    session: Session, school: Visitor, evening: Evening
) -> None:
    pupil = make_pupil(session, evening)
    make_household(session, evening, pupil, language=ParentLanguage.AR)
    session.commit()
    sheets(school, evening)
    letter = school.page.select_one("article.letter")
    assert letter is not None
    assert (letter["lang"], letter["dir"]) == ("ar", "rtl")
    receiver = letter.select_one(".receiver")
    assert receiver is not None
    assert (receiver["lang"], receiver["dir"]) == ("nl", "ltr")
    assert "Aan: moeder van" in receiver.get_text()
    assert re.search(r"[\u0600-\u06ff]", letter.get_text())


def test_the_choice_is_all_a_class_without_mail_or_one_family(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening, first_name="Ada", class_name="2A")
    bram = make_pupil(session, evening, first_name="Bram", class_name="2B")
    household = make_household(session, evening, bram, emails=(None,))
    make_invitation(session, evening, first_name="Cem", class_name="2B").withdraw()
    session.commit()
    school.get(address(evening, "brieven/"))
    assert "Klas 2A 1 brief" in school.text
    for query, number in {
        "": 2,
        "?klas=2A": 1,
        "?wie=zonder-mail": 1,
        f"?gezin={household.id}": 1,
        "?klas=9Z": 0,
    }.items():
        assert len(sheets(school, evening, query)) == number, query
    for odd in ("0", "-1", "x", "9" * 30, "\u0663"):
        school.get(address(evening, f"brieven/afdrukken?gezin={odd}"), status=404)


@pytest.mark.both_databases
def test_a_printed_letter_keeps_its_code_when_class_and_time_change(
    session: Session, school: Visitor, evening: Evening
) -> None:
    invitation = make_invitation(session, evening)
    session.commit()
    (before,) = sheets(school, evening)
    code = shown(evening_links.code(invitation))
    invitation.pupil.class_name = "4Z"
    session.get_one(EveningRound, invitation.pupil.presentation.round_id).starts = time(18, 45)
    session.commit()
    (after,) = sheets(school, evening)
    assert code in before
    assert code in after
    assert "18:45" in after
    assert school.client.get(f"/u/{evening_links.token(invitation)}").status_code == 200


def test_a_family_whose_link_was_stopped_is_asked_to_call(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening).revoke_link()
    session.commit()
    (sheet,) = sheets(school, evening)
    assert "Bel de school: 0591 123 456" in sheet
    assert not school.page.select("article.letter svg")


def test_the_school_is_told_which_letters_hold_no_code_and_where_to_make_a_new_link(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening, first_name="Bram")
    stopped = make_invitation(session, evening, first_name="Ada")
    stopped.revoke_link()
    session.commit()
    sheets(school, evening)
    assert "Op 1 brief staat geen code" in school.text
    told = school.page.select("main .noprint .alert a")
    assert [one.get_text() for one in told] == [stopped.pupil.name]
    assert told[0]["href"] == address(evening, f"gezin/{stopped.household_id}/")


def test_the_number_to_call_is_written_as_people_read_it(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening)
    evening.phone = "+31591123456"
    session.commit()
    (sheet,) = sheets(school, evening)
    assert "0591 12 34 56" in sheet
    assert "+31" not in sheet


def test_rules_that_the_school_left_as_they_are_are_in_the_language_of_the_family(
    session: Session, school: Visitor, evening: Evening
) -> None:
    for language in (ParentLanguage.PL, ParentLanguage.NL):
        make_household(session, evening, make_pupil(session, evening), language=language)
    session.commit()
    polish, dutch = sheets(school, evening)
    assert "Serdecznie zapraszamy. Proszę przyjść 10 minut przed prezentacją." in polish
    assert "U bent welkom. Kom 10 minuten" not in polish
    assert "U bent welkom. Kom 10 minuten voor de presentatie." in dutch
    evening.spelregels = "Kom met de fiets."
    session.commit()
    assert ["Kom met de fiets." in sheet for sheet in sheets(school, evening)] == [True, True]


def test_what_a_school_wrote_is_text_and_not_html(
    session: Session, school: Visitor, evening: Evening
) -> None:
    make_invitation(session, evening, first_name="<b>Ada</b>")
    evening.spelregels = "<script>alert(1)</script>"
    session.commit()
    (sheet,) = sheets(school, evening)
    assert "<b>Ada</b> presenteert." in sheet
    assert "<script>alert(1)</script>" in sheet


def test_letters_cost_as_many_statements_for_many_families(
    app: Flask, session: Session, school: Visitor, evening: Evening
) -> None:
    seen = []
    for more in (2, 40):
        for _ in range(more):
            make_invitation(session, evening)
        session.commit()
        with statements(app) as sent:
            sheets(school, evening)
        seen.append(len(sent))
    assert seen[0] == seen[1]
    assert seen[0] <= 8
