"""The records that a page of invitations is about: those of the school that is signed in."""

from datetime import datetime

from flask import abort
from sqlalchemy.orm.interfaces import ORMOption

from partnerlink import db
from partnerlink.access import own_organisation
from partnerlink.domain.evening import EveningState
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.services import evenings, households
from partnerlink.services.talk_dates import today_of


def own_evening(number: int, *options: ORMOption) -> Evening:
    """Return an evening of this school, or answer that there is none."""
    found = evenings.find_own(db.session(), own_organisation().id, number, *options)
    return found or abort(404)


def is_to_come(evening: Evening, *, now: datetime) -> bool:
    """Tell whether families can still be asked for it, now or once it is open."""
    return evening.state is not EveningState.CANCELLED and today_of(now) <= evening.day


def own_household(evening: Evening, number: int) -> Household:
    """Return a household of an evening, or answer that there is none."""
    return households.find_household(db.session(), evening.id, number) or abort(404)


def locked_household(evening: Evening, number: int) -> Household:
    """Return a household that nobody else changes meanwhile, or answer that there is none."""
    return households.lock_household(db.session(), evening.id, number) or abort(404)
