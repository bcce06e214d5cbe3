"""Move to another e-mail address: proven by a link to the new one, told to the old one.

Whoever asks learns nothing about the new address: somebody who has an account there gets a letter
that says so.
"""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from partnerlink.domain.errors import EmailTaken, LastAdministrator, LastManager
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services.account_erasure import erase_account
from partnerlink.services.accounts import verify_by_domain
from partnerlink.services.address_holders import lock_by_email
from partnerlink.services.sign_up import forget_sign_up, gives_way


def ask_to_move(session: Session, account: Account, email: str, *, now: datetime) -> None:
    """Post the letter with which somebody proves that they read the mail of a new address."""
    holder = lock_by_email(session, email)
    if holder is not None and not gives_way(session, holder):
        post(session, MailKind.EMAIL_IN_USE, to=holder, now=now, moving="yes")
        return
    letter = post(session, MailKind.MOVE_EMAIL, to=account, now=now)
    letter.recipient = email.strip().lower()


def move(session: Session, account: Account, email: str, *, now: datetime) -> None:
    """Give an account its new address, now that it is proven, and tell the old one.

    Every link in earlier mails is void, and letters that wait go to the new address. A school
    whose own mail domain it is, is verified if it still waited. Raises EmailTaken when somebody
    else has it meanwhile.
    """
    _lock_homes(session, account, email)
    _make_room(session, email, now=now)
    old, account.email = account.email, email
    account.sign_out_everywhere()
    try:
        session.flush()
    except IntegrityError:
        raise EmailTaken from None
    session.execute(
        update(OutboxMail)
        .where(OutboxMail.account_id == account.id, OutboxMail.state == MailState.WAITING)
        .values(recipient=email)
    )
    note = post(session, MailKind.EMAIL_MOVED, to=account, now=now, email=email)
    note.recipient = old
    verify_by_domain(session, account, now=now)


def _lock_homes(session: Session, account: Account, email: str) -> None:
    # In the order of every sign-up: it may need both of them too.
    homes = select(Account.organisation_id).where(
        or_(Account.id == account.id, Account.email == email)
    )
    chosen = select(Organisation.id).where(Organisation.id.in_(homes))
    session.execute(chosen.order_by(Organisation.id).with_for_update(key_share=True))


def _make_room(session: Session, email: str, *, now: datetime) -> None:
    holder = lock_by_email(session, email)
    if holder is None:
        return
    if not gives_way(session, holder):
        raise EmailTaken
    if holder.is_enabled:
        forget_sign_up(session, holder)
        return
    try:
        erase_account(session, holder, now=now)
    except (LastManager, LastAdministrator):
        # What hangs on the closed account has nobody else to go to.
        raise EmailTaken from None
