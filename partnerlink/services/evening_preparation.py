"""How far evenings are, counted in one statement however many there are."""

from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import STILL_INVITED, InvitationState
from partnerlink.domain.evening_steps import Preparation
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil

Prepared = tuple[Evening, Preparation]


def with_preparation(session: Session, chosen: Select[Evening]) -> list[Prepared]:
    """Fetch evenings, each with how far it is."""
    counts = _counts()
    rows = session.execute(chosen.add_columns(*counts.values()))
    return [(row[0], _preparation(row[0], dict(zip(counts, row[1:], strict=True)))) for row in rows]


def preparation_of(session: Session, evening: Evening) -> Preparation:
    """Return how far one evening is."""
    counts = _counts()
    row = session.execute(select(*counts.values()).where(Evening.id == evening.id)).one()
    return _preparation(evening, dict(zip(counts, row, strict=True)))


def _preparation(evening: Evening, counts: dict[str, int]) -> Preparation:
    of_evening = ("state", "day", "answer_by", "held_until", "keeps_seats")
    known = {name: getattr(evening, name) for name in of_evening} | counts
    return Preparation(**{each.name: known[each.name] for each in fields(Preparation)})


def _counts() -> dict[str, ScalarSelect[int]]:
    no_address = ~_carer_with_address()
    asked = Invitation.state == InvitationState.ASKED
    standing = Invitation.state.in_(STILL_INVITED)
    no_letter = Household.letter_printed_at.is_(None)
    no_mail = (Household.invited_at.is_(None), _carer_with_address(), _has_invitation(standing))
    return {
        "rooms": _count(EveningRoom),
        "rounds": _count(EveningRound),
        "pupils": _count(Pupil),
        "planned": _planned(),
        "unmailed": _count(Household, no_letter, *no_mail),
        "by_letter": _count(Household, no_letter, no_address, _has_invitation(asked)),
        "printed": _count(Household, ~no_letter, _has_invitation(standing)),
        "unanswered": _count(Household, _has_invitation(asked)),
        "answers": _count(Invitation, standing, Invitation.people.is_not(None)),
    }


def _count(table: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(table)
        .where(table.evening_id == Evening.id, *conditions)
        .correlate(Evening)
        .scalar_subquery()
    )


def _planned() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(Pupil)
        .join(Pupil.presentation)
        .where(Pupil.evening_id == Evening.id, Presentation.room_id.is_not(None))
        .correlate(Evening)
        .scalar_subquery()
    )


def _carer_with_address() -> ColumnElement[bool]:
    return exists(
        select(Carer.id).where(Carer.household_id == Household.id, Carer.email.is_not(None))
    )


def _has_invitation(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(Invitation.id).where(Invitation.household_id == Household.id, condition))
