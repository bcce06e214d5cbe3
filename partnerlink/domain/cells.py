"""Take a value out of an imported line, or say why it will not do."""

from collections.abc import Mapping
from datetime import date

from partnerlink.domain.official_numbers import find_postcode
from partnerlink.domain.row_refusals import CellEmpty, CellTooLong, DateInvalid, PostcodeInvalid

Cells = Mapping[str, str]

LONGEST_TEXT = 200
LONGEST_STREET = 120
LONGEST_HOUSE_NUMBER = 20
LONGEST_PLACE = 80
LONGEST_PHONE = 30
LONGEST_CODE = 10
LONGEST_WEB_ADDRESS = LONGEST_TEXT - len("https://")
"""How many characters PartnerLink keeps of each kind of text."""


def optional_text(cells: Cells, column: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return the text of a column that may be empty or absent; raises CellTooLong."""
    text = cells.get(column, "").strip()
    if len(text) > longest:
        raise CellTooLong(column, text, longest)
    return text


def required_text(cells: Cells, column: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return the text of a column that every line needs; raises CellEmpty and CellTooLong."""
    text = optional_text(cells, column, longest=longest)
    if not text:
        raise CellEmpty(column)
    return text


def required_postcode(cells: Cells, column: str) -> str:
    """Return a postcode as `1234 AB`; raises CellEmpty, CellTooLong and PostcodeInvalid."""
    text = required_text(cells, column)
    postcode = find_postcode(text)
    if postcode is None:
        raise PostcodeInvalid(column, text)
    return postcode


def optional_date(cells: Cells, column: str) -> date | None:
    """Return a date written as 2024-10-01 or 01-10-2024; raises DateInvalid."""
    text = optional_text(cells, column)
    if not text:
        return None
    parts = text.split("-")
    if len(parts) == 3 and len(parts[2]) == 4:
        parts.reverse()
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError as error:
        raise DateInvalid(column, text) from error
