"""Erase what people told for an evening, each part at its time; the numbers of the report stay.

Source: the product's specification of presentation evenings, "Privacy". There is nothing to
remember: a step is due as long as there is something to erase, also what came in later. That it
was done, and how many rows went, is kept and logged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from sqlalchemy import ColumnElement, Select, delete, exists, func, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_retention import IN_WORDS, LISTS_ARE_KEPT, Kept, erased_up_to
from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import Erasure
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.models.pupil_upload import PupilUpload
from partnerlink.services import evening_mail, evening_report
from partnerlink.services.evening_clock import lock_evening
from partnerlink.services.talk_dates import today_of

_IN_ORDER = (Kept.NEEDS, Kept.CONTACT, Kept.PUPILS)


def erased_of(session: Session, evening: Evening) -> dict[Kept, datetime]:
    """Return what of an evening has been erased by time for good, and when it last was.

    Nothing is for good of a draft, which may still become an evening with other people.
    """
    if evening.state is EveningState.DRAFT:
        return {}
    found = session.execute(
        select(Erasure.what, func.max(Erasure.erased_at))
        .where(Erasure.evening_id == evening.id, Erasure.what.in_(_IN_ORDER))
        .group_by(Erasure.what)
    ).all()
    moments = {Kept(what): moment for what, moment in found}
    return {what: moments[what] for what in _IN_ORDER if what in moments}


def find_day_of_erasure(session: Session, evening: Evening, what: Kept) -> date | None:
    """Return on which day in the Netherlands this was erased for good; None when it was not."""
    moment = erased_of(session, evening).get(what)
    return None if moment is None else today_of(moment)


@dataclass(frozen=True)
class ErasureStep:
    """One part of what is kept of the people of an evening, and how it goes."""

    name: str
    what: Kept
    remains: Callable[[], ColumnElement[bool]]
    erase: Callable[[Session, int], int]

    def find(self, session: Session, now: datetime) -> list[int]:
        """Return the numbers of the evenings that have kept this long enough."""
        return list(session.scalars(self._due(now).with_only_columns(Evening.id)))

    def take(self, session: Session, number: int, now: datetime) -> bool:
        """Lock an evening with its households, keep its numbers, and erase when still due."""
        households = select(Household.id).where(Household.evening_id == number)
        session.execute(households.order_by(Household.id).with_for_update(key_share=True))
        lock_evening(session, number)
        evening = session.scalar(self._due(now).where(Evening.id == number))
        if evening is None:
            return False
        # A draft was no evening: it has no report, and may yet become one on another day.
        if evening.state is not EveningState.DRAFT:
            evening_report.freeze(session, evening)
        _log(session, evening, self.what, rows=self.erase(session, number), now=now)
        return True

    def _due(self, now: datetime) -> Select[Evening]:
        is_time = Evening.day <= erased_up_to(self.what, today_of(now))
        return select(Evening).where(is_time, self.remains()).order_by(Evening.id)


@dataclass(frozen=True)
class ListStep:
    """Lists of pupils that were uploaded, and neither imported nor thrown away."""

    name: str

    def find(self, session: Session, now: datetime) -> list[int]:
        """Return the numbers of the evenings whose list has lain there for a day."""
        old = select(PupilUpload.evening_id).where(PupilUpload.uploaded_at <= now - LISTS_ARE_KEPT)
        return list(session.scalars(old.order_by(PupilUpload.evening_id)))

    def take(self, session: Session, number: int, now: datetime) -> bool:
        """Lock a list, and throw it away unless it was taken or a newer one came."""
        upload = session.get(PupilUpload, number, with_for_update=True)
        if upload is None or upload.uploaded_at > now - LISTS_ARE_KEPT:
            return False
        evening = session.get_one(Evening, number)
        _log(session, evening, Kept.LIST, rows=len(upload.rows), now=now)
        session.delete(upload)
        return True


def _has_needs() -> ColumnElement[bool]:
    return exists(InvitationNeeds.invitation_id).where(
        InvitationNeeds.invitation_id == Invitation.id, Invitation.evening_id == Evening.id
    )


def _has_households() -> ColumnElement[bool]:
    return exists(Household.id).where(Household.evening_id == Evening.id)


def _has_presentations() -> ColumnElement[bool]:
    return exists(Presentation.id).where(Presentation.evening_id == Evening.id)


def _erase_needs(session: Session, number: int) -> int:
    invitations = select(Invitation.id).where(Invitation.evening_id == number)
    needs = delete(InvitationNeeds).where(InvitationNeeds.invitation_id.in_(invitations))
    return len(session.scalars(needs.returning(InvitationNeeds.invitation_id)).all())


def _erase_contact(session: Session, number: int) -> int:
    """Erase households, and with them carers, links, answers and every mail to them."""
    carers = session.scalars(
        select(Carer.id).join(Carer.household).where(Household.evening_id == number)
    ).all()
    invitations = session.scalars(
        select(func.count()).select_from(Invitation).where(Invitation.evening_id == number)
    ).one()
    letters = evening_mail.forget(session, carers)
    households = delete(Household).where(Household.evening_id == number).returning(Household.id)
    gone = len(session.scalars(households).all())
    return gone + len(carers) + invitations + letters


def _erase_pupils(session: Session, number: int) -> int:
    pupils = session.scalars(
        select(func.count()).select_from(Pupil).where(Pupil.evening_id == number)
    ).one()
    # With a presentation its pupils go.
    session.execute(delete(Presentation).where(Presentation.evening_id == number))
    return pupils


def _log(session: Session, evening: Evening, what: Kept, *, rows: int, now: datetime) -> None:
    session.add(Erasure(evening_id=evening.id, what=what, number=rows, erased_at=now))
    structlog.get_logger().info(
        f"erased {IN_WORDS[what]}",
        evening=evening.id,
        day=evening.day.isoformat(),
        what=what.value,
        rows=rows,
    )


STEPS = (
    ListStep("lists_erased"),
    ErasureStep("needs_erased", Kept.NEEDS, _has_needs, _erase_needs),
    ErasureStep("contact_erased", Kept.CONTACT, _has_households, _erase_contact),
    ErasureStep("pupils_erased", Kept.PUPILS, _has_presentations, _erase_pupils),
)
