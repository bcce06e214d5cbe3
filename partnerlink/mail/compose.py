"""From a row of the outbox to a mail: the letter in words, as text and HTML, and its headers."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.orm import Session

from partnerlink import links
from partnerlink.i18n import page_direction
from partnerlink.mail.household_letter import HouseholdLetter
from partnerlink.mail.household_visit import find_visit
from partnerlink.mail.isolates import in_bdi, without_isolates
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.letter import CalendarPart, Letter
from partnerlink.mail.letters import TO_ADDRESSES, write_letter
from partnerlink.mail.letters_parents import TO_HOUSEHOLDS, write_to_household
from partnerlink.mail.occasion import Occasion
from partnerlink.mail.plain_text import fact, one_line, tidied, wrapped
from partnerlink.mail.sender import sender
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A letter as its receiver reads it; without `sent_by` PartnerLink itself writes."""

    language: str
    subject: str
    text: str
    html: str
    calendar: CalendarPart | None
    reply_to: tuple[str, str] | None
    sent_by: str = ""


def compose(session: Session, mail: OutboxMail, *, now: datetime) -> Composed | None:
    """Write the letter of a row in its receiver's language.

    Returns None when what it tells is overtaken, or its receiver may no longer sign in.
    """
    kind = MailKind(mail.kind)
    if kind in TO_HOUSEHOLDS:
        return _to_household(session, kind, mail, now=now)
    with force_locale(mail.language):
        if kind in TO_ADDRESSES:
            return _rendered(TO_ADDRESSES[kind](mail.facts), mail)
        account = session.get(Account, mail.account_id) if mail.account_id is not None else None
        if account is None or not account.is_enabled:
            return None
        occasion = Occasion(
            session=session, account=account, recipient=mail.recipient, facts=mail.facts, now=now
        )
        letter = write_letter(kind, occasion)
        return None if letter is None else _rendered(letter, mail)


def message_of(mail: OutboxMail, composed: Composed, *, now: datetime) -> EmailMessage:
    """Put a composed letter in an envelope.

    The Message-ID is that of the row: whoever gets the same letter twice, because a worker died
    between sending and recording, can see that it is the same. Raises ValueError for a receiver
    whose address is none.
    """
    message = EmailMessage(policy=SMTP)
    sent_by = sender()
    message["From"] = _mailbox(composed.sent_by or sent_by.display_name, sent_by.addr_spec)
    message["To"] = _mailbox(mail.recipient_name, mail.recipient)
    if composed.reply_to is not None:
        message["Reply-To"] = _mailbox(*composed.reply_to)
    message["Subject"] = composed.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(mail, domain=sent_by.domain)
    # RFC 3834: no out-of-office answers, please; the other one is how Exchange hears it.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message.set_content(composed.text)
    message.add_alternative(composed.html, subtype="html")
    if composed.calendar is not None:
        _add_calendar(message, composed.calendar)
    # Last, because setting the content takes such a header away.
    message["Content-Language"] = composed.language
    return message


def message_id(mail: OutboxMail, *, domain: str) -> str:
    """Return the same identity for the same row, at every attempt."""
    return f"<brief-{mail.id}-{mail.posted_at.timestamp():.6f}@{domain}>"


def _add_calendar(message: EmailMessage, part: CalendarPart) -> None:
    # Mail programs read the alternative; the attachment is for people, who may keep or open it.
    method = {"method": part.method.value}
    message.add_alternative(part.content.decode(), subtype="calendar", cte="base64", params=method)
    message.add_attachment(
        part.content, maintype="application", subtype="ics", filename=part.file_name
    )


def _mailbox(name: str, address: str) -> Address:
    return Address(one_line(name), addr_spec=address)


def _rendered(letter: Letter, mail: OutboxMail) -> Composed:
    subject = one_line(letter.subject)
    known = {
        "letter": letter,
        "subject": subject,
        "heading": subject,
        "preheader": letter.preheader,
        "name": one_line(mail.recipient_name),
        "language": mail.language,
        "direction": page_direction(),
        "site": links.absolute("pages.show_front"),
        "account_page": links.absolute("accounts.show_account"),
    }
    return Composed(
        language=mail.language,
        subject=subject,
        text=tidied(_template("mail/letter.txt", **known)),
        html=_template("mail/letter.html", **known),
        calendar=letter.calendar,
        reply_to=letter.reply_to,
    )


def _to_household(
    session: Session, kind: MailKind, mail: OutboxMail, *, now: datetime
) -> Composed | None:
    visit = find_visit(session, mail, now=now)
    if visit is None:
        return None
    # What it speaks now: the school may have heard meanwhile which language it reads.
    language = visit.household.language.value
    with force_locale(language):
        letter = write_to_household(kind, visit)
        return None if letter is None else _household_letter(letter, language)


def _household_letter(letter: HouseholdLetter, language: str) -> Composed:
    story, direction = letter.story, page_direction()
    heading = one_line(story.subject)
    subject = without_isolates(heading)
    known = {
        "letter": letter,
        "story": story,
        "subject": subject,
        "heading": heading,
        "preheader": story.preheader,
        "language": language,
        "direction": direction,
    }
    text = tidied(_template("mail/household.txt", **known))
    return Composed(
        language=language,
        subject=subject,
        text=text if direction == "rtl" else without_isolates(text),
        html=in_bdi(_template("mail/household.html", **known)),
        calendar=story.calendar,
        reply_to=letter.reply_to,
        sent_by=letter.sent_by,
    )


def _template(path: str, **known: Any) -> str:
    # Not `render_template`: that one asks the request who is signed in, and here is no request.
    return current_app.jinja_env.get_template(path).render(wrapped=wrapped, fact=fact, **known)
