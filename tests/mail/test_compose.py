from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from typing import cast

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.app import create_app
from partnerlink.config import BadSetting
from partnerlink.domain.talk import Side, TalkState
from partnerlink.mail.compose import compose, message_of
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.sender import sender
from partnerlink.models.outbox import OutboxMail
from tests.app_fixtures import settings_for
from tests.factories import NOW, make_account, make_organisation
from tests.factories_mail import make_talk, post_about, post_reset


def sent(session: Session, mail: OutboxMail) -> EmailMessage:
    """Return the mail as the receiver's program reads it."""
    session.flush()
    composed = compose(session, mail, now=NOW)
    assert composed is not None
    return parsed(message_of(mail, composed, now=NOW).as_bytes())


def parsed(content: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(content, policy=default))


def a_mail(session: Session, **changes: object) -> OutboxMail:
    return post_reset(session, make_account(session, make_organisation(session), **changes))


def parts(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


def content_of(part: MIMEPart | None) -> str:
    assert part is not None
    content: str = part.get_content()
    return content


def test_a_mail_has_text_html_and_says_that_it_is_automatic(session: Session) -> None:
    message = sent(session, a_mail(session, email="anna@school.example"))

    assert parts(message) == ["multipart/alternative", "text/plain", "text/html"]
    assert message["From"] == "PartnerLink <partnerlink@localhost>"
    assert message["To"] == "Anna de Vries <anna@school.example>"
    assert message["Subject"] == "Kies een nieuw wachtwoord"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nl"
    assert message["Reply-To"] is None
    assert content_of(message.get_body(("plain",))).startswith("Dag Anna de Vries,")
    assert content_of(message.get_body(("html",))).startswith("<!doctype html>")


def test_a_row_keeps_its_message_id_and_no_two_rows_share_one(session: Session) -> None:
    first, second = a_mail(session), a_mail(session)

    assert sent(session, first)["Message-ID"] == sent(session, first)["Message-ID"]
    assert sent(session, first)["Message-ID"] != sent(session, second)["Message-ID"]
    assert sent(session, first)["Message-ID"].endswith("@localhost>")


def test_an_answer_goes_to_the_other_side_once_planned(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    mail = post_about(session, MailKind.TALK_PLANNED, talk, Side.SCHOOL)

    reply_to = sent(session, mail)["Reply-To"]

    assert reply_to == f"Hassan Amrani <{talk.offer.contact.email}>"


def test_the_event_is_both_an_alternative_and_a_file(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    mail = post_about(session, MailKind.TALK_PLANNED, talk, Side.PARTNER)

    message = sent(session, mail)

    assert parts(message) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    calendar = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert calendar["Content-Type"].params["charset"] == "utf-8"
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "gastles.ics"
    assert attachment.get_content().decode() == cast(EmailMessage, calendar).get_content()
    assert f"UID:{talk.calendar_uid}" in attachment.get_content().decode()


@pytest.mark.parametrize(
    "name",
    [
        "Anna\r\nBcc: dief@elders.example",
        "Anna\nSubject: Anders",
        'Anna "de" Vries <dief@elders.example>, x',
        "Zoë Ünal 🙂",
        "安娜",
        "Anna\x00\x07",
        "A" * 120,
        "",
    ],
)
def test_a_name_stays_a_name_whatever_stands_in_it(session: Session, name: str) -> None:
    mail = a_mail(session, email="anna@school.example")
    mail.recipient_name = name

    composed = compose(session, mail, now=NOW)
    assert composed is not None
    message = parsed(message_of(mail, composed, now=NOW).as_bytes())

    (receiver,) = message["To"].addresses
    assert receiver.addr_spec == "anna@school.example"
    assert message["Bcc"] is None
    assert message.get_all("Subject") == ["Kies een nieuw wachtwoord"]


def test_a_subject_with_line_breaks_stays_one_header(session: Session) -> None:
    talk = make_talk(session)
    talk.school.name = "Veencollege\r\nBcc: dief@elders.example\r\n\r\nHallo"
    mail = post_about(session, MailKind.TALK_INVITED, talk, Side.PARTNER)

    message = sent(session, mail)

    assert message["Bcc"] is None
    assert message["Subject"].strip() == (
        "Wilt u een gastles geven op Veencollege Bcc: dief@elders.example Hallo?"
    )


@pytest.mark.parametrize("address", ["geen adres", "a@b.nl\r\nBcc: c@d.nl", "a@b.nl, c@d.nl", ""])
def test_an_address_that_is_none_is_refused(session: Session, address: str) -> None:
    mail = a_mail(session)
    mail.recipient = address

    with pytest.raises((ValueError, IndexError)):
        sent(session, mail)


def test_a_receiver_reads_english_headers_in_english(session: Session) -> None:
    assert sent(session, a_mail(session, language="en"))["Content-Language"] == "en"


@pytest.mark.parametrize("written", ["", "PartnerLink", "PartnerLink <>", "x@y@z"])
def test_a_sender_that_is_no_address_is_a_clear_error(app: Flask, written: str) -> None:
    database_url = str(app.extensions[db.EXTENSION].engine.url)
    other = create_app(settings_for(database_url, mail_from=written))

    with other.app_context(), pytest.raises(BadSetting, match="PARTNERLINK_MAIL_FROM"):
        sender()
    other.extensions[db.EXTENSION].engine.dispose()
