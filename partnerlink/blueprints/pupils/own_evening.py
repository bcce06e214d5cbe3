"""The evening whose pupils these are: of the school that is signed in, or not there."""

from datetime import datetime

from flask import abort
from sqlalchemy.orm import selectinload

from partnerlink import clock, db
from partnerlink.access import own_organisation
from partnerlink.domain.errors import NotAllowedNow
from partnerlink.models.evening import Evening
from partnerlink.models.pupil import Pupil
from partnerlink.services import pupils
from partnerlink.services.evening_changes import require_changeable
from partnerlink.services.evenings import find_own


def own_evening(number: int) -> Evening:
    """Return the school's own evening with its rooms and rounds, else answer 404."""
    loaded = selectinload(Evening.rooms), selectinload(Evening.rounds)
    return find_own(db.session(), own_organisation().id, number, *loaded) or abort(404)


def changeable_evening(number: int) -> tuple[Evening, datetime]:
    """Return the school's own evening that can still change, and the time.

    Raises NotAllowedNow once it is over or cancelled.
    """
    evening, now = own_evening(number), clock.now()
    require_changeable(evening, now=now)
    return evening, now


def is_changeable(evening: Evening) -> bool:
    """Tell whether the pupils of an evening can still change."""
    try:
        require_changeable(evening, now=clock.now())
    except NotAllowedNow:
        return False
    return True


def own_pupil(evening: Evening, number: int) -> Pupil:
    """Return a pupil of this evening, else answer 404."""
    return pupils.find_pupil(db.session(), evening, number) or abort(404)
