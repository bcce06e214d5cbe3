"""How long letters are kept, and with them invitations and sign-ups that nobody finished."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.talk import WAITING_FOR_ANSWER
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.services.address_holders import lock_account
from partnerlink.services.colleagues import hand_on
from partnerlink.services.number_claims import is_deserted

LETTERS_ARE_KEPT = timedelta(days=30)
"""Twice as long as an invitation can be taken up; the privacy page says it too."""
ENDED = (MailState.SENT, MailState.DROPPED, MailState.DEAD)


def forget_old_letters(now: datetime) -> Counter[str]:
    """Delete letters of 30 days ago, then whoever was invited or signed up and never came.

    Letters that were sent, were overtaken or were given up; counted from that moment. A reminder
    stays while its question waits, for it is how we know that we reminded. Needs an application
    context, and writes only when there is something to delete. Safe to run twice at once.
    """
    letters = _old_letters(now)
    with db.database().open_reading() as session:
        has_letters = session.scalar(letters.limit(1)) is not None
    done: Counter[str] = Counter()
    if has_letters:
        with db.writing() as session:
            gone = session.scalars(
                delete(OutboxMail).where(OutboxMail.id.in_(letters)).returning(OutboxMail.id)
            ).all()
            done["letters_forgotten"] = len(gone)
    with db.database().open_reading() as session:
        numbers = session.scalars(_never_came(now).with_only_columns(Account.id)).all()
    for number in numbers:
        with db.writing() as session:
            done["invitations_forgotten"] += _forget_invitation(session, number, now)
    done["sign_ups_forgotten"] = _forget_sign_ups(now)
    return +done


def _old_letters(now: datetime) -> Select[int]:
    limit = now - LETTERS_ARE_KEPT
    return select(OutboxMail.id).where(
        OutboxMail.state.in_(ENDED),
        # What was sent was due before that, and of the two only this one has an index.
        OutboxMail.due_at <= limit,
        func.coalesce(OutboxMail.sent_at, OutboxMail.due_at) <= limit,
        ~_still_reminds(),
    )


def _still_reminds() -> ColumnElement[bool]:
    waiting = exists().where(
        Talk.id == OutboxMail.facts["talk_id"].as_integer(), Talk.state.in_(WAITING_FOR_ANSWER)
    )
    return and_(OutboxMail.kind == MailKind.TALK_REMINDER, waiting)


def _never_came(now: datetime) -> "Select[Account]":
    """Select who was invited and never came, once no letter tells of it any more.

    Then an invitation to an address that has an account elsewhere is gone from its list at the
    same moment as one to a new address, and nobody can tell them apart.
    """
    return select(Account).where(
        Account.email_confirmed_at.is_(None),
        Account.password_hash.is_(None),
        Account.created_at <= now - LETTERS_ARE_KEPT,
        ~exists().where(OutboxMail.account_id == Account.id),
    )


def _forget_invitation(session: Session, number: int, now: datetime) -> bool:
    account = lock_account(session, select(Account).where(Account.id == number))
    still = _never_came(now).where(Account.id == number).with_only_columns(Account.id)
    # Looked at again, now that nobody can invite them or let them join meanwhile.
    if account is None or session.scalar(still) is None:
        return False
    hand_on(session, account, now=now)
    session.execute(delete(Account).where(Account.id == number))
    return True


def _forget_sign_ups(now: datetime) -> int:
    chosen = select(Organisation.id).where(
        is_deserted(), Organisation.created_at <= now - LETTERS_ARE_KEPT
    )
    with db.database().open_reading() as session:
        if session.scalar(chosen.limit(1)) is None:
            return 0
    with db.writing() as session:
        # Locked before it is looked at again: somebody may confirm at this very moment.
        locked = session.scalars(
            chosen.order_by(Organisation.id).with_for_update(skip_locked=True)
        ).all()
        still = chosen.where(Organisation.id.in_(locked))
        gone = delete(Organisation).where(Organisation.id.in_(still)).returning(Organisation.id)
        return len(session.scalars(gone).all())
