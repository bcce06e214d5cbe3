"""What a helper at the door sees: who comes tonight, where and when, and how full the rooms are.

Only what the door needs: a first name and an initial, the class, the time and the room, the number
of people, a wheelchair and the language of an interpreter. Carers are told apart, by what the
school calls them, only where a pupil has more households than one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from partnerlink.domain.evening import STILL_INVITED
from partnerlink.domain.folding import fold, search_terms
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil

AT_ONCE = 20
"""How many pupils a search shows; with more, more letters find who is meant sooner."""
JUST_IN = 5
"""How many of those who came in last are shown, to correct what went wrong."""

Place = tuple[int | None, int | None]
Choice = Select[Pupil, Invitation | None, InvitationNeeds | None]


@dataclass(frozen=True)
class Fill:
    """One room in one round, counted in people.

    `expected` have a seat, `inside` came in, and `taken` are both those who came and those with a
    seat who are still to come.
    """

    room: EveningRoom
    round: EveningRound
    expected: int
    inside: int
    taken: int

    @property
    def place(self) -> Place:
        """Return its key."""
        return self.room.id, self.round.id

    @property
    def free(self) -> int:
        """Return how many seats are left; below zero when more came than there are."""
        return self.room.capacity - self.taken


@dataclass(frozen=True)
class Guest:
    """A pupil and one household that is invited for it; without any household, just the pupil.

    `carers` is empty unless the pupil has more households; `fill` is None without a place.
    """

    pupil: Pupil
    invitation: Invitation | None = None
    needs: InvitationNeeds | None = None
    carers: str = ""
    fill: Fill | None = None

    @property
    def number(self) -> int | None:
        """Return the number of its invitation."""
        return self.invitation.id if self.invitation is not None else None

    @property
    def seats(self) -> int:
        """Return how many people are expected."""
        return self.invitation.seats if self.invitation is not None else 0


@dataclass(frozen=True)
class Found:
    """What a search found; `has_more` when it found too many to show."""

    guests: Sequence[Guest]
    has_more: bool = False


def search(session: Session, evening: Evening, text: str) -> Found:
    """Find pupils of whom each word of `text` begins a name or the class; three statements.

    Accents and case do not count, and "3a" finds class "3-A" too.
    """
    terms = search_terms(text)
    if not terms:
        return Found(())
    names = session.execute(
        select(Pupil.id, Pupil.first_name, Pupil.initial, Pupil.class_name).where(
            Pupil.evening_id == evening.id
        )
    )
    found = sorted(
        (fold(f"{first} {initial}"), class_name, number)
        for number, first, initial, class_name in names
        if _matches(terms, fold(f"{first} {initial}").split(), fold(class_name).split())
    )
    numbers = [number for _name, _class, number in found[:AT_ONCE]]
    guests = guests_of(session, evening, _guests(evening).where(Pupil.id.in_(numbers)))
    return Found(guests, has_more=len(found) > AT_ONCE)


def just_in(session: Session, evening: Evening) -> list[Guest]:
    """Return who came in last, the last one first."""
    came = (
        _guests(evening)
        .where(Invitation.came.is_not(None))
        .order_by(None)
        .order_by(Invitation.came_at.desc(), Invitation.id.desc())
        .limit(JUST_IN)
    )
    return [Guest(pupil, one, needs) for pupil, one, needs in session.execute(came)]


def find_family(session: Session, evening: Evening, number: int) -> list[Guest] | None:
    """Find all that the household of an invitation is invited for, that invitation first."""
    household = select(Invitation.household_id).where(Invitation.id == number).scalar_subquery()
    chosen = _guests(evening).where(Invitation.household_id == household)
    guests = guests_of(session, evening, chosen)
    if number not in {guest.number for guest in guests}:
        return None
    return sorted(guests, key=lambda guest: guest.number != number)


def everybody(session: Session, evening: Evening) -> list[Guest]:
    """Return every pupil with every household that is invited, in the order of the names."""
    return guests_of(session, evening, _guests(evening))


def guests_of(
    session: Session,
    evening: Evening,
    chosen: Choice,
) -> list[Guest]:
    """Return what is chosen, with the seats left and with what tells carers apart; by name."""
    rows = sorted(session.execute(chosen).all(), key=lambda row: fold(row[0].name))
    fills = {fill.place: fill for fill in fills_of(session, evening)}
    carers = _carers_to_tell_apart(session, [pupil.id for pupil, _one, _needs in rows])
    return [
        Guest(
            pupil,
            one,
            needs,
            carers.get(one.household_id, "") if one is not None else "",
            fills.get((pupil.presentation.room_id, pupil.presentation.round_id)),
        )
        for pupil, one, needs in rows
    ]


def fills_of(session: Session, evening: Evening) -> list[Fill]:
    """Count the people of each room and round in which somebody presents; one statement."""
    rows = session.execute(
        select(
            EveningRoom,
            EveningRound,
            func.coalesce(func.sum(Invitation.seats), 0),
            func.coalesce(func.sum(Invitation.came), 0),
            func.coalesce(func.sum(func.coalesce(Invitation.came, Invitation.seats)), 0),
        )
        .select_from(Presentation)
        .join(EveningRoom, EveningRoom.id == Presentation.room_id)
        .join(EveningRound, EveningRound.id == Presentation.round_id)
        .join(Pupil, Pupil.presentation_id == Presentation.id)
        .outerjoin(Invitation, _is_invited)
        .where(Presentation.evening_id == evening.id)
        .group_by(EveningRoom.id, EveningRound.id)
        .order_by(EveningRound.starts, EveningRoom.position, EveningRoom.id)
    )
    return [
        Fill(room, round_, expected, inside or 0, taken)
        for room, round_, expected, inside, taken in rows
    ]


_is_invited = and_(Invitation.pupil_id == Pupil.id, Invitation.state.in_(STILL_INVITED))


def _guests(evening: Evening) -> Choice:
    presentation = joinedload(Pupil.presentation)
    return (
        select(Pupil, Invitation, InvitationNeeds)
        .outerjoin(Invitation, _is_invited)
        .outerjoin(InvitationNeeds, InvitationNeeds.invitation_id == Invitation.id)
        .where(Pupil.evening_id == evening.id)
        .options(
            presentation.joinedload(Presentation.room),
            presentation.joinedload(Presentation.round),
        )
        .order_by(Pupil.class_name, Pupil.id, Invitation.id)
    )


def _matches(terms: Iterable[str], names: list[str], classes: list[str]) -> bool:
    words = [*names, *classes, "".join(classes)]
    return all(any(word.startswith(term) for word in words) for term in terms)


def _carers_to_tell_apart(session: Session, pupils: Sequence[int]) -> Mapping[int, str]:
    """Return what the school calls the carers of households that share a pupil."""
    shared = (
        select(Invitation.pupil_id)
        .where(Invitation.pupil_id.in_(pupils), Invitation.state.in_(STILL_INVITED))
        .group_by(Invitation.pupil_id)
        .having(func.count() > 1)
    )
    rows = session.execute(
        select(Household.id, Carer.label)
        .join(Household.carers)
        .where(
            Household.id.in_(select(Invitation.household_id).where(Invitation.pupil_id.in_(shared)))
        )
        .order_by(Carer.id)
    )
    called: dict[int, list[str]] = {}
    for household, label in rows:
        if label:
            called.setdefault(household, []).append(label)
    return {household: ", ".join(labels) for household, labels in called.items()}
