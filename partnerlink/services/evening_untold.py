"""The households that no mail tells that an evening changed or does not go on."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select
from sqlalchemy.orm import Session

from partnerlink.domain.folding import fold
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.services.evening_audience import parts_of, reached_by_mail, told_by_hand
from partnerlink.services.evening_mail import dead_letters_of
from partnerlink.services.invitation_lists import whole_household


class Untold(StrEnum):
    """Why no mail tells a household of a change."""

    NO_ADDRESS = "no_address"
    LINK_CLOSED = "link_closed"
    CAME_BACK = "came_back"


@dataclass(frozen=True)
class UntoldFamily:
    """A household to call, why, and its invitations that still stand."""

    household: Household
    why: Untold
    invitations: tuple[Invitation, ...]


def untold_of(session: Session, evening: Evening) -> list[UntoldFamily]:
    """List the households that reckon with an evening and must be called, or given a note.

    Those that no mail reaches, and those from whom a mail came back, by class and name of their
    first pupil. Each comes with its carers, and its invitations with their pupils and places.
    """
    by_hand = set(session.scalars(told_by_hand(evening).with_only_columns(Household.id)))
    came_back = set(session.scalars(_came_back(session, evening)))
    found = [
        _family(household, came_back)
        for part in parts_of(by_hand | came_back)
        for household in session.scalars(whole_household().where(Household.id.in_(part)))
    ]
    return sorted(found, key=_place_in_list)


def _came_back(session: Session, evening: Evening) -> Select[int]:
    """Select the households of which no carer got what was mailed: together they share it."""
    bounced = {letter.carer_id for letter in dead_letters_of(session, evening)}
    return (
        reached_by_mail(evening)
        .with_only_columns(Household.id)
        .where(
            Household.carers.any(Carer.id.in_(bounced)),
            ~Household.carers.any(Carer.email.is_not(None) & Carer.id.not_in(bounced)),
        )
    )


def _family(household: Household, came_back: set[int]) -> UntoldFamily:
    why = Untold.LINK_CLOSED if household.addresses else Untold.NO_ADDRESS
    standing = tuple(one for one in household.invitations if one.is_standing)
    return UntoldFamily(household, Untold.CAME_BACK if household.id in came_back else why, standing)


def _place_in_list(family: UntoldFamily) -> tuple[tuple[str, str], int]:
    return min(map(_by_class, family.invitations), default=("", "")), family.household.id


def _by_class(invitation: Invitation) -> tuple[str, str]:
    return fold(invitation.pupil.class_name), fold(invitation.pupil.name)
