"""What is counted of an evening: numbers only, so that they may stay when the people are erased."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from partnerlink.domain.evening import InvitationState
from partnerlink.domain.folding import fold

WHOLE = ""
"""The name under which the whole evening is counted, where a class has its own."""
NO_CLASS = "–"
"""The name under which pupils are counted of whom no class is known."""
INTERPRETER = "interpreter:"
_LONGEST_LANGUAGE = 40 - len(INTERPRETER)


class Measure(StrEnum):
    """What is counted beside the interpreters, of which each language is a measure of its own.

    A household with two pupils counts at each. `INVITED`, `ANSWERED`, `COMING` and `MENTOR` count
    invitations; `PEOPLE_EXPECTED`, `WAITING`, `CAME` and `CHILDCARE` people; `VISITED` the pupils
    for whom somebody came.
    """

    PUPILS = "pupils"
    INVITED = "invited"
    ANSWERED = "answered"
    COMING = "coming"
    PEOPLE_EXPECTED = "people_expected"
    WAITING = "waiting"
    CAME = "came"
    VISITED = "visited"
    WHEELCHAIR = "wheelchair"
    LIFT = "lift"
    CHILDCARE = "childcare"
    MENTOR = "mentor"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One pupil with one invitation, or with none when `state` is None."""

    pupil: int
    class_name: str
    state: InvitationState | None = None
    people: int | None = None
    seats: int = 0
    came: int | None = None
    interpreter: str = ""
    wheelchair: bool = False
    lift: bool = False
    children: int = 0
    mentor: bool = False


@dataclass(frozen=True)
class EveningCounts:
    """The numbers by (class, measure); those of the whole evening stand under `WHOLE`.

    What is not there is zero.
    """

    numbers: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, measure: str, class_name: str = WHOLE) -> int:
        """Return one number."""
        return self.numbers.get((class_name, measure), 0)

    @property
    def is_door_used(self) -> bool:
        """Tell whether anybody was counted at the door; if not, who came is not known."""
        return self.of(Measure.CAME) > 0

    @property
    def classes(self) -> list[str]:
        """Return the classes, in the order of their names."""
        return sorted({name for name, _ in self.numbers} - {WHOLE})

    @property
    def interpreters(self) -> dict[str, int]:
        """Return how many invitations ask for an interpreter of each language, most first."""
        found = {
            measure.removeprefix(INTERPRETER): number
            for (name, measure), number in self.numbers.items()
            if name == WHOLE and measure.startswith(INTERPRETER)
        }
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def count(rows: Iterable[Asked]) -> EveningCounts:
    """Count an evening from a row for every invitation, and one for each pupil without any."""
    numbers: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[int, str]] = set()
    spelled: dict[str, str] = {}
    for row in rows:
        found = _of_invitation(row, spelled)
        for measure in _of_pupil(row):
            if (row.pupil, measure) not in seen:
                seen.add((row.pupil, measure))
                found[measure] = 1
        for measure, number in found.items():
            if number:
                numbers[WHOLE, measure] += number
                numbers[row.class_name or NO_CLASS, measure] += number
    return EveningCounts(dict(numbers))


def _of_pupil(row: Asked) -> Iterable[str]:
    yield Measure.PUPILS
    if row.came:
        yield Measure.VISITED


def _of_invitation(row: Asked, spelled: dict[str, str]) -> dict[str, int]:
    if row.state is None or row.state is InvitationState.WITHDRAWN:
        return {}
    found: dict[str, int] = {
        Measure.INVITED: 1,
        Measure.ANSWERED: int(row.people is not None),
        Measure.CAME: row.came or 0,
    }
    if row.state is InvitationState.COMING:
        found |= _of_who_comes(row, spelled)
    return found


def _of_who_comes(row: Asked, spelled: dict[str, str]) -> dict[str, int]:
    language = row.interpreter.strip()[:_LONGEST_LANGUAGE]
    # One language is typed in many ways; the first is how it is called.
    language = spelled.setdefault(fold(language), language)
    found: dict[str, int] = {
        Measure.COMING: 1,
        Measure.PEOPLE_EXPECTED: row.seats,
        Measure.WAITING: (row.people or 0) - row.seats,
        Measure.WHEELCHAIR: int(row.wheelchair),
        Measure.LIFT: int(row.lift),
        Measure.CHILDCARE: row.children,
        Measure.MENTOR: int(row.mentor),
    }
    return found | ({INTERPRETER + language: 1} if language else {})
