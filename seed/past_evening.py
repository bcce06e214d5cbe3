"""The presentation evening of the demo that is past: its people are erased, its numbers stay."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from partnerlink.domain.evening_counts import INTERPRETER, WHOLE, Measure
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import Erasure, EveningCount
from seed.calendar import SchoolCalendar
from seed.evenings import set_stage
from seed.organisations import Cast

PAST_SINCE = -30
COUNTED: Mapping[str, Mapping[str, int]] = {
    "3A": {Measure.PUPILS: 12, Measure.INVITED: 14, Measure.ANSWERED: 12, Measure.COMING: 10},
    "3B": {Measure.PUPILS: 13, Measure.INVITED: 14, Measure.ANSWERED: 11, Measure.COMING: 10},
    "3C": {Measure.PUPILS: 11, Measure.INVITED: 12, Measure.ANSWERED: 11, Measure.COMING: 9},
}
SEEN: Mapping[str, Mapping[str, int]] = {
    "3A": {Measure.PEOPLE_EXPECTED: 19, Measure.CAME: 18, Measure.VISITED: 10, Measure.LIFT: 1},
    "3B": {Measure.PEOPLE_EXPECTED: 21, Measure.CAME: 22, Measure.VISITED: 11, Measure.MENTOR: 3},
    "3C": {Measure.PEOPLE_EXPECTED: 17, Measure.CAME: 15, Measure.VISITED: 9},
}
INTERPRETERS = {"3A": {"Arabisch": 2}, "3B": {"Turks": 1, "Arabisch": 1}}


def look_back(session: Session, cast: Cast, calendar: SchoolCalendar) -> None:
    """Make an evening that is past, with the numbers that stay of it."""
    day = calendar.school_day(PAST_SINCE)
    evening = set_stage(session, cast, calendar, day=day, made=PAST_SINCE - 20).evening
    evening.change({"title": "Presentaties leerjaar 3, de eerste ronde"})
    evening.open(calendar.moment(PAST_SINCE - 15))
    evening.release_seats(calendar.moment(PAST_SINCE - 4))
    evening.end_answering(calendar.moment(PAST_SINCE - 1))
    evening.recorded_at = calendar.moment(PAST_SINCE + 1)
    for (name, measure), number in _numbers().items():
        session.add(
            EveningCount(evening_id=evening.id, class_name=name, measure=measure, number=number)
        )
    _record(session, evening, erased_at=calendar.moment(PAST_SINCE + 25))


def _numbers() -> dict[tuple[str, str], int]:
    numbers: dict[tuple[str, str], int] = {}
    for part in (COUNTED, SEEN):
        for name, measures in part.items():
            numbers |= {(name, str(measure)): number for measure, number in measures.items()}
    for name, languages in INTERPRETERS.items():
        numbers |= {(name, INTERPRETER + word): number for word, number in languages.items()}
    for (_name, measure), number in list(numbers.items()):
        numbers[WHOLE, measure] = numbers.get((WHOLE, measure), 0) + number
    return numbers


def _record(session: Session, evening: Evening, *, erased_at: datetime) -> None:
    pupils = sum(of_class[Measure.PUPILS] for of_class in COUNTED.values())
    session.add(Erasure(evening_id=evening.id, what="pupils", number=pupils, erased_at=erased_at))
    session.add(
        Encounter(
            school_id=evening.organisation_id,
            evening_id=evening.id,
            day=evening.day,
            leerjaar=Leerjaar.L3,
            level=Level.VMBO_TL,
            pupils=pupils,
            competences=evening.competences,
        )
    )
