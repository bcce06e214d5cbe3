"""Write a table as CSV that a spreadsheet of a Dutch school opens as it is meant."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as another encoding."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows as UTF-8, with `;` between the cells and no cell that is a formula.

    Source: OWASP, "CSV Injection": text that begins with a sign of a formula gets an apostrophe
    before it. Numbers are written as they are.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + lines.getvalue()).encode()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell
