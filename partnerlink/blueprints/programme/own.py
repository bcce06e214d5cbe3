"""The evening and the presentation in the address of a page: of one's own school, or not there."""

from flask import abort
from sqlalchemy.orm import joinedload, selectinload

from partnerlink import db
from partnerlink.access import own_organisation
from partnerlink.models.evening import Evening
from partnerlink.models.presentation import Presentation
from partnerlink.services import evenings
from partnerlink.services.evening_programme import Standing, standing_of


def get_evening(number: int) -> Evening:
    """Return an evening of the school of whoever is signed in, with its rooms and rounds."""
    return evenings.find_own(
        db.session(),
        own_organisation().id,
        number,
        joinedload(Evening.organisation),
        selectinload(Evening.rooms),
        selectinload(Evening.rounds),
    ) or abort(404)


def get_presentation(number: int, presentation: int) -> tuple[Standing, Presentation]:
    """Return how the programme of an own evening stands, and one presentation of it."""
    standing = standing_of(db.session(), get_evening(number))
    return standing, standing.by_number.get(presentation) or abort(404)
