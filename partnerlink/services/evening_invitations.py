"""Send the invitations of an evening, and answer for a household that called the school.

Whether an invitation was posted stands at its household and is written in the transaction that
puts the mail in the outbox. So a sending that breaks off goes on where it was, and two at once
post no letter twice. Sending the mails is the worker's, which has its own record of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnerlink.domain.errors import AnsweringEnded, NotAllowedNow
from partnerlink.domain.evening import STILL_INVITED
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_mail, evening_seats
from partnerlink.services.household_letters import WITH_LINK, has_letter, letter_for
from partnerlink.services.invitation_lists import has_address
from partnerlink.services.talk_dates import today_of

BATCH = 2000
"""How many households are posted in one transaction: every school in one go, in about a second."""

NEEDS = (
    "interpreter",
    "needs_wheelchair_space",
    "needs_lift",
    "children",
    "children_ages",
    "wants_mentor",
)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """How far the invitations of an evening are: households, and then the mails to their carers."""

    to_invite: int
    without_mail: int
    unplanned: int
    waiting: int
    sent: int
    dead: int

    @property
    def posted(self) -> int:
        """Return how many mails were ever put in the outbox and are still remembered."""
        return self.waiting + self.sent + self.dead


def _is_invited() -> ColumnElement[bool]:
    return Household.invitations.any(Invitation.state.in_(STILL_INVITED))


def to_invite(evening: Evening, *, now: datetime) -> Select[Household]:
    """Select the households with an e-mail address whose letter was not posted yet.

    Only those for which there is one on this day: no letter is promised that would be dropped.
    """
    return (
        select(Household)
        .where(
            Household.evening_id == evening.id,
            Household.invited_at.is_(None),
            has_address(),
            has_letter(evening, now=now),
        )
        .order_by(Household.id)
    )


def count_to_invite(session: Session, evening: Evening, *, now: datetime) -> int:
    """Count the households that `to_invite` selects."""
    chosen = to_invite(evening, now=now).order_by(None)
    return session.scalars(chosen.with_only_columns(func.count(Household.id))).one()


def sending_of(session: Session, evening: Evening, *, now: datetime) -> Sending:
    """Count how far the sending is, in four statements."""
    mine = select(func.count()).select_from(Household).where(Household.evening_id == evening.id)
    unplanned = (
        select(func.count())
        .select_from(Pupil)
        .join(Pupil.presentation)
        .where(Pupil.evening_id == evening.id, Presentation.room_id.is_(None))
    )
    states = _mails_by_state(session, evening.id)
    return Sending(
        to_invite=count_to_invite(session, evening, now=now),
        without_mail=session.scalars(mine.where(~has_address(), _is_invited())).one(),
        unplanned=session.scalars(unplanned).one(),
        waiting=states.get(MailState.WAITING, 0),
        sent=states.get(MailState.SENT, 0),
        dead=states.get(MailState.DEAD, 0),
    )


def _mails_by_state(session: Session, evening_id: int) -> dict[MailState, int]:
    counted = session.execute(
        select(OutboxMail.state, func.count())
        .join(Carer, Carer.id == OutboxMail.carer_id)
        .join(Carer.household)
        .where(Household.evening_id == evening_id, OutboxMail.kind.in_(WITH_LINK))
        .group_by(OutboxMail.state)
    )
    return dict(counted.all())


def send_batch(session: Session, evening: Evening, *, now: datetime, at_most: int = BATCH) -> int:
    """Post the letter of up to `at_most` households that lack it; return how many.

    Raises NotAllowedNow while the evening does not ask families, and after its day. Two at once
    take different households, or the second one waits and finds none.
    """
    require_asking(evening, now=now)
    chosen = (
        to_invite(evening, now=now)
        .options(selectinload(Household.carers), selectinload(Household.invitations))
        .limit(at_most)
        .with_for_update(skip_locked=True, of=Household)
        .execution_options(populate_existing=True)
    )
    households = session.scalars(chosen).all()
    for household in households:
        post_invitation(session, evening, household, now=now)
    return len(households)


def is_asking(evening: Evening, *, now: datetime) -> bool:
    """Tell whether families can be asked: it is open, and its day is not over."""
    return evening.is_open and today_of(now) <= evening.day


def require_asking(evening: Evening, *, now: datetime) -> None:
    """Make sure that families can be asked. Raises NotAllowedNow."""
    if not is_asking(evening, now=now):
        raise NotAllowedNow("evening", "send_invitations", evening.state)


def post_invitation(
    session: Session, evening: Evening, household: Household, *, now: datetime
) -> None:
    """Put the invitation of one household in the outbox, also when it had one before.

    Who answered gets the link once more. Raises NotAllowedNow while the evening does not ask
    families, after its day, and when there is nothing that the household could do by its link.
    """
    require_asking(evening, now=now)
    kind = letter_for(household, evening, now=now)
    if kind is None:
        raise NotAllowedNow("household", "send_link", "nothing")
    post_to_household(
        session,
        kind,
        household,
        now=now,
        evening_id=evening.id,
        household_id=household.id,
    )
    household.record_invited(now)


def find_invitation(session: Session, evening_id: int, number: int) -> Invitation | None:
    """Find an invitation of this evening, with its pupil, place and carers."""
    return session.scalars(
        select(Invitation)
        .where(Invitation.id == number, Invitation.evening_id == evening_id)
        .options(
            joinedload(Invitation.pupil)
            .joinedload(Pupil.presentation)
            .options(joinedload(Presentation.room), joinedload(Presentation.round)),
            joinedload(Invitation.household).selectinload(Household.carers),
        )
    ).first()


def answer_for(
    session: Session,
    invitation: Invitation,
    people: int,
    *,
    needs: Mapping[str, object],
    by: Account,
    now: datetime,
) -> None:
    """Record what a household told the school: with how many it comes, 0 for none, and its needs.

    A school may do this after the last day for answers too, until the evening itself. `needs`
    holds names of NEEDS. Raises AnsweringEnded after the day, and what `evening_seats.answer` does.
    """
    found = evening_seats.get_for_answer(session, invitation.id)
    if today_of(now) > found.pupil.presentation.evening.day:
        raise AnsweringEnded
    told = evening_seats.answer(session, found, people, now=now, by=by)
    write_needs(session, found.id, needs if people else {})
    evening_mail.tell_seats_found(session, told, now=now)


def write_needs(session: Session, invitation_id: int, needs: Mapping[str, object]) -> None:
    """Keep what a household needs; what is left out or empty is forgotten."""
    written = session.get(InvitationNeeds, invitation_id)
    given = {name: needs[name] for name in NEEDS if needs.get(name)}
    if not given:
        if written is not None:
            session.delete(written)
        return
    if written is None:
        written = InvitationNeeds(invitation_id=invitation_id)
        session.add(written)
    for name in NEEDS:
        empty: object = 0 if name == "children" else "" if name in TEXTS else False
        setattr(written, name, given.get(name, empty))


TEXTS = ("interpreter", "children_ages")
