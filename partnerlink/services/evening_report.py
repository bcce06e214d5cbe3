"""The report of an evening: counts of the people there are, or those kept when they were erased."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening_counts import Asked, EveningCounts, count
from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import EveningCount
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.pupil import Pupil


def count_of(session: Session, evening: Evening) -> EveningCounts:
    """Return the counts of an evening: the frozen ones once there are any, else of its people."""
    return _frozen(session, evening) or count(_asked(session, evening))


def freeze(session: Session, evening: Evening) -> EveningCounts:
    """Keep the counts of an evening for good, before anything of its people is erased.

    What was frozen before stays as it is, so a second time changes nothing. Flushes. Whoever
    erases households locks those first.
    """
    # Two at once would both keep them.
    mine = select(Evening.id).where(Evening.id == evening.id)
    session.execute(mine.with_for_update(key_share=True))
    counts = count_of(session, evening)
    if _frozen(session, evening) is None:
        session.add_all(
            EveningCount(evening_id=evening.id, class_name=name, measure=measure, number=number)
            for (name, measure), number in counts.numbers.items()
        )
        session.flush()
    return counts


def _frozen(session: Session, evening: Evening) -> EveningCounts | None:
    kept = session.execute(
        select(EveningCount.class_name, EveningCount.measure, EveningCount.number).where(
            EveningCount.evening_id == evening.id
        )
    ).all()
    if not kept:
        return None
    return EveningCounts({(name, measure): number for name, measure, number in kept})


def _asked(session: Session, evening: Evening) -> list[Asked]:
    found = session.execute(
        select(
            Pupil.id.label("pupil"),
            Pupil.class_name,
            Invitation.state,
            Invitation.people,
            Invitation.seats,
            Invitation.came,
            InvitationNeeds.interpreter,
            InvitationNeeds.needs_wheelchair_space.label("wheelchair"),
            InvitationNeeds.needs_lift.label("lift"),
            InvitationNeeds.children,
            InvitationNeeds.wants_mentor.label("mentor"),
        )
        .outerjoin(Invitation, Invitation.pupil_id == Pupil.id)
        .outerjoin(InvitationNeeds, InvitationNeeds.invitation_id == Invitation.id)
        .where(Pupil.evening_id == evening.id)
    ).mappings()
    return [
        Asked(**{name: each for name, each in row.items() if each is not None}) for row in found
    ]
