"""How a room is called: as its school called it, with a word before a bare number."""

import re

_CODE = re.compile(r"[^\W\d_]{0,2}[ .-]?\d[\d.,/-]*[^\W\d_]{0,2}|[^\W\d_]{1,2}")
"""A number with at most two letters on either side, or just those: 12, 1.14, A3, B-104, 0.12a."""


def is_code(name: str) -> bool:
    """Tell whether a name is a number or a short code that says nothing by itself: 12, 1.14, A3.

    "Aula", "Lokaal 12" and "Gym 2" say what they are, and get no word before them.
    """
    return _CODE.fullmatch(name.strip()) is not None
