"""The evening in the address of a page: of one's own school, or not there at all."""

from flask import abort
from sqlalchemy.orm import joinedload, selectinload

from partnerlink import db
from partnerlink.access import own_organisation
from partnerlink.models.evening import Evening
from partnerlink.services import evenings


def get_own(number: int) -> Evening:
    """Return an evening of the school of whoever is signed in; 404 for any other."""
    return evenings.find_own(
        db.session(), own_organisation().id, number, joinedload(Evening.organisation)
    ) or abort(404)


def get_own_with_rooms(number: int) -> Evening:
    """Return an evening as `get_own` does, with its rooms and rounds."""
    return evenings.find_own(
        db.session(),
        own_organisation().id,
        number,
        joinedload(Evening.organisation),
        selectinload(Evening.rooms),
        selectinload(Evening.rounds),
    ) or abort(404)
