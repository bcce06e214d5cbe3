"""What a link shows as the evening goes on, is moved or cancelled, and is over."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.blueprints.parents.family import Family, code, link
from tests.factories import NOW
from tests.factories_evenings import DAY
from tests.pages import Visitor
from tests.standing_clock import Clock

LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk")


def test_after_the_last_day_the_page_says_so_and_whom_to_call(
    visitor: Visitor, family: Family, time: Clock
) -> None:
    time.now = NOW + (DAY - NOW.date()) - timedelta(days=1)

    visitor.get(link(family.sami))

    assert "U kunt hier niet meer antwoorden" in visitor.text
    assert visitor.page.find("a", href="tel:0591123456") is not None
    assert visitor.page.find("button") is None


def test_a_cancelled_evening_says_only_that(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.post(link(family.sami), {"people": "2"})
    family.evening.cancel()
    session.commit()

    visitor.get(link(family.sami))
    assert "De avond gaat niet door" in visitor.text
    visitor.post(link(family.nour), {"people": "2"})
    assert "De avond gaat niet door" in visitor.text
    visitor.get(link(family.sami, "/hulp"))
    assert visitor.url == link(family.sami)


def test_a_moved_evening_asks_to_look_well(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.get(link(family.sami))
    assert "Er is iets veranderd" not in visitor.text
    family.evening.change({"day": DAY + timedelta(days=1)})
    session.commit()

    visitor.get(link(family.sami))

    assert "Er is iets veranderd" in visitor.text
    assert "woensdag 9 december" in visitor.text


def test_the_day_after_it_is_over(visitor: Visitor, family: Family, time: Clock) -> None:
    time.now = NOW + (DAY - NOW.date()) + timedelta(days=1)

    visitor.get(link(family.sami))

    assert "De avond is voorbij" in visitor.text
    assert "Praat met Sami" in visitor.text


def test_a_presentation_without_a_time_yet_says_that_it_comes(
    session: Session, visitor: Visitor, family: Family
) -> None:
    presentation = family.sami.pupil.presentation
    presentation.unplace()
    session.commit()

    visitor.post(link(family.sami), {"answer": "yes", "people": "2"})
    visitor.get(link(family.sami))

    assert "De tijd hoort u later." in visitor.text
    assert visitor.page.find("a", href=link(family.sami, "/agenda.ics")) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_language_asked_for(
    visitor: Visitor, family: Family, language: str
) -> None:
    visitor.post(link(family.sami), {"people": "2"})
    for page in ("", "/mensen", "/hulp", "/afzeggen"):
        html = visitor.get(link(family.sami, f"{page}?taal={language}")).html
        assert html is not None
        assert html["lang"] == language
        assert html["dir"] == ("rtl" if language == "ar" else "ltr")
        assert "19:00" in visitor.text or page
        onward = [a["href"] for a in visitor.page.select("main a[href^='/u/']")]
        assert all(str(href).endswith(f"?taal={language}") for href in onward)


@pytest.mark.parametrize("typed", ["{0}-{1}", " {0} {1} ", "{0}{1}", "{0}.{1}"])
def test_a_code_is_typed_as_people_type(visitor: Visitor, family: Family, typed: str) -> None:
    whole = code(family.sami).lower()
    visitor.get("/k")

    visitor.post("/k", {"code": typed.format(whole[:4], whole[4:])})

    assert visitor.url == link(family.sami)


def test_the_rules_stand_before_the_answer_and_after_it_in_the_language_of_the_page(
    session: Session, visitor: Visitor, family: Family
) -> None:
    visitor.get(link(family.sami, "?taal=en"))
    assert "Come 10 minutes before the presentation." in visitor.page.select_one("details").text  # type: ignore[union-attr]
    visitor.post(link(family.sami), {"people": "2"})
    visitor.get(link(family.sami, "?taal=en"))
    assert "Come 10 minutes before the presentation." in visitor.text
    family.evening.spelregels = "Kom met de fiets."
    session.commit()
    own = visitor.get(link(family.sami, "?taal=en")).find("p", string="Kom met de fiets.")
    assert own is not None
    assert own["lang"] == "nl"  # type: ignore[index]


def test_the_number_to_call_is_readable_and_dialled_as_it_is(
    session: Session, visitor: Visitor, family: Family
) -> None:
    family.evening.phone = "+31591123456"
    session.commit()
    visitor.get(link(family.sami))
    call = visitor.page.find("a", href="tel:+31591123456")
    assert call is not None
    assert "0591 12 34 56" in call.get_text()
    assert "+31" not in visitor.text
