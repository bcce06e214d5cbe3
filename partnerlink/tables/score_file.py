"""Read disadvantage scores: our own CSV, or the workbook that the CBS publishes.

The CBS's workbook has a title above the header, the score without threshold on "Tabel 2" (the
one to rank with; on "Tabel 1" every score below the threshold is 0) and the number of pupils on
"Tabel 1". The workbook for praktijkonderwijs has "Tabel 1" only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from partnerlink.domain.scores import SCORE_COLUMNS, SCORE_SYNONYMS, ScoreKind
from partnerlink.tables.content import Content, content_of, load
from partnerlink.tables.limits import STANDARD, Limits
from partnerlink.tables.reading import Table, TableRow, read_sheet, read_table
from partnerlink.tables.workbook import Workbook, open_workbook

WITHOUT_THRESHOLD = "Tabel 2"
WITH_THRESHOLD = "Tabel 1"

_HEADER_WITHIN = 10
_PUPILS = "LEERLINGEN"
_CODE = "VESTIGINGSCODE"
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """The rows, and what the file as a whole says for all of them."""

    rows: Iterator[TableRow]
    kind: ScoreKind
    source: str
    reference_date: date | None


def read_scores(
    source: Path | bytes, *, file_name: str = "", limits: Limits = STANDARD
) -> ScoreFile:
    """Read the scores in a file; `file_name` is what the sender called it.

    Raises a FileRefusal, also while the rows are read.
    """
    name = source.name if isinstance(source, Path) else file_name
    data = load(source, limits=limits)
    if content_of(data) is Content.WORKBOOK:
        book = open_workbook(data, limits=limits)
        if {WITHOUT_THRESHOLD, WITH_THRESHOLD} & set(book.sheet_names):
            return _of_cbs(book, name=name, limits=limits)
    table = read_table(data, required=SCORE_COLUMNS, synonyms=SCORE_SYNONYMS, limits=limits)
    return ScoreFile(table.rows, ScoreKind.ESTIMATE, name, None)


def _of_cbs(book: Workbook, *, name: str, limits: Limits) -> ScoreFile:
    has_both = WITHOUT_THRESHOLD in book.sheet_names
    table = _sheet(book, WITHOUT_THRESHOLD if has_both else WITH_THRESHOLD, SCORE_COLUMNS, limits)
    rows = table.rows
    if _PUPILS not in table.columns and has_both and WITH_THRESHOLD in book.sheet_names:
        counts = _sheet(book, WITH_THRESHOLD, (_CODE, _PUPILS), limits)
        rows = _with_pupils(rows, _pupils_by_code(counts))
    year = _year_of(name=name, title=table.title)
    is_pro = "praktijk" in table.title.lower() or "_pro_" in name.lower()
    return ScoreFile(
        rows=rows,
        kind=ScoreKind.PRO if is_pro else ScoreKind.VO,
        source=f"CBS achterstandsscores {year}" if year else "CBS achterstandsscores",
        reference_date=date(year, 10, 1) if year else None,  # the CBS counts on 1 October
    )


def _sheet(book: Workbook, sheet_name: str, required: tuple[str, ...], limits: Limits) -> Table:
    return read_sheet(
        book,
        sheet_name,
        required=required,
        synonyms=SCORE_SYNONYMS,
        header_within=_HEADER_WITHIN,
        limits=limits,
    )


def _pupils_by_code(counts: Table) -> dict[str, str]:
    code, pupils = counts.columns.index(_CODE), counts.columns.index(_PUPILS)
    return {row.values[code]: row.values[pupils] for row in counts.rows}


def _with_pupils(rows: Iterator[TableRow], pupils: dict[str, str]) -> Iterator[TableRow]:
    for row in rows:
        width = len(row.columns)
        count = pupils.get(row.values[row.columns.index(_CODE)], "")
        yield TableRow(
            row.line, (*row.columns, _PUPILS), (*row.values[:width], count, *row.values[width:])
        )


def _year_of(*, name: str, title: str) -> int | None:
    """Find the year of the count: the last in the file's name, else the first in the title."""
    years = _YEAR.findall(name)[::-1] or _YEAR.findall(title)
    return int(years[0]) if years else None
