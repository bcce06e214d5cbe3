"""Telephone numbers: read as people write them, kept as E.164, shown as the Dutch group them."""

import re

_LAYOUT = re.compile(r"[\s./()\-\u2010-\u2015]+")
_ABROAD = re.compile(r"\+(?!31)[1-9][0-9]{7,14}")
_DUTCH = re.compile(r"\+31(?:[1-9][0-9]{8}|(?:800|90[069])(?:[0-9]{4}|[0-9]{7}))")
_NATIONAL = re.compile("0[0-9]{6,10}")
# The area codes of three digits (nummerplan telefoondiensten); all others have four.
_SHORT_AREA = re.compile("0(1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9]|8[58]|91)")


def read_phone(typed: str) -> str:
    """Return a telephone number as E.164 (`+31261234567`); raise ValueError when it is none."""
    digits = _LAYOUT.sub("", re.sub(r"\(0\)", "", typed))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = "+31" + digits[1:]
    if not (_DUTCH.fullmatch(digits) or _ABROAD.fullmatch(digits)):
        raise ValueError(typed)
    return digits


def readable_phone(number: str) -> str:
    """Return a number as the Dutch write it: `026 123 45 67`, `06 12 34 56 78`.

    It may be E.164, or ten digits as an official list has them; any other is left as it is.
    """
    national = "0" + number.removeprefix("+31") if number.startswith("+31") else number
    if not _NATIONAL.fullmatch(national):
        return number
    if national.startswith("06") and len(national) == 10:
        return " ".join([national[:2], *re.findall("..", national[2:])])
    if len(national) != 10:
        return f"{national[:4]} {national[4:]}"
    if _SHORT_AREA.match(national):
        return f"{national[:3]} {national[3:6]} {national[6:8]} {national[8:]}"
    return f"{national[:4]} {national[4:6]} {national[6:8]} {national[8:]}"
