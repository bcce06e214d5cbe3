"""A school's own list of who is invited to an evening: by class, by answer, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from partnerlink.domain.evening import STILL_INVITED, InvitationState
from partnerlink.domain.folding import fold, search_terms
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil


class Answer(StrEnum):
    """What a household said; who waits for seats is coming too."""

    ASKED = "asked"
    COMING = "coming"
    WAITING = "waiting"
    NOT_COMING = "not_coming"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for in the list; every part of it may be left open."""

    answer: Answer | None = None
    class_name: str = ""
    words: str = ""
    lacks_mail: bool = False
    lacks_letter: bool = False
    has_needs: bool = False


def is_answer(answer: Answer) -> ColumnElement[bool]:
    """Return the condition on invitations that stands for an answer."""
    if answer is Answer.WAITING:
        return and_(
            Invitation.state == InvitationState.COMING, Invitation.people > Invitation.seats
        )
    return Invitation.state == InvitationState(answer.value)


def any_need() -> ColumnElement[bool]:
    """Return the condition on needs that at least one was told."""
    return or_(
        InvitationNeeds.interpreter != "",
        InvitationNeeds.needs_wheelchair_space,
        InvitationNeeds.needs_lift,
        InvitationNeeds.children > 0,
        InvitationNeeds.wants_mentor,
    )


def has_address() -> ColumnElement[bool]:
    """Return the condition on households that mail can reach one of its carers."""
    return Household.carers.any(and_(Carer.email.is_not(None), Carer.email != ""))


def listed(session: Session, evening_id: int, asked: Asked) -> Select[Invitation]:
    """Select the invitations of an evening that were asked for, by class and by name.

    Each comes with its pupil, place, household, carers, and whoever answered for it.
    """
    chosen = (
        select(Invitation)
        .join(Invitation.pupil)
        .where(Invitation.evening_id == evening_id)
        .options(
            contains_eager(Invitation.pupil)
            .joinedload(Pupil.presentation)
            .options(joinedload(Presentation.room), joinedload(Presentation.round)),
            joinedload(Invitation.household).selectinload(Household.carers),
            joinedload(Invitation.answered_by),
        )
        .order_by(Pupil.class_name, Pupil.first_name, Pupil.initial, Pupil.id, Invitation.id)
    )
    return chosen.where(*_conditions(session, evening_id, asked))


def _conditions(session: Session, evening_id: int, asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.answer is not None:
        found.append(is_answer(asked.answer))
    if asked.class_name:
        found.append(Pupil.class_name == asked.class_name)
    if asked.lacks_mail:
        found.append(~Invitation.household.has(has_address()))
    if asked.lacks_letter:
        found.append(Invitation.household.has(Household.letter_printed_at.is_(None)))
    if asked.has_needs:
        wanting = select(InvitationNeeds.invitation_id).where(any_need())
        found.append(Invitation.id.in_(wanting))
    if asked.words:
        found.append(Pupil.id.in_(pupils_called(session, evening_id, asked.words)))
    return found


def pupils_called(session: Session, evening_id: int, words: str) -> list[int]:
    """Find the pupils in whose name, class or number every word begins one; accents do not count.

    One statement of short rows: an evening has some thousand pupils at most, and so both databases
    fold a name in the same way.
    """
    rows = session.execute(
        select(Pupil.id, Pupil.first_name, Pupil.initial, Pupil.class_name, Pupil.code).where(
            Pupil.evening_id == evening_id
        )
    )
    terms = search_terms(words)
    return [number for number, *names in rows if _all_begin(terms, fold(" ".join(names)).split())]


def _all_begin(terms: tuple[str, ...], words: list[str]) -> bool:
    return bool(terms) and all(any(word.startswith(term) for word in words) for term in terms)


def count_answers(session: Session, evening_id: int) -> Mapping[Answer | None, int]:
    """Count the invitations by answer, and all of them under None, in one statement."""
    columns = [func.count().filter(is_answer(answer)) for answer in Answer]
    row = session.execute(
        select(func.count(), *columns).where(Invitation.evening_id == evening_id)
    ).one()
    return dict(zip((None, *Answer), row, strict=True))


def classes_of(session: Session, evening_id: int) -> list[str]:
    """List the classes from which somebody presents, as the school writes them."""
    found = session.scalars(
        select(Pupil.class_name).where(Pupil.evening_id == evening_id).distinct()
    )
    return sorted((name for name in found if name), key=fold)


def needs_of(session: Session, invitations: list[int]) -> dict[int, InvitationNeeds]:
    """Return what households need to be able to come, by the numbers of their invitations."""
    found = session.scalars(
        select(InvitationNeeds).where(InvitationNeeds.invitation_id.in_(invitations), any_need())
    )
    return {needs.invitation_id: needs for needs in found}


def wishes(session: Session, evening_id: int) -> list[tuple[Invitation, InvitationNeeds]]:
    """List what the households that come need, in the order of the evening's list.

    Who said no or is withdrawn needs nothing any more.
    """
    coming = listed(session, evening_id, Asked(has_needs=True)).where(
        Invitation.state.in_(STILL_INVITED - {InvitationState.NOT_COMING})
    )
    found = list(session.scalars(coming))
    needs = needs_of(session, [one.id for one in found])
    return [(one, needs[one.id]) for one in found]


def families(session: Session, evening_id: int, asked: Asked) -> list[Household]:
    """List the households that get a letter, by class and by name, one for each.

    Each comes with its carers, its invitations, and their pupils and places.
    """
    numbers = listed(session, evening_id, asked).where(Invitation.state.in_(STILL_INVITED))
    order = list(dict.fromkeys(session.scalars(numbers.with_only_columns(Invitation.household_id))))
    found = session.scalars(whole_household().where(Household.id.in_(order)))
    by_number = {household.id: household for household in found}
    return [by_number[number] for number in order]


def households_per_pupil(session: Session, evening_id: int) -> dict[int, int]:
    """Count, by the number of a pupil, the households that are invited for it."""
    rows = session.execute(
        select(Invitation.pupil_id, func.count())
        .where(Invitation.evening_id == evening_id, Invitation.state.in_(STILL_INVITED))
        .group_by(Invitation.pupil_id)
    )
    return dict(rows.all())


def whole_household() -> Select[Household]:
    """Select households with their carers, invitations, pupils, rooms and rounds."""
    presentation = (
        selectinload(Household.invitations)
        .joinedload(Invitation.pupil)
        .joinedload(Pupil.presentation)
    )
    return select(Household).options(
        selectinload(Household.carers),
        selectinload(Household.invitations).joinedload(Invitation.answered_by),
        presentation.joinedload(Presentation.room),
        presentation.joinedload(Presentation.round),
    )
