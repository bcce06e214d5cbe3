"""All that is stored about one family, to hand over or to erase, when it asks for that.

Source: the privacy page. Before an evening erasing a family means that it is no longer invited,
and its seats come free. After it the report is frozen first, so that its numbers stay the same.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import structlog
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import Erasure
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_mail, evening_report, evening_seats
from partnerlink.services.evening_invitations import NEEDS
from partnerlink.services.talk_dates import today_of

NAMELESS = "—"
"""What stands where the name of an erased pupil stood."""


def stored_about(session: Session, evening: Evening, household: Household) -> dict[str, object]:
    """Return everything that is stored about a household, as JSON has it.

    `household` is as `households.find_household` gives it; days and moments are ISO 8601, UTC.
    """
    numbers = [one.id for one in household.invitations]
    needs = session.scalars(
        select(InvitationNeeds).where(InvitationNeeds.invitation_id.in_(numbers))
    )
    by_number = {one.invitation_id: one for one in needs}
    return {
        "evening": {"title": evening.title, "day": evening.day.isoformat()},
        "language": household.language.value,
        "invited_at": _iso(household.invited_at),
        "letter_printed_at": _iso(household.letter_printed_at),
        "hold_told_at": _iso(household.hold_told_at),
        "no_seat_told_at": _iso(household.no_seat_told_at),
        "reminded_week_at": _iso(household.reminded_week_at),
        "reminded_day_at": _iso(household.reminded_day_at),
        "looked_back_at": _iso(household.looked_back_at),
        "carers": [{"label": one.label, "email": one.email} for one in household.carers],
        "children": [_child(one, by_number.get(one.id)) for one in household.invitations],
        "mails": [_letter(one) for one in letters_of(session, household)],
    }


def letters_of(session: Session, household: Household) -> Sequence[OutboxMail]:
    """List the mails to the carers of a household that are still remembered."""
    carers = [carer.id for carer in household.carers]
    chosen = select(OutboxMail).where(OutboxMail.carer_id.in_(carers)).order_by(OutboxMail.id)
    return session.scalars(chosen).all()


def _child(invitation: Invitation, needs: InvitationNeeds | None) -> dict[str, object]:
    pupil, presentation = invitation.pupil, invitation.pupil.presentation
    answerer = invitation.answered_by
    return {
        "first_name": pupil.first_name,
        "initial": pupil.initial,
        "number": pupil.code,
        "class": pupil.class_name,
        "leerjaar": pupil.leerjaar,
        "level": pupil.level,
        "title": presentation.title,
        "room": presentation.room.name if presentation.room else None,
        "starts": presentation.round.starts.isoformat("minutes") if presentation.round else None,
        "answer": invitation.state.value,
        "people": invitation.people,
        "seats": invitation.seats,
        "waiting_since": _iso(invitation.waiting_since),
        "answered_at": _iso(invitation.answered_at),
        "answered_by": answerer.name if answerer else None,
        "came": invitation.came,
        "came_at": _iso(invitation.came_at),
        "needs": {name: getattr(needs, name) for name in NEEDS} if needs else None,
    }


def _letter(mail: OutboxMail) -> dict[str, object]:
    return {
        "kind": mail.kind,
        "to": mail.recipient,
        "state": mail.state.value,
        "posted_at": _iso(mail.posted_at),
        "sent_at": _iso(mail.sent_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def erasable_pupils(session: Session, household: Household) -> list[Pupil]:
    """List the pupils of a household that no other household is invited for."""
    numbers = [one.pupil_id for one in household.invitations]
    shared = session.scalars(
        select(Invitation.pupil_id).where(
            Invitation.pupil_id.in_(numbers), Invitation.household_id != household.id
        )
    ).all()
    return [one.pupil for one in household.invitations if one.pupil_id not in shared]


def erase(
    session: Session,
    evening: Evening,
    household: Household,
    *,
    pupils: Collection[int],
    now: datetime,
) -> None:
    """Erase a household that is locked, and those of its pupils whose numbers are in `pupils`.

    A pupil for whom another household is invited stays. That it was done, and how many rows went,
    is kept.
    """
    chosen = [one for one in erasable_pupils(session, household) if one.id in pupils]
    carers = [carer.id for carer in household.carers]
    rows = 1 + len(carers) + len(household.invitations) + len(chosen)
    is_over = today_of(now) > evening.day
    if is_over:
        evening_report.freeze(session, evening)
    else:
        _free_seats(session, household, now=now)
    rows += evening_mail.forget(session, carers)
    session.flush()
    session.execute(delete(Household).where(Household.id == household.id))
    if is_over:
        _make_nameless(session, chosen)
    else:
        _take_away(session, chosen)
    session.add(Erasure(evening_id=evening.id, what="family", number=rows, erased_at=now))
    structlog.get_logger().info("family erased", evening=evening.id, rows=rows)


def _free_seats(session: Session, household: Household, *, now: datetime) -> None:
    standing = [one for one in household.invitations if one.is_standing]
    # Rooms are locked in one order by everybody, so that no two wait for each other.
    for one in sorted(standing, key=lambda one: one.pupil.presentation.room_id or 0):
        told = evening_seats.withdraw(session, evening_seats.get_for_answer(session, one.id))
        others = [each for each in told if each.household_id != household.id]
        evening_mail.tell_seats_found(session, others, now=now)


def _take_away(session: Session, pupils: Sequence[Pupil]) -> None:
    """Delete pupils who will not present, and what none but they would have presented."""
    presentations = [one.presentation_id for one in pupils]
    session.execute(delete(Pupil).where(Pupil.id.in_([one.id for one in pupils])))
    session.execute(
        delete(Presentation).where(Presentation.id.in_(presentations), ~Presentation.pupils.any())
    )


def _make_nameless(session: Session, pupils: Sequence[Pupil]) -> None:
    """Leave of pupils who presented what their class and leerjaar are counted by."""
    # What several presented together is not one family's to erase.
    alone = (
        select(Pupil.presentation_id)
        .where(Pupil.presentation_id.in_([one.presentation_id for one in pupils]))
        .group_by(Pupil.presentation_id)
        .having(func.count() == 1)
    )
    session.execute(update(Presentation).where(Presentation.id.in_(alone)).values(title=""))
    for pupil in pupils:
        pupil.first_name, pupil.initial, pupil.code = NAMELESS, "", f"gewist-{pupil.id}"
