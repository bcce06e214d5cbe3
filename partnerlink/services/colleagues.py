"""Colleagues of one organisation: what they may do, and what they leave behind."""

from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import LastManager, NotPermitted
from partnerlink.domain.talk import TalkState, contact_key
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.open_questions import write_again

TALK_LETTERS = tuple(kind for kind in MailKind if kind.startswith("talk_"))


def colleagues_of(organisation_id: int) -> "Select[Account]":
    """Select the people of an organisation who can sign in, oldest account first."""
    return Account.of_organisation(organisation_id).where(Account.can_sign_in())


def managers_of(organisation_id: int) -> "Select[Account]":
    """Select the managers among them."""
    return colleagues_of(organisation_id).where(Account.role == Role.MANAGER)


def make_manager(session: Session, colleague: Account) -> None:
    """Let a colleague manage the organisation; a second time changes nothing.

    Raises NotPermitted for somebody who cannot sign in (yet).
    """
    _lock_home(session, colleague)
    if not colleague.is_active:
        raise NotPermitted("colleague.change")
    colleague.role = Role.MANAGER


def make_member(session: Session, colleague: Account) -> None:
    """Take the management back from a colleague; a second time changes nothing.

    Raises LastManager when nobody would be left to manage.
    """
    _lock_home(session, colleague)
    require_another_manager(session, colleague)
    colleague.role = Role.MEMBER


def hand_over(session: Session, *, giver: Account, receiver: Account) -> None:
    """Make the receiver a manager and the giver a member, in one step.

    Raises NotPermitted when they are one, or when the receiver cannot sign in (yet).
    """
    if giver.id == receiver.id:
        raise NotPermitted("colleague.change")
    make_manager(session, receiver)
    session.flush()
    make_member(session, giver)


def disable(session: Session, colleague: Account, *, successor: Account, now: datetime) -> None:
    """Close a colleague's account and put the successor in their place as contact.

    Every offer and request moves, closed ones too: a talk may still hang on them. So does every
    evening: to its contact go the answers of families to their letters, of which the last is about
    an evening that is over. The letters about talks that wait to be sent move too, and the links
    in those that went out work no longer: the successor gets new ones about what waits for an
    answer. Raises LastManager, and
    NotPermitted when the two are one person, or the successor is no colleague who can sign in.
    """
    if colleague.id == successor.id:
        raise NotPermitted("colleague.change")
    _lock_home(session, colleague)
    require_another_manager(session, colleague)
    session.refresh(successor)
    if not successor.is_active or successor.organisation_id != colleague.organisation_id:
        raise NotPermitted("colleague.change")
    colleague.is_enabled = False
    colleague.role = Role.MEMBER
    colleague.sign_out_everywhere()
    colleague.renew_feed()
    _take_over(session, colleague, successor, now=now)


def hand_on(session: Session, leaver: Account, *, now: datetime) -> None:
    """Give what still hangs on somebody who leaves to whoever manages there longest."""
    if leaver.organisation_id is None:
        return
    others = managers_of(leaver.organisation_id).where(Account.id != leaver.id)
    heir = session.scalars(others.limit(1)).first()
    if heir is not None:
        _take_over(session, leaver, heir, now=now)


def require_another_manager(session: Session, colleague: Account) -> None:
    """Check that an organisation can do without this colleague; raises LastManager."""
    if colleague.role is not Role.MANAGER or colleague.organisation_id is None:
        return
    others = managers_of(colleague.organisation_id).where(Account.id != colleague.id)
    if session.scalars(others.limit(1)).first() is None:
        raise LastManager


def _lock_home(session: Session, colleague: Account) -> None:
    # Two managers who demote each other at once would otherwise each count the other. The key
    # stays free: whoever posts a letter for this organisation meanwhile must not wait for us.
    session.execute(
        select(Organisation.id)
        .where(Organisation.id == colleague.organisation_id)
        .with_for_update(key_share=True)
    )
    session.refresh(colleague)


def _take_over(session: Session, colleague: Account, successor: Account, *, now: datetime) -> None:
    write_again(session, colleague, successor, now=now)
    # Requests first: the order of everybody who changes talks.
    for owned in (TalkRequest, TalkOffer, Evening):
        session.execute(
            update(owned).where(owned.contact_id == colleague.id).values(contact_id=successor.id)
        )
    # Agreed talks are the successor's now, also on a day when the successor is elsewhere already.
    session.execute(
        update(Talk)
        .where(Talk.speaker == contact_key(colleague.id), Talk.state == TalkState.PLANNED)
        .values(speaker=None)
    )
    session.execute(
        update(OutboxMail)
        .where(
            OutboxMail.account_id == colleague.id,
            OutboxMail.state == MailState.WAITING,
            OutboxMail.kind.in_(TALK_LETTERS),
        )
        .values(
            account_id=successor.id,
            recipient=successor.email,
            recipient_name=successor.name,
            language=successor.language,
        )
    )
