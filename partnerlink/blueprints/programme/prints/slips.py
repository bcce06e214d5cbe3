"""The slips of families: when and where their children present, each in the family's language."""

from flask import render_template
from flask_babel import force_locale
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnerlink.i18n import RIGHT_TO_LEFT
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.parents.words import clock_words, day_words, room_words


def slips_of(session: Session, evening: Evening) -> list[Markup]:
    """Return a slip for each household that is invited for a presentation with a place.

    In the order in which they are handed out: by class and name of the first child.
    """
    presentation = joinedload(Invitation.pupil).joinedload(Pupil.presentation)
    households = session.scalars(
        select(Household)
        .where(Household.evening_id == evening.id)
        .options(
            selectinload(Household.invitations).options(
                presentation.joinedload(Presentation.room),
                presentation.joinedload(Presentation.round),
            )
        )
        .order_by(Household.id)
    ).all()
    families = [(household, _invited(household)) for household in households]
    handed_out = sorted(
        ((household, invited) for household, invited in families if invited),
        key=lambda pair: (min(_by_class(one) for one in pair[1]), pair[0].id),
    )
    return [_slip(evening, household, invited) for household, invited in handed_out]


def _invited(household: Household) -> list[Invitation]:
    known = [
        one
        for one in household.invitations
        if one.is_standing and one.pupil.presentation.round is not None
    ]
    return sorted(known, key=_by_time)


def _by_time(invitation: Invitation) -> tuple[object, int]:
    round_ = invitation.pupil.presentation.round
    return (round_.starts if round_ else None), invitation.id


def _by_class(invitation: Invitation) -> tuple[str, str]:
    return invitation.pupil.class_name, invitation.pupil.name


def _slip(evening: Evening, household: Household, invitations: list[Invitation]) -> Markup:
    language = household.language.value
    with force_locale(language):
        return Markup(
            render_template(
                "letters/_slip.html",
                evening=evening,
                invitations=invitations,
                language=language,
                direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
                day_words=day_words,
                clock_words=clock_words,
                room_words=room_words,
            )
        )
