"""A list of pupils as it is looked at: read from a file or pasted, without what is never kept."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from partnerlink.domain.carer_relations import relation_in
from partnerlink.domain.folding import fold
from partnerlink.domain.pupil_cells import initial_of, split_name
from partnerlink.domain.pupil_columns import (
    HEADER_WITHIN,
    PupilColumn,
    column_names,
    guess,
    header_place,
    secret_places,
)
from partnerlink.domain.pupil_rows import Cells
from partnerlink.tables.csv_file import Line
from partnerlink.tables.limits import Limits
from partnerlink.tables.lines import read_lines
from partnerlink.tables.refusals import FileEmpty

LIMITS = Limits(
    file_size=5 * 1024 * 1024,
    unpacked_size=40 * 1024 * 1024,
    parts=300,
    rows=5_000 + HEADER_WITHIN,
    columns=100,
    cell_length=1_000,
    sheet_cells=1_000_000,
    sheet_lines=20_000,
)
"""The largest schools have some 2,500 pupils; their whole export is below 2 MB."""
_TABBED = "sep=\t\n"


@dataclass(frozen=True)
class Sheet:
    """A list as it is looked at: the names of its columns, what they are, and its numbered rows."""

    names: tuple[str, ...]
    places: Mapping[int, PupilColumn]
    rows: tuple[Line, ...]
    is_apart: bool
    has_header: bool
    is_pasted: bool

    def cells(self) -> Iterator[tuple[int, Cells]]:
        """Yield each line by what its cells are."""
        used = [(place, column) for place, column in self.places.items()]
        for line, values in self.rows:
            yield line, {col: values[at] for at, col in used if at < len(values)}

    @property
    def lacks_columns(self) -> bool:
        """Tell whether nobody said yet which column is the number and which the first name."""
        found = set(self.places.values())
        names = {PupilColumn.FIRST_NAME, PupilColumn.FULL_NAME}
        return PupilColumn.MEMBERS not in found and not (
            PupilColumn.CODE in found and found & names
        )

    @property
    def never_kept(self) -> list[str]:
        """Return the names of the columns of which nothing was kept."""
        never = PupilColumn.NEVER
        return [name for at, name in enumerate(self.names) if self.places.get(at) is never]

    @property
    def text(self) -> str:
        """Return the list as it would be pasted from a spreadsheet."""
        written = io.StringIO()
        writer = csv.writer(written, delimiter="\t", lineterminator="\n")
        if self.has_header:
            writer.writerow(self.names)
        writer.writerows(values for _, values in self.rows)
        return written.getvalue()


def read_file(data: bytes, *, before: Mapping[str, Any]) -> Sheet:
    """Read a file; `before` is how the school's last list was read. Raises a FileRefusal."""
    return _sheet(read_lines(data, limits=LIMITS), before=before, is_pasted=False)


def read_pasted(text: str, *, before: Mapping[str, Any]) -> Sheet:
    """Read pasted lines and count them anew; `before` as in `read_file`. Raises a FileRefusal.

    What is copied from a spreadsheet is parted by tabs, whatever else stands in its cells.
    """
    written = (_TABBED if "\t" in text else "") + text
    lines = read_lines(written.encode("utf-8", "replace"), limits=LIMITS)
    numbered = [(line, values) for line, (_, values) in enumerate(lines, start=1)]
    return _sheet(numbered, before=before, is_pasted=True)


def read_by(sheet: Sheet, places: Mapping[int, PupilColumn], *, is_apart: bool) -> Sheet:
    """Read a list by other columns; what is never kept of them is left out for good."""
    never = {at: col for at, col in sheet.places.items() if col is PupilColumn.NEVER}
    return _pruned(replace(sheet, places={**places, **never}, is_apart=is_apart))


def _sheet(lines: Sequence[Line], *, before: Mapping[str, Any], is_pasted: bool) -> Sheet:
    header = header_place([values for _, values in lines])
    rows = list(lines if header is None else lines[header + 1 :])
    if not rows:
        raise FileEmpty
    width = max(len(values) for _, values in lines)
    names = column_names(width) if header is None else _padded(lines[header][1], width)
    places = guess(names) if header is not None else {}
    places = _as_before(places, names, before, has_header=header is not None)
    secrets = secret_places([values for _, values in rows], places)
    return _pruned(
        Sheet(
            names=tuple(names),
            places={**places, **dict.fromkeys(secrets, PupilColumn.NEVER)},
            rows=tuple((line, _padded(values, width)) for line, values in rows),
            is_apart=before.get("apart", False),
            has_header=header is not None,
            is_pasted=is_pasted,
        )
    )


def _as_before(
    places: dict[int, PupilColumn],
    names: Sequence[str],
    known: Mapping[str, Any],
    *,
    has_header: bool,
) -> dict[int, PupilColumn]:
    """Read the columns as in the school's last import, as far as it had them."""
    if not has_header:
        is_alike = known.get("width") == len(names) and not known.get("names")
        before = known.get("places", {}) if is_alike else {}
        return {int(at): PupilColumn(value) for at, value in before.items()}
    chosen: dict[str, str] = known.get("names", {})
    own = {at: chosen[fold(name)] for at, name in enumerate(names) if fold(name) in chosen}
    taken = {value for value in own.values() if value}
    kept = {at: col for at, col in places.items() if at not in own and col not in taken}
    never = {at: col for at, col in places.items() if col is PupilColumn.NEVER}
    return kept | {at: PupilColumn(value) for at, value in own.items() if value} | never


def _pruned(sheet: Sheet) -> Sheet:
    """Leave out what PartnerLink never keeps: surnames, names of carers, numbers and dates."""
    keep = {
        PupilColumn.NEVER: lambda _: "",
        PupilColumn.LAST_NAME: initial_of,
        PupilColumn.FULL_NAME: lambda name: " ".join(split_name(name)).strip(),
        PupilColumn.CARER_1: relation_in,
        PupilColumn.CARER_2: relation_in,
    }
    rules = {at: keep[column] for at, column in sheet.places.items() if column in keep}
    rows = tuple(
        (line, [rules[at](text) if at in rules else text for at, text in enumerate(values)])
        for line, values in sheet.rows
    )
    return replace(sheet, rows=rows)


def _padded(values: Sequence[str], width: int) -> list[str]:
    return [*values, *[""] * (width - len(values))]
