"""Postcodes as people type them."""

import re

from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as nl_postcode

from partnerlink.geo.errors import PostcodeMalformed

# stdnum also reads full-width digits and odd dashes; an address with those is a mistake to show.
_TYPED = re.compile(r"[0-9A-Za-z -]{6,12}")
_FOUR_DIGITS = re.compile(r"[1-9][0-9]{3}")


def normalise_postcode(text: str) -> str:
    """Write a Dutch postcode as `1234 AB`.

    Accepts any case, spaces, a hyphen and the prefix NL. Raises `PostcodeMalformed` for all else,
    also for the letters SA, SD and SS, which are never issued. The rule is `stdnum.nl.postcode`.
    """
    typed = text.replace("\u00a0", " ").strip()
    if not _TYPED.fullmatch(typed):
        raise PostcodeMalformed(text)
    try:
        return str(nl_postcode.validate(typed))
    except ValidationError as error:
        raise PostcodeMalformed(text) from error


def four_digits_of(text: str) -> str:
    """Give the four digits of a full postcode or of those digits alone.

    Raises `PostcodeMalformed`.
    """
    typed = text.replace("\u00a0", " ").strip()
    if _FOUR_DIGITS.fullmatch(typed):
        return typed
    return normalise_postcode(text)[:4]
