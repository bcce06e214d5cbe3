import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask_babel import force_locale, get_locale
from icalendar import Calendar
from sqlalchemy.orm import Session

from partnerlink.domain.account import StaffLanguage
from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import Venue
from partnerlink.mail.compose import Composed, compose
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.letters_parents import TO_HOUSEHOLDS
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW
from tests.factories_mail import make_talk, make_talk_offer, make_talk_request, post_about
from tests.mail.letter_cases import CASES, Case, every_letter
from tests.pages import check_page

UNFINISHED = re.compile(r"%\(|\{\{|\{%|\bNone\b|&(amp|lt|gt|#)|<[a-z/]")
EVIL = "<script>alert(1)</script>\r\nBcc: dief@elders.example"


def written(session: Session, case: Case, language: StaffLanguage = StaffLanguage.NL) -> Composed:
    mail = case.prepare(session)
    mail.language = language
    session.flush()
    session.expire_all()
    composed = compose(session, mail, now=case.now)
    assert composed is not None, "nothing was written"
    return composed


def about_talk(session: Session, kind: MailKind, state: TalkState, side: Side) -> Composed:
    case = next(c for c in CASES if c.name == f"{kind}-{side}")
    mail = post_about(session, kind, make_talk(session, state), side)
    return written(session, replace(case, prepare=lambda _session: mail))


def test_there_is_a_letter_of_every_kind() -> None:
    assert {case.kind for case in CASES} == set(MailKind) - TO_HOUSEHOLDS.keys()


@every_letter
@pytest.mark.parametrize("language", StaffLanguage)
def test_a_letter_reads_well_in_each_language(
    session: Session, case: Case, language: StaffLanguage
) -> None:
    composed = written(session, case, language)

    assert composed.subject
    assert "\n" not in composed.subject
    assert not UNFINISHED.search(composed.subject)
    assert not UNFINISHED.search(composed.text)
    assert f'<html lang="{language}" dir="ltr">' in composed.html
    assert "http://localhost/" in composed.text


@every_letter
def test_the_text_has_short_lines_and_each_link_a_line_of_its_own(
    session: Session, case: Case
) -> None:
    for line in written(session, case).text.splitlines():
        if "http" in line:
            assert re.fullmatch(r"http://localhost/\S*| +https://bellen\.example/1", line)
        else:
            assert len(line) <= 72


@every_letter
def test_text_and_html_hold_the_same_links_and_words(session: Session, case: Case) -> None:
    composed = written(session, case)
    page = BeautifulSoup(composed.html, "html.parser")

    assert {str(link["href"]) for link in page.find_all("a")} == set(
        re.findall(r"http://\S+", composed.text)
    )
    in_html = " ".join(page.get_text(" ").split())
    told = [part for part in composed.text.split("\n\n")[:3] if "http" not in part]
    for paragraph in told:
        assert " ".join(paragraph.split()) in in_html


@every_letter
def test_the_html_needs_nothing_from_elsewhere(session: Session, case: Case) -> None:
    page = BeautifulSoup(written(session, case).html, "html.parser")

    assert not page.find_all(["img", "link", "script", "form"])
    for link in page.find_all("a"):
        assert str(link["href"]).startswith("http://localhost/")
    for styled in page.find_all(style=True):
        assert "url(" not in str(styled["style"])
        del styled["style"]
    check_page(page)


@every_letter
def test_words_of_people_cannot_become_markup(session: Session, case: Case) -> None:
    mail = case.prepare(session)
    session.flush()
    _spoil(session)
    composed = compose(session, mail, now=case.now)
    assert composed is not None

    page = BeautifulSoup(composed.html, "html.parser")
    assert not page.find_all("script")
    assert "\n" not in composed.subject
    assert "\r" not in composed.subject + composed.text


def _spoil(session: Session) -> None:
    for thing in list(session):
        for name in ("name", "subject", "takeaway", "host_teacher", "spelregels", "message"):
            if hasattr(thing, name) and not isinstance(thing, OutboxMail):
                setattr(thing, name, EVIL)
        if isinstance(thing, OutboxMail):
            thing.recipient_name = EVIL
    session.flush()


def test_a_speaker_reads_everything_needed_to_say_yes_or_no(session: Session) -> None:
    text = about_talk(session, MailKind.TALK_INVITED, TalkState.INVITED, Side.PARTNER).text

    for words in (
        "Anna de Vries van Veencollege vraagt u voor een gastles.",
        "> Wij horen graag van u.",
        "Onderwerp: Werken in de bakkerij",
        "Leerlingen weten wat een bakker doet.",
        "Voor wie: vmbo basis en vmbo kader, leerjaar 3",
        "25 leerlingen in 1 groep",
        "    maandag 7 december 2026, ochtend",
        "Afstand: ongeveer 17,2 km hemelsbreed",
        "Antwoord uiterlijk: dinsdag 17 november 2026",
        "Ja, ik kom:\nhttp://localhost/antwoord/",
        "Nee, ik kan niet:\nhttp://localhost/antwoord/",
    ):
        assert words in text


