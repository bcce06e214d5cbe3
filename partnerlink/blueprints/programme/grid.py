"""The programme as a page shows it: for each room its rounds, and who is there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from partnerlink.blueprints.programme import wording
from partnerlink.domain.planner_objections import breaches
from partnerlink.domain.planner_reasons import reasons
from partnerlink.domain.planner_values import Place, Task
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.evening_round import EveningRound
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_programme import Standing, seats_of


@dataclass(frozen=True)
class Cell:
    """One room in one round: who is there, and how many seats are given or kept."""

    round: EveningRound
    presentations: tuple[Presentation, ...]
    seats: int


@dataclass(frozen=True)
class Row:
    """One room with its rounds, in the order of the evening."""

    room: EveningRoom
    cells: tuple[Cell, ...]

    @property
    def number(self) -> int:
        """Return how many presentations are there on the whole evening."""
        return sum(len(cell.presentations) for cell in self.cells)


@dataclass(frozen=True)
class Turn:
    """One pupil with the room and round of the presentation, None while it has none."""

    pupil: Pupil
    room: EveningRoom | None
    round: EveningRound | None


def rows_of(standing: Standing) -> list[Row]:
    """Return every room of an evening with who is there in each round."""
    evening = standing.evening
    there: dict[Place, list[Presentation]] = defaultdict(list)
    for number, place in standing.placement.items():
        there[place].append(standing.by_number[number])
    return [
        Row(
            room,
            tuple(_cell(standing, one, there[Place(room.id, one.id)]) for one in evening.rounds),
        )
        for room in evening.rooms
    ]


def _cell(standing: Standing, one: EveningRound, there: list[Presentation]) -> Cell:
    in_order = sorted(there, key=_by_class)
    seats = sum(seats_of(standing.evening, each) for each in there)
    return Cell(one, tuple(in_order), seats)


def _by_class(presentation: Presentation) -> tuple[str, str, int]:
    pupils = presentation.pupils
    first = min((pupil.class_name, pupil.name) for pupil in pupils) if pupils else ("", "")
    return *first, presentation.id


def turns_of(standing: Standing) -> list[Turn]:
    """Return every pupil with room and round, by class and name."""
    return sorted(
        _turns(standing),
        key=lambda turn: (turn.pupil.class_name, turn.pupil.name, turn.pupil.id),
    )


def _turns(standing: Standing) -> Iterator[Turn]:
    rooms = {room.id: room for room in standing.evening.rooms}
    rounds = {one.id: one for one in standing.evening.rounds}
    for one in standing.presentations:
        for pupil in one.pupils:
            yield Turn(pupil, rooms.get(one.room_id or 0), rounds.get(one.round_id or 0))


@dataclass(frozen=True)
class Remarks:
    """What is not right with a programme yet, for each a presentation and a sentence."""

    left_out: tuple[tuple[Presentation, str], ...]
    broken: tuple[tuple[Presentation, str], ...]


def remarks_of(standing: Standing, task: Task) -> Remarks:
    """Return who has no place and why, and where a rule is broken."""
    presentations, placement = standing.by_number, standing.placement
    return Remarks(
        tuple(
            (presentations[one.number], wording.reason_words(one))
            for one in reasons(task, placement)
        ),
        tuple(
            (presentations[one.number], wording.objection_words(standing, one))
            for one in breaches(task, placement)
        ),
    )
