"""What its days bring an evening: seats come free, answering ends, and it becomes an encounter.

Each step locks the rooms, in the order in which everybody does, and then the evening, and looks
again whether it is still due.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.encounter import Encounter, new_meeting
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_changes import lock_all
from partnerlink.services.evening_mail import tell_seats_found
from partnerlink.services.evening_seats import Sitting
from partnerlink.services.talk_dates import today_of

MOST_PUPILS = 2000
"""More than this are not counted as one encounter."""


class Act(Protocol):
    """What is done to an evening that is due, and locked."""

    def __call__(self, session: Session, evening: Evening, /, *, now: datetime) -> None: ...


@dataclass(frozen=True)
class EveningStep:
    """Something that happens to an evening once a day has come."""

    name: str
    due: Callable[[date], Select[Evening]]
    act: Act

    def find(self, session: Session, now: datetime) -> list[int]:
        """Return the numbers of the evenings that are due."""
        return list(session.scalars(self.due(today_of(now)).with_only_columns(Evening.id)))

    def take(self, session: Session, number: int, now: datetime) -> bool:
        """Lock an evening, and act when it is still due."""
        rooms = select(EveningRoom.id).where(EveningRoom.evening_id == number)
        session.execute(rooms.order_by(EveningRoom.id).with_for_update())
        lock_evening(session, number)
        evening = session.scalar(self.due(today_of(now)).where(Evening.id == number))
        if evening is None:
            return False
        self.act(session, evening, now=now)
        return True


def lock_evening(session: Session, number: int) -> None:
    """Let nobody else write an evening; what hangs on it can still come and go."""
    mine = select(Evening.id).where(Evening.id == number)
    session.execute(mine.with_for_update(key_share=True))


def _to_come(today: date) -> Select[Evening]:
    return (
        select(Evening)
        .where(Evening.state == EveningState.OPEN, Evening.day >= today)
        .order_by(Evening.id)
    )


def _keeps_too_long(today: date) -> Select[Evening]:
    return _to_come(today).where(Evening.seats_released_at.is_(None), Evening.held_until < today)


def _answers_too_long(today: date) -> Select[Evening]:
    return _to_come(today).where(Evening.answering_ended_at.is_(None), Evening.answer_by < today)


def _unrecorded(today: date) -> Select[Evening]:
    return (
        select(Evening)
        .where(
            Evening.state == EveningState.OPEN,
            Evening.day < today,
            Evening.recorded_at.is_(None),
        )
        .order_by(Evening.id)
    )


def _release_seats(session: Session, evening: Evening, *, now: datetime) -> None:
    # Locked and read first: reading a sitting reads its evening anew.
    sittings = lock_all(session, evening)
    evening.release_seats(now)
    _settle(session, sittings, now=now)


def _end_answering(session: Session, evening: Evening, *, now: datetime) -> None:
    sittings = lock_all(session, evening)
    evening.end_answering(now)
    _settle(session, sittings, now=now)


def _settle(session: Session, sittings: list[Sitting], *, now: datetime) -> None:
    served = [one for sitting in sittings for one in sitting.settle()]
    session.flush()
    tell_seats_found(session, served, now=now)


def _record(session: Session, evening: Evening, *, now: datetime) -> None:
    """Count who presented among the school's encounters, all together as one meeting.

    Who was planned did present: nobody tells PartnerLink that one pupil was ill. A pupil of whom
    neither the list nor the evening says leerjaar and level counts in the report only. Afterwards
    nothing of an evening can be changed, so this needs no correction.
    """
    meeting = new_meeting()
    for (leerjaar, level), pupils in _groups(session, evening).items():
        session.add(
            Encounter(
                school_id=evening.organisation_id,
                evening_id=evening.id,
                meeting=meeting,
                day=evening.day,
                leerjaar=leerjaar,
                level=level,
                pupils=min(pupils, MOST_PUPILS),
                competences=evening.competences,
            )
        )
    evening.record(now)


def _groups(session: Session, evening: Evening) -> Counter[tuple[Leerjaar, Level]]:
    found = session.execute(
        select(Pupil.leerjaar, Pupil.level)
        .join(Pupil.presentation)
        .where(Pupil.evening_id == evening.id, Presentation.room_id.is_not(None))
    )
    groups: Counter[tuple[Leerjaar, Level]] = Counter()
    for own_leerjaar, own_level in found:
        leerjaar, level = own_leerjaar or evening.leerjaar, own_level or evening.level
        if leerjaar is not None and level is not None:
            groups[leerjaar, level] += 1
    return groups


STEPS = (
    EveningStep("seats_released", _keeps_too_long, _release_seats),
    EveningStep("answering_ended", _answers_too_long, _end_answering),
    EveningStep("presented", _unrecorded, _record),
)
