"""Who is told what about an evening, and whose letters did not arrive.

A letter tells how things stand when it is sent. So a household for which one of the same kind
still waits, as at night, gets no second one.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.orm import Session, selectinload

from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services.evening_audience import parts_of, reached_by_mail, whom_it_concerns


def tell_seats_found(session: Session, invitations: Iterable[Invitation], *, now: datetime) -> None:
    """Tell households that waited that they have all their seats now: one letter for each.

    `invitations` are those that `evening_seats.answer`, `withdraw` or a sitting's `settle` gave.
    """
    first = {one.household_id: one for one in sorted(invitations, key=lambda one: one.id)}
    for household in _households(session, first):
        post_to_household(
            session,
            MailKind.EVENING_SEATS_FOUND,
            household,
            now=now,
            invitation_id=first[household.id].id,
        )


def tell_changed(session: Session, evening: Evening, *, now: datetime) -> None:
    """Tell who comes, or was asked and has not answered, that day, time or place are others.

    Nobody who said no or is no longer invited hears of it, nor who was not asked yet. Does
    nothing for an evening that families do not know of.
    """
    if evening.is_open:
        _tell(session, MailKind.EVENING_CHANGED, evening, reached_by_mail(evening), now=now)


def tell_moved(
    session: Session, evening: Evening, invitations: Collection[Invitation], *, now: datetime
) -> None:
    """Tell the households of `invitations` that their presentation has another time or room.

    For what is not the same for everybody; `tell_changed` is for all. Leaves out whom that leaves
    out, and who has no seat there yet.
    """
    if evening.is_open:
        for part in parts_of(whom_it_concerns(invitations)):
            some = reached_by_mail(evening).where(Household.id.in_(part))
            _tell(session, MailKind.EVENING_CHANGED, evening, some, now=now)


def tell_cancelled(session: Session, evening: Evening, *, now: datetime) -> None:
    """Tell everybody who comes, or was asked and has not answered, that it does not go on."""
    _tell(session, MailKind.EVENING_CANCELLED, evening, reached_by_mail(evening), now=now)


def readdress(session: Session, carer: Carer) -> None:
    """Let the letters that wait for a carer go to the address that the carer has now.

    Without one they are taken back. Letters that were sent, or given up, stay as they were.
    """
    waiting = (OutboxMail.carer_id == carer.id, OutboxMail.state == MailState.WAITING)
    if carer.email:
        session.execute(update(OutboxMail).where(*waiting).values(recipient=carer.email))
    else:
        session.execute(delete(OutboxMail).where(*waiting))


def forget(session: Session, carers: Iterable[int]) -> int:
    """Delete every letter to these carers, sent or not, with the addresses; return how many.

    To be called by whoever erases contact details, before or after the carers themselves go.
    """
    gone = 0
    for part in parts_of(carers):
        letters = delete(OutboxMail).where(OutboxMail.carer_id.in_(part))
        gone += len(session.scalars(letters.returning(OutboxMail.id)).all())
    return gone


def dead_letters_of(session: Session, evening: Evening) -> Sequence[OutboxMail]:
    """Return the letters to carers of an evening that could not be delivered, newest first.

    Only those to an address that the carer still has: a corrected one is no longer a worry.
    """
    return session.scalars(
        OutboxMail.dead()
        .join(Carer, OutboxMail.carer_id == Carer.id)
        .join(Household, Carer.household_id == Household.id)
        .where(Household.evening_id == evening.id, Carer.email == OutboxMail.recipient)
    ).all()


def _tell(
    session: Session,
    kind: MailKind,
    evening: Evening,
    concerned: "Select[Household]",
    *,
    now: datetime,
) -> None:
    households = session.scalars(concerned.options(selectinload(Household.carers))).all()
    hears_already = _who_hears_already(session, kind, evening, now=now)
    for household in households:
        if not {carer.id for carer in household.carers if carer.email} <= hears_already:
            post_to_household(session, kind, household, now=now, evening_id=evening.id)


def _who_hears_already(
    session: Session, kind: MailKind, evening: Evening, *, now: datetime
) -> set[int | None]:
    """Return the carers for whom a letter of this kind waits, which will tell of today too.

    Locked, so that no worker writes it before our change can be seen.
    """
    waiting = (
        select(OutboxMail)
        .join(Carer, OutboxMail.carer_id == Carer.id)
        .join(Household, Carer.household_id == Household.id)
        .where(
            Household.evening_id == evening.id,
            OutboxMail.kind == kind,
            OutboxMail.state == MailState.WAITING,
            or_(OutboxMail.claimed_until.is_(None), OutboxMail.claimed_until <= now),
        )
        .order_by(OutboxMail.id)
        .with_for_update(of=OutboxMail, skip_locked=True)
    )
    return {letter.carer_id for letter in session.scalars(waiting)}


def _households(session: Session, numbers: Iterable[int]) -> Iterable[Household]:
    for part in parts_of(numbers):
        chosen = select(Household).where(Household.id.in_(part)).order_by(Household.id)
        yield from session.scalars(chosen.options(selectinload(Household.carers)))
