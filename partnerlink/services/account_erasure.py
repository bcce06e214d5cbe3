"""Erase a person who asks for it, while their organisation goes on.

What they looked after goes to a colleague who manages: it is the organisation's. Names that stand
in its texts (a host teacher, a message) are the organisation's too, and not looked for.
"""

from collections import Counter
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import LastAdministrator, LastManager
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.address_holders import lock_account
from partnerlink.services.colleagues import hand_on, require_another_manager

HANDED_ON = {
    "offers": TalkOffer.contact_id,
    "requests": TalkRequest.contact_id,
    "evenings": Evening.contact_id,
}
"""What an account may be the contact of, by what it is called."""
LETTERS_OF_INVITATION = (MailKind.JOIN, MailKind.APPOINTED, MailKind.EMAIL_IN_USE)


def extent_of(session: Session, account: Account) -> Counter[str]:
    """Count what hangs on an account: HANDED_ON is for a colleague, `letters` go."""
    owned = (*HANDED_ON.items(), ("letters", OutboxMail.account_id))
    counted = {
        name: session.scalars(select(func.count()).where(key == account.id)).one()
        for name, key in owned
    }
    return +Counter(counted)


def erase_account(session: Session, account: Account, *, now: datetime) -> None:
    """Take an account away with its letters, and hand on what it looked after.

    Whoever takes it over gets the letters about what waits for an answer. Raises LastManager when
    nobody would be left to manage its organisation, or to look after what it leaves, and
    LastAdministrator when nobody would be left to look after the regions that have nobody.
    """
    if account.role is Role.ADMINISTRATOR:
        _lock_administrators(session)
    found = lock_account(session, select(Account).where(Account.id == account.id))
    if found is None:
        return
    require_another_manager(session, account)
    _require_another_administrator(session, account)
    _take_name_out_of_invitations(session, account)
    hand_on(session, account, now=now)
    left = extent_of(session, account)
    if HANDED_ON.keys() & left.keys():
        raise LastManager
    session.execute(delete(Account).where(Account.id == account.id))


def _lock_administrators(session: Session) -> None:
    # In one order, before anybody alone: of two who are erased at once the second one sees it.
    every = select(Account.id).where(Account.role == Role.ADMINISTRATOR).order_by(Account.id)
    session.execute(every.with_for_update(key_share=True))


def _require_another_administrator(session: Session, account: Account) -> None:
    if account.role is not Role.ADMINISTRATOR:
        return
    others = select(Account.id).where(
        Account.role == Role.ADMINISTRATOR, Account.can_sign_in(), Account.id != account.id
    )
    if session.scalar(others.limit(1)) is None:
        raise LastAdministrator


def _take_name_out_of_invitations(session: Session, account: Account) -> None:
    """Forget who invited; a letter that still waits and needs the name to make sense keeps it."""
    sent = select(OutboxMail).where(
        OutboxMail.organisation_id == account.organisation_id,
        OutboxMail.kind.in_(LETTERS_OF_INVITATION),
        or_(OutboxMail.state != MailState.WAITING, OutboxMail.kind != MailKind.EMAIL_IN_USE),
    )
    for letter in session.scalars(sent):
        if letter.facts.get("invited_by") == account.name:
            letter.facts = letter.facts | {"invited_by": ""}
            letter.subject = letter.text_body = letter.html_body = None
