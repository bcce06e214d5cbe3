"""Letters to parents: what they say, in which language, and to whom they belong."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.evening import ParentLanguage
from partnerlink.mail.compose import compose, message_of
from partnerlink.mail.isolates import BEGIN
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.letters_parents import TO_HOUSEHOLDS
from tests.factories import NOW
from tests.mail.household_cases import (
    CASES,
    HouseholdCase,
    a_household,
    case_of,
    comes,
    evening_of,
    every_household_letter,
    letter_to,
    written,
)
from tests.pages import check_page

UNFINISHED = re.compile(r"%\(|\{\{|\{%|\bNone\b|&(amp|lt|gt|#)|<[a-z/]")
EVIL = "<script>alert(1)</script>\u202e\r\nBcc: dief@elders.example"
every_language = pytest.mark.parametrize("language", ParentLanguage)


def test_there_is_a_letter_of_every_kind() -> None:
    assert {case.kind for case in CASES} == TO_HOUSEHOLDS.keys()


@every_household_letter
@every_language
def test_a_letter_is_whole_in_every_language(
    session: Session, case: HouseholdCase, language: ParentLanguage
) -> None:
    composed = written(session, case, a_household(session, "Sami", "Nour", language=language))
    page = BeautifulSoup(composed.html, "html.parser")

    direction = "rtl" if language is ParentLanguage.AR else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in composed.html
    assert composed.language == language
    for name in ("Sami", "Nour", "Veencollege"):
        assert name in composed.subject
        assert name in {tag.get_text() for tag in page.find_all("bdi")}
        assert name in composed.text
    assert "0591 123 456" in composed.text
    for words in (composed.subject, composed.text):
        assert not UNFINISHED.search(words)
    assert BEGIN not in composed.subject + composed.html


@every_household_letter
def test_the_page_needs_nothing_from_elsewhere(session: Session, case: HouseholdCase) -> None:
    page = BeautifulSoup(written(session, case, a_household(session)).html, "html.parser")

    assert not page.find_all(["img", "link", "script", "form"])
    for link in page.find_all("a"):
        assert str(link["href"]).startswith(("http://localhost/u/", "tel:"))
    for styled in page.find_all(style=True):
        assert "url(" not in str(styled["style"])
        del styled["style"]
    check_page(page)


@every_household_letter
def test_the_text_has_short_lines_and_each_link_a_line_of_its_own(
    session: Session, case: HouseholdCase
) -> None:
    for line in written(session, case, a_household(session, "Sami", "Nour")).text.splitlines():
        if "http" in line:
            assert re.fullmatch(r"http://localhost/u/\S*", line)
        else:
            assert len(line) <= 72


@every_household_letter
def test_every_letter_says_how_to_stop_and_whom_to_call(
    session: Session, case: HouseholdCase
) -> None:
    text = written(session, case, a_household(session)).text

    assert "Wilt u geen mail meer? Bel de school." in text
    assert "Vragen? Bel de school: 0591 123 456" in text
    assert "omdat Sami op Veencollege zit" in text


@every_household_letter
def test_words_of_people_cannot_become_markup(session: Session, case: HouseholdCase) -> None:
    household = a_household(session)
    evening = evening_of(session, household)
    evening.address = evening.entrance = evening.home_task = evening.phone = EVIL[:30]
    evening.organisation.name = EVIL
    household.invitations[0].pupil.first_name = EVIL[:50]
    composed = written(session, case, household)

    assert not BeautifulSoup(composed.html, "html.parser").find_all("script")
    assert "\n" not in composed.subject
    assert "\r" not in composed.subject + composed.text
    assert "\u202e" not in composed.html + composed.text
    assert composed.html.count("<bdi>") == composed.html.count("</bdi>")


def test_it_is_written_in_the_language_of_the_household_when_it_is_sent(session: Session) -> None:
    household = a_household(session)
    mail = letter_to(session, MailKind.EVENING_INVITED, household)
    household.language = ParentLanguage.AR
    session.flush()
    composed = compose(session, mail, now=NOW)

    assert mail.language == "nl"
    assert composed is not None
    assert composed.language == "ar"
    assert message_of(mail, composed, now=NOW)["Content-Language"] == "ar"
    assert f"{BEGIN}Sami" in composed.text


def test_a_mail_comes_from_the_school_and_an_answer_goes_there(session: Session) -> None:
    household = a_household(session, "Sami")
    contact = evening_of(session, household).contact
    comes(session, household)
    mail = letter_to(session, MailKind.EVENING_CHANGED, household)
    composed = compose(session, mail, now=NOW)
    assert composed is not None
    content = message_of(mail, composed, now=NOW).as_bytes()
    message = message_from_bytes(content, policy=default)

    assert message["From"] == "Veencollege <partnerlink@localhost>"
    assert message["To"] == "ouder@familie.example"
    assert message["Reply-To"] == f"{contact.name} <{contact.email}>"
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "presentatieavond.ics"


def test_who_cannot_read_it_finds_the_page_in_the_other_languages(session: Session) -> None:
    household = a_household(session, language=ParentLanguage.TR)
    page = written(session, case_of(MailKind.EVENING_INVITED), household).html
    found = {
        a["hreflang"]: a["href"] for a in BeautifulSoup(page, "html.parser").select("[hreflang]")
    }

    address = evening_links.address(household.invitations[0])
    assert found == {code: f"{address}?taal={code}" for code in ("nl", "en", "ar", "pl", "uk")}
