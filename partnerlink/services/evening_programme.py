"""The programme of an evening as it stands: every presentation with its families and its seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.planner_values import Entry, Place, Room, Round, Task
from partnerlink.models.evening import Evening
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_seats import kept_for


class Keep(StrEnum):
    """Which presentations the planner leaves where they are."""

    FIXED = "fixed"
    PLACED = "placed"


@dataclass(frozen=True)
class Standing:
    """Every presentation of an evening, with its pupils and all their invitations."""

    evening: Evening
    presentations: tuple[Presentation, ...]

    @property
    def placement(self) -> dict[int, Place]:
        """Return the place of each presentation that has one, by its number."""
        found = ((one.id, place_of(one)) for one in self.presentations)
        return {number: place for number, place in found if place is not None}

    @property
    def by_number(self) -> Mapping[int, Presentation]:
        """Return the presentations by their number."""
        return {one.id: one for one in self.presentations}

    def task(self, keep: Keep = Keep.FIXED) -> Task:
        """Return the evening as the planner reads it; its rooms and rounds are loaded."""
        evening = self.evening
        return Task(
            rooms=tuple(Room(room.id, room.capacity) for room in evening.rooms),
            rounds=tuple(Round(one.id, one.starts, one.ends) for one in evening.rounds),
            entries=tuple(self._entry(one, keep) for one in self.presentations),
            per_round=evening.presentations_per_round,
        ).in_order()

    def _entry(self, presentation: Presentation, keep: Keep) -> Entry:
        stays = presentation.is_fixed or keep is Keep.PLACED
        return Entry(
            number=presentation.id,
            seats=seats_of(self.evening, presentation),
            class_name=min((pupil.class_name for pupil in presentation.pupils), default=""),
            households=frozenset(
                one.household_id
                for pupil in presentation.pupils
                for one in pupil.invitations
                if one.is_standing
            ),
            wished_room=presentation.wished_room_id,
            wished_round=presentation.wished_round_id,
            preferred_round=presentation.preferred_round_id,
            fixed=place_of(presentation) if stays else None,
        )


def standing_of(session: Session, evening: Evening) -> Standing:
    """Read how the programme of an evening stands now, in three statements."""
    found: Sequence[Presentation] = session.scalars(
        select(Presentation)
        .where(Presentation.evening_id == evening.id)
        .options(selectinload(Presentation.pupils).selectinload(Pupil.invitations))
        .order_by(Presentation.id)
        .execution_options(populate_existing=True)
    ).all()
    return Standing(evening, tuple(found))


def place_of(presentation: Presentation) -> Place | None:
    """Return the room and round of a presentation as the planner writes them."""
    if presentation.room_id is None or presentation.round_id is None:
        return None
    return Place(presentation.room_id, presentation.round_id)


def seats_of(evening: Evening, presentation: Presentation) -> int:
    """Return how many seats the families of a presentation have, or have kept for them.

    For a pupil whose family is not known yet the usual seats are counted. Its pupils and their
    invitations are loaded.
    """
    return sum(_seats_for(evening, pupil) for pupil in presentation.pupils)


def _seats_for(evening: Evening, pupil: Pupil) -> int:
    if not pupil.invitations:
        return evening.seats_per_family if evening.keeps_seats else 0
    invited = tuple(one for one in pupil.invitations if one.is_standing)
    return sum(one.party(kept=kept_for(evening, invited, one)).taken for one in invited)


def names_of(presentation: Presentation) -> tuple[str, ...]:
    """Return what the pupils of a presentation are called."""
    return tuple(pupil.name for pupil in presentation.pupils)
