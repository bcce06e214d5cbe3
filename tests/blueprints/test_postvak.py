from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.app import create_app
from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.talk import Side, TalkState
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.worker import Worker
from partnerlink.models.outbox import OutboxMail
from tests.app_fixtures import settings_for
from tests.factories import NOW, make_account
from tests.factories_mail import make_talk, post_about, post_reset
from tests.mail.household_cases import a_household, comes, letter_to
from tests.pages import Visitor

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    made = create_app(settings_for(database_url, is_demo=True))
    yield made
    made.extensions[db.EXTENSION].engine.dispose()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def send_all(session: Session) -> None:
    session.commit()
    Worker(KeptHere(), now=lambda: NOW, keeps_bodies=True).send_due()
    session.expire_all()


@pytest.fixture
def planned(session: Session) -> OutboxMail:
    talk = make_talk(session, TalkState.PLANNED)
    talk.request.host_teacher = EVIL
    mail = post_about(session, MailKind.TALK_PLANNED, talk, Side.PARTNER)
    send_all(session)
    return mail


def titles(page: BeautifulSoup) -> list[str]:
    return [heading.get_text(strip=True) for heading in page.find_all("h2")]


def test_an_empty_postvak_says_what_to_do(visitor: Visitor) -> None:
    visitor.get("/postvak/")
    assert "Nog geen mail. Doe iets in de demo" in visitor.text


def test_the_newest_mail_stands_first(session: Session, visitor: Visitor) -> None:
    for number in range(3):
        post_reset(session, make_account(session, name=f"Persoon {number}"))
        send_all(session)

    visitor.get("/postvak/")

    assert [f"Persoon {n}" in visitor.text for n in range(3)] == [True] * 3
    assert visitor.text.index("Persoon 2") < visitor.text.index("Persoon 0")
    assert "3 mails" in visitor.text


def test_a_letter_that_waits_is_not_shown_yet(session: Session, visitor: Visitor) -> None:
    mail = post_reset(session, make_account(session))
    session.commit()

    visitor.get("/postvak/")
    assert "Nog geen mail" in visitor.text
    visitor.get(f"/postvak/{mail.id}", status=404)


def test_one_receivers_mail_can_be_picked_out(session: Session, visitor: Visitor) -> None:
    for name in ("anna", "hassan"):
        post_reset(session, make_account(session, email=f"{name}@example.nl", name=name))
    send_all(session)

    page = visitor.get("/postvak/?aan=Anna%40example.nl")
    assert len(titles(page)) == 1
    assert page.find("option", value="anna@example.nl", selected=True)

    visitor.get("/postvak/?aan=niemand")
    assert "Geen mail aan niemand." in visitor.text


@pytest.mark.parametrize("blad", ["2", "99", "-1", "x", "9" * 30])
def test_more_mail_than_fits_is_spread_over_pages(
    session: Session, visitor: Visitor, blad: str
) -> None:
    account = make_account(session, email="anna@example.nl")
    for _ in range(26):
        post_reset(session, account)
    send_all(session)

    page = visitor.get(f"/postvak/?aan=anna%40example.nl&blad={blad}")

    assert len(titles(page)) == (1 if blad in {"2", "99", "9" * 30} else 25)
    neighbour = page.find("a", rel=["prev", "next"])
    assert neighbour is not None
    assert "aan=anna" in str(neighbour["href"])


def test_a_mail_is_read_as_text_with_links_that_work(planned: OutboxMail, visitor: Visitor) -> None:
    page = visitor.get(f"/postvak/{planned.id}")

    assert "U geeft een gastles op Veencollege" in visitor.text
    assert page.find("a", href="http://localhost/afspraken/1")
    assert not page.find_all("script")
    assert EVIL in page.get_text()


def test_a_mail_is_shown_as_it_was_sent_under_a_policy_of_its_own(
    planned: OutboxMail, visitor: Visitor
) -> None:
    answer = visitor.client.get(f"/postvak/{planned.id}/opmaak")

    assert answer.text == planned.html_body
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy.replace("style-src 'unsafe-inline'", "")
    assert not BeautifulSoup(answer.text, "html.parser").find_all("script")


def test_the_event_of_a_mail_can_be_kept(
    planned: OutboxMail, session: Session, visitor: Visitor
) -> None:
    answer = visitor.client.get(f"/postvak/{planned.id}/gastles.ics")
    assert answer.mimetype == "text/calendar"
    assert answer.data == planned.calendar

    plain = post_reset(session, make_account(session))
    send_all(session)
    visitor.get(f"/postvak/{plain.id}/gastles.ics", status=404)


def test_a_mail_that_is_not_there_is_not_found(visitor: Visitor) -> None:
    for path in ("/postvak/9", "/postvak/9/opmaak", "/postvak/9/gastles.ics"):
        visitor.get(path, status=404)


def test_outside_the_demo_there_is_no_postvak(database_url: str, planned: OutboxMail) -> None:
    other = create_app(settings_for(database_url))
    outside = Visitor(other.test_client())

    for path in ("", f"{planned.id}", f"{planned.id}/opmaak", f"{planned.id}/gastles.ics"):
        outside.get(f"/postvak/{path}", status=404)
    other.extensions[db.EXTENSION].engine.dispose()


def test_a_letter_to_parents_is_read_in_their_own_direction(
    session: Session, visitor: Visitor
) -> None:
    household = a_household(session, language=ParentLanguage.AR)
    comes(session, household)
    mail = letter_to(session, MailKind.EVENING_CHANGED, household)
    send_all(session)

    visitor.get(f"/postvak/{mail.id}")
    words = visitor.page.find("pre")
    assert isinstance(words, Tag)
    assert (words["lang"], words["dir"]) == ("ar", "auto")
    layout = visitor.client.get(f"/postvak/{mail.id}/opmaak")
    assert '<html lang="ar" dir="rtl">' in layout.text
    answer = visitor.client.get(f"/postvak/{mail.id}/gastles.ics")
    assert "presentatieavond.ics" in answer.headers["Content-Disposition"]
