"""The tables of a report: the same numbers on the page and in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from partnerlink.domain.evening_counts import NO_CLASS, WHOLE, EveningCounts, Measure
from partnerlink.models.evening import Evening
from partnerlink.tables.csv_out import Cell

ANSWERS = (
    Measure.PUPILS,
    Measure.INVITED,
    Measure.ANSWERED,
    Measure.COMING,
    Measure.PEOPLE_EXPECTED,
    Measure.WAITING,
    Measure.CAME,
    Measure.VISITED,
)
AT_THE_DOOR = frozenset({Measure.CAME, Measure.VISITED})
NEEDS = (Measure.WHEELCHAIR, Measure.LIFT, Measure.CHILDCARE, Measure.MENTOR)


@dataclass(frozen=True)
class Line:
    """One line of a table: what it is about, and its numbers, or why there is none."""

    title: str
    numbers: Sequence[Cell]


@dataclass(frozen=True)
class ReportTable:
    """The answers by class, with the whole evening last, and the needs in total."""

    heads: Sequence[str]
    classes: Sequence[Line]
    whole: Line
    needs: Sequence[Line]


def table_of(counts: EveningCounts) -> ReportTable:
    """Return the tables of a report, in the reader's language."""
    return ReportTable(
        heads=[word for _measure, word in _answer_heads()],
        classes=[_line(counts, name) for name in counts.classes],
        whole=Line(_("Hele avond"), _answers(counts, WHOLE)),
        needs=list(_needs(counts)),
    )


def rows_of(counts: EveningCounts) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file: one for each class and one for the whole evening."""
    table = table_of(counts)
    yield [_("Klas"), *table.heads]
    for line in (*table.classes, table.whole):
        yield [line.title, *line.numbers]
    yield []
    yield [_("Wat gezinnen nodig hebben"), _("Aantal")]
    for line in table.needs:
        yield [line.title, *line.numbers]


def file_name(evening: Evening) -> str:
    """Return what the file is called."""
    return f"presentatieavond-{evening.day.isoformat()}.csv"


def _answer_heads() -> list[tuple[Measure, str]]:
    words = {
        Measure.PUPILS: _("Leerlingen"),
        Measure.INVITED: _("Uitnodigingen"),
        Measure.ANSWERED: _("Antwoorden"),
        Measure.COMING: _("Ja"),
        Measure.PEOPLE_EXPECTED: _("Mensen met een plaats"),
        Measure.WAITING: _("Mensen zonder plaats"),
        Measure.CAME: _("Mensen die kwamen"),
        Measure.VISITED: _("Leerlingen met bezoek"),
    }
    return [(measure, words[measure]) for measure in ANSWERS]


def _line(counts: EveningCounts, name: str) -> Line:
    title = _("Zonder klas") if name == NO_CLASS else name
    return Line(title, _answers(counts, name))


def _answers(counts: EveningCounts, name: str) -> list[Cell]:
    """Return the numbers of a line; who came is no zero where nobody was counted at the door."""
    return [
        _("niet geteld")
        if measure in AT_THE_DOOR and not counts.is_door_used
        else counts.of(measure, name)
        for measure in ANSWERS
    ]


def _needs(counts: EveningCounts) -> Iterator[Line]:
    words = {
        Measure.WHEELCHAIR: _("Plaats voor een rolstoel"),
        Measure.LIFT: _("Een lift"),
        Measure.CHILDCARE: _("Oppas: aantal kinderen"),
        Measure.MENTOR: _("Een gesprek met de mentor"),
    }
    for language, number in counts.interpreters.items():
        yield Line(_("Tolk: %(language)s", language=language), [number])
    for measure in NEEDS:
        if counts.of(measure, WHOLE):
            yield Line(words[measure], [counts.of(measure)])
