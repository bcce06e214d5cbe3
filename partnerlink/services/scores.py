"""Disadvantage scores: read a file of them, store them, and say where each school stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.percentiles import disadvantage_percentiles
from partnerlink.domain.row_refusals import PupilsMissing
from partnerlink.domain.scores import ScoreKind, ScoreRow, parse_score
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.models.score import Score
from partnerlink.services.import_report import (
    ImportReport,
    Line,
    Outcome,
    Reading,
    Rejected,
    read_lines,
)
from partnerlink.services.register_followers import follow
from partnerlink.tables.score_file import read_scores as read_score_file

LONGEST_SOURCE = 200


def read_scores(source: Path | bytes, *, file_name: str = "") -> Reading[ScoreRow]:
    """Read the CBS's workbook, or a list in our own columns; raises a FileRefusal."""
    file = read_score_file(source, file_name=file_name)
    parse = partial(
        parse_score,
        kind=file.kind,
        source=file.source[:LONGEST_SOURCE],
        reference_date=file.reference_date,
    )
    return read_lines(file.rows, parse, code_of=_key_of, code_column="VESTIGINGSCODE")


def store(session: Session, lines: Iterable[Line[ScoreRow]]) -> ImportReport:
    """Store scores under their code and kind, and place every school among the others anew.

    A score whose line gives no number of pupils is divided by the number that is known of the
    school; without either it is rejected. The same lines again change nothing. Flushes the
    session.
    """
    report = ImportReport()
    known = {(score.code, score.kind): score for score in session.scalars(select(Score))}
    entries = _schools(session)
    for line in lines:
        row = _with_pupils(line.row, entries)
        if not row.pupils:
            refusal = PupilsMissing("LEERLINGEN", row.code)
            report.rejected.append(Rejected(line.number, refusal))
            continue
        before = known.get(_key_of(row))
        score, outcome = _store_row(before, row)
        report.outcomes[outcome] += 1
        if before is None:
            session.add(score)
            known[_key_of(row)] = score
    _place_all(known.values())
    _count_pupils(session, known.values(), entries)
    session.flush()
    return report


def _store_row(score: Score | None, row: ScoreRow) -> tuple[Score, Outcome]:
    facts: dict[str, Any] = {
        "score": row.score,
        "pupils": row.pupils,
        "source": row.source,
        "reference_date": row.reference_date,
    }
    if score is None:
        return Score(code=row.code, kind=row.kind, **facts), Outcome.IMPORTED
    if all(getattr(score, name) == value for name, value in facts.items()):
        return score, Outcome.UNCHANGED
    for name, value in facts.items():
        setattr(score, name, value)
    return score, Outcome.UPDATED


def _place_all(scores: Iterable[Score]) -> None:
    """Give every score its location's percentile among all that are known."""
    scores = list(scores)
    places = disadvantage_percentiles(
        ScoreRow(each.code, each.pupils, each.score, each.kind, each.source, each.reference_date)
        for each in scores
    )
    for score in scores:
        if score.percentile != places[score.code]:
            score.percentile = places[score.code]


def _count_pupils(
    session: Session, scores: Iterable[Score], entries: dict[str, RegisterEntry]
) -> None:
    """Give the schools in the register, and those that signed up, the pupils of the counts."""
    counted: dict[str, int] = defaultdict(int)
    for score in scores:
        if score.kind is not ScoreKind.ESTIMATE:
            counted[score.code] += score.pupils
    chosen = select(Organisation).where(Organisation.kind == OrganisationKind.SCHOOL)
    schools = {school.code: school for school in session.scalars(chosen)}
    for code, pupils in counted.items():
        entry, school = entries.get(code), schools.get(code)
        if entry is not None and entry.pupils != pupils:
            entry.pupils = pupils
            if school is not None:
                follow(school, entry)


def _with_pupils(row: ScoreRow, entries: dict[str, RegisterEntry]) -> ScoreRow:
    entry = entries.get(row.code)
    return replace(row, pupils=entry.pupils) if entry and not row.pupils else row


def _schools(session: Session) -> dict[str, RegisterEntry]:
    chosen = select(RegisterEntry).where(RegisterEntry.kind == OrganisationKind.SCHOOL)
    return {entry.code: entry for entry in session.scalars(chosen)}


def _key_of(row: ScoreRow) -> tuple[str, ScoreKind]:
    return row.code, row.kind
