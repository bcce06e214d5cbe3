"""The evenings of a school about which something needs doing now."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_steps import EveningStep, Preparation, next_step
from partnerlink.models.evening import Evening
from partnerlink.services.evening_preparation import with_preparation

LOOK_BACK = timedelta(days=7)
"""So long after its day the report of an evening is news, and a draft is worth a new day."""
NOTHING_TO_DO = frozenset({EveningStep.WAIT, EveningStep.READY, EveningStep.STOPPED})


@dataclass(frozen=True)
class EveningTodo:
    """An evening with the step that is next."""

    evening: Evening
    preparation: Preparation
    step: EveningStep


def evening_todos(session: Session, school_id: int, *, today: date) -> list[EveningTodo]:
    """Return the evenings of a school that wait for it, the first day first; one statement."""
    chosen = (
        Evening.of_organisation(school_id)
        .where(Evening.state != EveningState.CANCELLED, Evening.day >= today - LOOK_BACK)
        .order_by(None)
        .order_by(Evening.day, Evening.id)
    )
    found = [
        EveningTodo(evening, preparation, next_step(preparation, today=today))
        for evening, preparation in with_preparation(session, chosen)
    ]
    return [each for each in found if each.step not in NOTHING_TO_DO]
