"""How far a presentation evening is, and the one step that its school takes next."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from partnerlink.domain.evening import EveningState

SOON = timedelta(days=7)
"""From so long before the last day of keeping seats or the evening itself a school looks on."""


class EveningStep(StrEnum):
    """What can be next, in the order in which an evening comes about."""

    NEW_DAY = "new_day"
    ROOMS = "rooms"
    PUPILS = "pupils"
    PROGRAMME = "programme"
    NEW_LAST_DAY = "new_last_day"
    OPEN = "open"
    INVITE = "invite"
    LOSE_SEATS = "lose_seats"
    UNANSWERED = "unanswered"
    WAIT = "wait"
    READY = "ready"
    DOOR = "door"
    REPORT = "report"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """How far an evening is; pupils, and households with at least one standing invitation.

    `planned` pupils have a room and a round. `unmailed` households have an address, and neither
    mail nor a printed letter yet; `unanswered` ones still owe an answer about a pupil, `by_letter`
    are those of them without an address and without a printed letter. `printed` households have
    one, `answers` counts the answers there are.
    """

    state: EveningState
    day: date
    answer_by: date
    held_until: date
    keeps_seats: bool
    rooms: int = 0
    rounds: int = 0
    pupils: int = 0
    planned: int = 0
    unmailed: int = 0
    by_letter: int = 0
    printed: int = 0
    unanswered: int = 0
    answers: int = 0

    @property
    def unplanned(self) -> int:
        """Return how many pupils have no room and round yet."""
        return self.pupils - self.planned

    @property
    def is_anybody_unasked(self) -> bool:
        """Tell whether invitations must still go out.

        A school that never says which letters it printed is believed when answers come in.
        """
        return bool(self.unmailed or (self.by_letter and (self.printed or not self.answers)))

    @property
    def has_places(self) -> bool:
        """Tell whether there are rooms and rounds."""
        return bool(self.rooms and self.rounds)


def next_step(preparation: Preparation, *, today: date) -> EveningStep:
    """Return the one step that is next on `today`, a date in the Netherlands."""
    if preparation.state is EveningState.CANCELLED:
        return EveningStep.STOPPED
    if preparation.state is EveningState.DRAFT:
        return _next_of_draft(preparation, today=today)
    if preparation.day < today:
        return EveningStep.REPORT
    if preparation.day == today:
        return EveningStep.DOOR
    return _next_of_open(preparation, today=today)


def missing_for_opening(preparation: Preparation, *, today: date) -> tuple[EveningStep, ...]:
    """Return what must be done before families can be asked; empty when nothing is.

    A pupil who has no room and round yet is no obstacle, as long as another has.
    """
    needed = {
        EveningStep.NEW_DAY: preparation.day <= today,
        EveningStep.NEW_LAST_DAY: preparation.day > today > preparation.answer_by,
        EveningStep.ROOMS: not preparation.has_places,
        EveningStep.PUPILS: not preparation.pupils,
        EveningStep.PROGRAMME: bool(preparation.pupils) and not preparation.planned,
    }
    return tuple(step for step in EveningStep if needed.get(step, False))


def _next_of_draft(preparation: Preparation, *, today: date) -> EveningStep:
    missing = missing_for_opening(preparation, today=today)
    if missing:
        return missing[0]
    return EveningStep.PROGRAMME if preparation.unplanned else EveningStep.OPEN


def _next_of_open(preparation: Preparation, *, today: date) -> EveningStep:
    if not preparation.has_places:
        return EveningStep.ROOMS
    if preparation.is_anybody_unasked and today <= preparation.answer_by:
        # A letter without a time is one too many: as before it is open, the programme goes first.
        return EveningStep.PROGRAMME if preparation.unplanned else EveningStep.INVITE
    is_soon = preparation.held_until - SOON <= today <= preparation.held_until
    if preparation.unanswered and preparation.keeps_seats and is_soon:
        return EveningStep.LOSE_SEATS
    if today > preparation.answer_by:
        return EveningStep.READY
    if preparation.unanswered and preparation.day - SOON <= today:
        return EveningStep.UNANSWERED
    return EveningStep.WAIT
