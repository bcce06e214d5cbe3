"""The official lists: read DUO's and our own files, and store them once per official number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.employers import (
    EMPLOYER_COLUMNS,
    EMPLOYER_SYNONYMS,
    EmployerRow,
    parse_employer,
)
from partnerlink.domain.folding import fold
from partnerlink.domain.register import (
    INSTITUTION_COLUMNS,
    REGISTER_SYNONYMS,
    SCHOOL_COLUMNS,
    RegisterRow,
    parse_institution,
    parse_school,
)
from partnerlink.domain.vocabulary import OrganisationKind, Precision
from partnerlink.geo.errors import PlaceAmbiguous, PlaceUnknown
from partnerlink.geo.gazetteer import gazetteer
from partnerlink.geo.place import Place
from partnerlink.geo.projection import project
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services import match_index
from partnerlink.services.import_report import (
    ImportReport,
    Line,
    Notice,
    Noticed,
    Outcome,
    Reading,
    read_lines,
)
from partnerlink.services.register_followers import follow
from partnerlink.services.register_lookup import find_register_entry
from partnerlink.tables.reading import read_table

Row = RegisterRow | EmployerRow
T = TypeVar("T")

LINES_AT_ONCE = 500
LONGEST_FOLDED_NAME = 200
ADDRESS = ("street", "house_number", "postcode", "city")


def read_schools(source: Path | bytes) -> Reading[RegisterRow]:
    """Read DUO's "alle vestigingen vo"; raises a FileRefusal."""
    table = read_table(source, required=SCHOOL_COLUMNS, synonyms=REGISTER_SYNONYMS)
    return read_lines(table.rows, parse_school, code_of=_key_of, code_column="VESTIGINGSCODE")


def read_institutions(
    source: Path | bytes, *, kind: OrganisationKind | None = None
) -> Reading[RegisterRow]:
    """Read a list of mbo or of hbo institutions; raises a FileRefusal.

    `kind` is for lists that don't tell it themselves.
    """
    table = read_table(source, required=INSTITUTION_COLUMNS, synonyms=REGISTER_SYNONYMS)
    parse = partial(parse_institution, kind=kind)
    return read_lines(table.rows, parse, code_of=_key_of, code_column="INSTELLINGSCODE")


def read_employers(source: Path | bytes) -> Reading[EmployerRow]:
    """Read a list of employers in PartnerLink's own columns; raises a FileRefusal."""
    table = read_table(source, required=EMPLOYER_COLUMNS, synonyms=EMPLOYER_SYNONYMS)
    return read_lines(table.rows, parse_employer, code_of=_key_of, code_column="KVK")


def store(session: Session, lines: Iterable[Line[Row]], *, today: date) -> ImportReport:
    """Store lines of a list under their kind and code; the same lines again change nothing.

    Organisations that signed up from an entry follow it. Flushes the session.
    """
    report = ImportReport()
    for some in _batches(lines, LINES_AT_ONCE):
        entries = _known_entries(session, some)
        followers = _followers(session, some)
        for line in some:
            before = entries.get(_key_of(line.row))
            entry, outcome = _store_line(before, line, report)
            report.outcomes[outcome] += 1
            session.add(entry)
            follower = followers.get(_key_of(line.row))
            if follower is None or outcome is Outcome.UNCHANGED:
                continue
            if follow(follower, entry):
                match_index.refresh_organisation(session, follower, today=today)
        session.flush()
    return report


def _store_line(
    entry: RegisterEntry | None, line: Line[Row], report: ImportReport
) -> tuple[RegisterEntry, Outcome]:
    outcome = Outcome.UNCHANGED
    if entry is None:
        entry, outcome = RegisterEntry(), Outcome.IMPORTED
    facts = facts_of(line.row)
    place, notice = find_place(line.row)
    if notice is not None:
        about = f"{line.row.postcode} {line.row.city}"
        report.noticed.append(Noticed(line.number, notice, about))
    if not (entry.precision is Precision.ADDRESS and _has(entry, facts, ADDRESS)):
        facts |= _point_of(place)
    if _has(entry, facts, facts):
        return entry, outcome
    for name, value in facts.items():
        setattr(entry, name, value)
    return entry, outcome if outcome is Outcome.IMPORTED else Outcome.UPDATED


def facts_of(row: Row) -> dict[str, Any]:
    """Return what a register entry keeps of a line, but for its point."""
    facts = {each.name: getattr(row, each.name) for each in fields(row)}
    if isinstance(row, EmployerRow):
        del facts["kvk"], facts["branch_number"]
        facts |= {"kind": OrganisationKind.EMPLOYER, "code": row.code}
    return facts | {"folded_name": fold(row.name)[:LONGEST_FOLDED_NAME]}


def find_place(row: Row) -> tuple[Place | None, Notice | None]:
    """Return where a line's postcode is; else where its place is, which is worth a notice."""
    found = gazetteer().locate_postcode(row.postcode)
    if found is not None:
        return found, None
    province = row.province if isinstance(row, RegisterRow) else ""
    try:
        return gazetteer().get_place(row.city, province or None), Notice.PLACED_ROUGHLY
    except (PlaceUnknown, PlaceAmbiguous):
        return None, Notice.NOT_PLACED


def _point_of(place: Place | None) -> dict[str, Any]:
    if place is None:
        return dict.fromkeys(("latitude", "longitude", "x", "y", "precision"))
    x, y = project(place.latitude, place.longitude)
    return {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "x": round(x),
        "y": round(y),
        "precision": place.precision,
    }


def _has(entry: RegisterEntry, facts: dict[str, Any], names: Iterable[str]) -> bool:
    return all(getattr(entry, name) == facts[name] for name in names)


def _known_entries(
    session: Session, lines: Sequence[Line[Row]]
) -> dict[tuple[OrganisationKind, str], RegisterEntry]:
    codes = [_key_of(line.row)[1] for line in lines]
    found = session.scalars(select(RegisterEntry).where(RegisterEntry.code.in_(codes)))
    return {(entry.kind, entry.code): entry for entry in found}


def _followers(
    session: Session, lines: Sequence[Line[Row]]
) -> dict[tuple[OrganisationKind, str], Organisation]:
    rows = [line.row for line in lines]
    numbers = {row.kvk if isinstance(row, EmployerRow) else row.code for row in rows}
    found = session.scalars(select(Organisation).where(Organisation.code.in_(numbers))).all()
    followers = {(each.kind, f"{each.code}{each.branch_number or ''}"): each for each in found}
    for each in found:
        # Who gave no number of a branch follows the one branch that it must be.
        if each.kind is OrganisationKind.EMPLOYER and each.branch_number is None:
            entry = find_register_entry(session, each)
            if entry is not None:
                followers.setdefault((entry.kind, entry.code), each)
    return followers


def _key_of(row: Row) -> tuple[OrganisationKind, str]:
    kind = row.kind if isinstance(row, RegisterRow) else OrganisationKind.EMPLOYER
    return kind, row.code


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