def test_a_talk_online_has_no_distance_and_no_address(session: Session) -> None:
    request = make_talk_request(session, venue=Venue.ONLINE)
    mail = post_about(
        session, MailKind.TALK_INVITED, make_talk(session, request=request), Side.PARTNER
    )
    session.flush()

    composed = compose(session, mail, now=NOW)

    assert composed is not None
    assert composed.subject == "Wilt u online een gastles geven aan Veencollege?"
    assert re.search(r"Waar:\s+Online\s+De school stuurt de link\.", composed.text)
    assert "Hoofdstraat" not in composed.text
    assert "hemelsbreed" not in composed.text


def test_a_place_that_is_not_known_leaves_the_distance_out(session: Session) -> None:
    offer = make_talk_offer(session)
    offer.organisation.latitude = offer.organisation.longitude = None
    mail = post_about(session, MailKind.TALK_INVITED, make_talk(session, offer=offer), Side.PARTNER)
    session.flush()

    composed = compose(session, mail, now=NOW)

    assert composed is not None
    assert "Afstand" not in composed.text


@pytest.mark.parametrize("side", Side)
def test_what_is_agreed_names_the_contact_and_takes_answers_there(
    session: Session, side: Side
) -> None:
    composed = about_talk(session, MailKind.TALK_PLANNED, TalkState.PLANNED, side)

    name = "Hassan Amrani" if side is Side.SCHOOL else "Anna de Vries"
    assert composed.reply_to is not None
    assert composed.reply_to[0] == name
    assert composed.reply_to[1] in composed.text
    assert "Mevrouw Jansen" in composed.text
    assert "Neem iets mee om te laten zien." in composed.text
    assert "maandag 7 december 2026, in de ochtend" in composed.text
    assert "09:00" not in composed.text
    assert "De school kiest nog het lesuur." in composed.text
    assert ("Kies het lesuur:" in composed.text) is (side is Side.SCHOOL)


@pytest.mark.parametrize("side", Side)
def test_before_anything_is_agreed_nobody_gets_an_address(session: Session, side: Side) -> None:
    kind, state = {
        Side.PARTNER: (MailKind.TALK_INVITED, TalkState.INVITED),
        Side.SCHOOL: (MailKind.TALK_APPLIED, TalkState.APPLIED),
    }[side]

    composed = about_talk(session, kind, state, side)

    assert composed.reply_to is None
    assert "@example.nl" not in composed.text


@pytest.mark.parametrize(
    ("kind", "state", "method", "sequence"),
    [
        (MailKind.TALK_PLANNED, TalkState.PLANNED, "REQUEST", 0),
        (MailKind.TALK_CANCELLED, TalkState.CANCELLED, "CANCEL", 1),
    ],
)
def test_the_event_that_goes_along_can_be_read_back(
    session: Session, kind: MailKind, state: TalkState, method: str, sequence: int
) -> None:
    composed = about_talk(session, kind, state, Side.PARTNER)

    assert composed.calendar is not None
    calendar = Calendar.from_ical(composed.calendar.content)
    (event,) = calendar.events
    assert (calendar["METHOD"], event["SEQUENCE"]) == (method, sequence)
    is_planned = state is TalkState.PLANNED
    assert event["SUMMARY"] == "Gastles: Werken in de bakkerij" + " (tijd volgt)" * is_planned
    assert event["STATUS"] == ("TENTATIVE" if is_planned else "CANCELLED")
    assert event["LOCATION"] == "Veencollege, Hoofdstraat 1, 7811 AB Emmen"
    assert "Ontvangst door: Mevrouw Jansen" in event["DESCRIPTION"]
    assert "Neem iets mee om te laten zien." in event["DESCRIPTION"]
    assert "@" not in event["DESCRIPTION"]
    assert event["ORGANIZER"] == "mailto:partnerlink@localhost"
    assert str(event["ATTENDEE"]).endswith("@example.nl")
    assert event.start.isoformat() == "2026-12-07T08:00:00+01:00"
    assert event.end.isoformat() == "2026-12-07T12:00:00+01:00"


@every_letter
def test_only_letters_about_an_agreed_date_bring_an_event(session: Session, case: Case) -> None:
    brings = {
        MailKind.TALK_PLANNED,
        MailKind.TALK_TIME_CHANGED,
        MailKind.TALK_MEETING_CHANGED,
        MailKind.TALK_DETAILS_CHANGED,
        MailKind.TALK_CANCELLED,
    }

    assert (written(session, case).calendar is not None) == (case.kind in brings)


def test_writing_a_letter_leaves_the_language_of_before(app: Flask, session: Session) -> None:
    with force_locale("en"):
        written(session, CASES[0], StaffLanguage.NL)
        assert str(get_locale()) == "en"
