"""Put a letter in the outbox, in the same transaction as what it tells."""

from datetime import datetime

from sqlalchemy.orm import Session

from partnerlink.domain.account import StaffLanguage
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.quiet_hours import goes_out_at
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.outbox import MAIL, OutboxMail


def post(
    session: Session, kind: MailKind, *, to: Account, now: datetime, **facts: int | str
) -> OutboxMail:
    """Write a letter to an account, to be rendered and sent by the worker afterwards.

    `facts` are JSON values that say which records it is about; the worker reads those records
    when it sends, and drops the letter when what it tells is overtaken.
    """
    letter = OutboxMail(
        state=MAIL.born_by("post"),
        kind=kind,
        facts=facts,
        recipient=to.email,
        recipient_name=to.name,
        language=to.language,
        account_id=to.id,
        organisation_id=to.organisation_id,
        posted_at=now,
        due_at=now,
    )
    session.add(letter)
    return letter


def post_to_address(
    session: Session,
    kind: MailKind,
    *,
    email: str,
    name: str,
    language: StaffLanguage,
    now: datetime,
    **facts: int | str,
) -> OutboxMail:
    """Write a letter to somebody whose account goes; `facts` must hold all that it tells."""
    letter = OutboxMail(
        state=MAIL.born_by("post"),
        kind=kind,
        facts=facts,
        recipient=email,
        recipient_name=name,
        language=language,
        posted_at=now,
        due_at=now,
    )
    session.add(letter)
    return letter


def post_to_household(
    session: Session,
    kind: MailKind,
    household: Household,
    *,
    now: datetime,
    **facts: int | str,
) -> list[OutboxMail]:
    """Write a letter to each carer of a household who has an address; its carers are loaded.

    At night they wait until the morning. A carer has no name here, so neither has the letter; its
    language is that of the household when it is sent.
    """
    evening = session.get_one(Evening, household.evening_id)
    letters = [
        OutboxMail(
            state=MAIL.born_by("post"),
            kind=kind,
            facts={"household_id": household.id, **facts},
            recipient=carer.email,
            language=household.language,
            carer_id=carer.id,
            organisation_id=evening.organisation_id,
            posted_at=now,
            due_at=goes_out_at(now),
        )
        for carer in household.carers
        if carer.email
    ]
    session.add_all(letters)
    return letters
