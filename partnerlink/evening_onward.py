"""The way on at the foot of a page: the next step of an evening, where this page led up to it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from partnerlink.domain.evening_steps import EveningStep, next_step
from partnerlink.evening_words import Next, next_in_words
from partnerlink.models.evening import Evening
from partnerlink.services.evening_preparation import preparation_of


def find_onward(
    session: Session, evening: Evening, *, among: Collection[EveningStep], today: date
) -> Next | None:
    """Return what is next, when it is one of these; None while this page itself is the step."""
    preparation = preparation_of(session, evening)
    step = next_step(preparation, today=today)
    return next_in_words(step, evening, preparation) if step in among else None
