"""Dutch place names, which DUO writes in capitals, as the Dutch write them."""

import re

_SMALL_WORDS = frozenset(
    "aan bij de den der en het in of onder op over te ten ter tot van voor".split()
)
_ALWAYS_SMALL = frozenset(("'s", "'t", "'n"))
_PROVINCES = frozenset("NH ZH NB LB L GLD OV O GN GR FR DR UT ZL".split())
_APOSTROPHES = str.maketrans("\u2018\u2019`\u00b4", "''''")
_BETWEEN = re.compile(r"([ \-/(])")


def proper_place_name(text: str) -> str:
    """Give a name in capitals its small letters back; any other name is left as it is.

    The IJ is one letter ("IJsselmuiden"), the words between are small ("Bergen aan Zee"), 's and
    't are small even in front ("'s-Gravenhage"), and a province behind a name keeps its capitals
    ("Bergen NH"). Accents that the capitals lost don't come back.
    """
    name = " ".join(text.translate(_APOSTROPHES).split())
    if name != name.upper():
        return name
    parts = _BETWEEN.split(name)
    return "".join(_written(part, parts[:place]) for place, part in enumerate(parts))


def _written(part: str, before: list[str]) -> str:
    small = part.lower().replace("i\u0307", "i")  # what the Turkish capital İ becomes
    if small in _ALWAYS_SMALL:
        return small
    if not any(before):
        return _with_capital(small)
    if before[-1] == "(" or (before[-1] == " " and part in _PROVINCES):
        return part
    return small if small in _SMALL_WORDS else _with_capital(small)


def _with_capital(small: str) -> str:
    if small.startswith("ij"):
        return f"IJ{small[2:]}"
    return small[:1].upper() + small[1:]
