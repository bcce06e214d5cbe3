"""Official numbers as people type them, with python-stdnum's rules behind types."""

from stdnum.nl import brin

from partnerlink.domain.official_numbers import is_branch_number, is_kvk, is_vestigingscode

__all__ = [
    "has_usual_location_part",
    "is_branch_number",
    "is_brin",
    "is_kvk",
    "is_vestigingscode",
    "written_plainly",
]


def written_plainly(text: str) -> str:
    """Take out the spaces, dots and dashes people write in a number, and make capitals of it."""
    return brin.compact(text)


def is_brin(text: str) -> bool:
    """Tell whether `text` is a BRIN without a location part."""
    return len(text) == len("00AA") and brin.is_valid(text)


def has_usual_location_part(vestigingscode: str) -> bool:
    """Tell whether a vestigingscode ends in two digits.

    The few that don't are no mistake in themselves: warn, and look the code up in DUO's list.
    """
    return len(vestigingscode) == len("00AA00") and brin.is_valid(vestigingscode)
