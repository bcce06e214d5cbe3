"""Who waited in vain reads for how many there is no seat, in words that are not the school's no."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.evening import ParentLanguage
from partnerlink.mail.kinds import MailKind
from tests.factories import NOW
from tests.mail.household_cases import (
    DAY_BEFORE,
    HouseholdCase,
    a_household,
    comes,
    evening_of,
    say,
    waits_for_some,
    waits_in_vain,
    written,
)

NO_SEAT = MailKind.EVENING_NO_SEAT
IN_VAIN = HouseholdCase(NO_SEAT, waits_in_vain, DAY_BEFORE)
FOR_SOME = HouseholdCase(NO_SEAT, waits_for_some, DAY_BEFORE)


def test_who_has_no_seat_at_all_is_not_told_where_to_be(session: Session) -> None:
    composed = written(session, IN_VAIN, a_household(session))
    text = " ".join(composed.text.split())

    assert composed.subject == "Er is geen plaats meer om te kijken naar Sami op Veencollege"
    for words in (
        "U wilt graag komen kijken naar Sami. Er zijn meer mensen dan plaatsen. Dat spijt ons.",
        "Komt er nog een plaats vrij? Dan krijgt u een mail.",
        "Er is geen plaats meer voor 2 personen.",
        "Vraag Sami: > Waar ben je trots op?",
        "Vragen? Bel de school: 0591 123 456",
    ):
        assert words in text
    for words in ("Hoofdstraat", "19:00", "Lokaal", "er wel plaats", "wachtlijst"):
        assert words not in text
    assert composed.calendar is None


def test_who_has_seats_for_some_reads_for_how_many_and_when(session: Session) -> None:
    composed = written(session, FOR_SOME, a_household(session))
    text = " ".join(composed.text.split())

    subject = "Er is niet voor iedereen plaats om te kijken naar Sami op Veencollege"
    assert composed.subject == subject
    for words in (
        "Op dinsdag 8 december, van 19:00 tot 19:30 uur.",
        "Er is geen plaats meer voor 3 personen. Voor 2 personen is er wel plaats.",
        "Kunt u toch niet komen? Verander uw antwoord.",
        "Hoofdstraat 1",
    ):
        assert words in text
    assert composed.calendar is not None


def test_of_brothers_and_sisters_only_the_one_without_seats_is_in_vain(session: Session) -> None:
    household = a_household(session, "Sami", "Nour")
    comes(session, household)
    household.invitations[1].seats = 0
    evening_of(session, household).end_answering(NOW)
    composed = written(session, HouseholdCase(NO_SEAT, _nothing, DAY_BEFORE), household)
    text = " ".join(composed.text.split())

    assert "kijken naar Nour op Veencollege" in composed.subject
    assert "* Sami Op dinsdag 8 december" in text
    assert "* Nour Er is geen plaats meer voor 2 personen." in text
    assert "Vraag Nour:" in text


@pytest.mark.parametrize("people", [1, 2, 3, 10])
def test_every_number_has_its_form_in_arabic(session: Session, people: int) -> None:
    household = a_household(session, language=ParentLanguage.AR)
    say(session, household.invitations[0], people)
    household.invitations[0].seats = 0
    evening_of(session, household).end_answering(NOW)
    composed = written(session, HouseholdCase(NO_SEAT, _nothing, DAY_BEFORE), household)

    assert IN_ARABIC[people] in composed.text
    assert not set(composed.text) & set("%")


def _nothing(*_: object) -> None:
    """Change nothing more."""


IN_ARABIC = {
    1: "لم يبقَ مقعد لشخص واحد.",
    2: "لم يبقَ مقعدان لشخصين.",
    3: "لم تبقَ مقاعد لـ 3 أشخاص.",
    10: "لم تبقَ مقاعد لـ 10 أشخاص.",
}
