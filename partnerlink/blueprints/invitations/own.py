"""The records that a page of invitations is about: those of the school that is signed in."""

from flask import abort
from sqlalchemy.orm.interfaces import ORMOption

from partnerlink import db
from partnerlink.access import own_organisation
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.services import evenings, households


def own_evening(number: int, *options: ORMOption) -> Evening:
    """Return an evening of this school, or answer that there is none."""
    found = evenings.find_own(db.session(), own_organisation().id, number, *options)
    return found or abort(404)


def own_household(evening: Evening, number: int) -> Household:
    """Return a household of an evening, or answer that there is none."""
    return households.find_household(db.session(), evening.id, number) or abort(404)


def locked_household(evening: Evening, number: int) -> Household:
    """Return a household that nobody else changes meanwhile, or answer that there is none."""
    return households.lock_household(db.session(), evening.id, number) or abort(404)
