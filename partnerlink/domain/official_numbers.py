"""The forms of the numbers and codes that Dutch registers give out.

None of them has a public check digit: the right form says that a number may exist, the register
says that it does. KvK: kvk.nl; BRIN and vestigingscode: DUO; postcode: PostNL, as python-stdnum
checks it.
"""

import re

_KVK = re.compile(r"[0-9]{8}")
_BRANCH_NUMBER = re.compile(r"[0-9]{12}")
_INSTELLINGSCODE = re.compile(r"[0-9]{2}[A-Z]{2}")
_VESTIGINGSCODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9A-Z]{2}")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?((?!SA|SD|SS)[A-Z]{2})")


def is_kvk(text: str) -> bool:
    """Tell whether `text` has the form of a KvK number: eight digits, zeros in front included."""
    return _KVK.fullmatch(text) is not None


def is_branch_number(text: str) -> bool:
    """Tell whether `text` has the form of a KvK vestigingsnummer: twelve digits."""
    return _BRANCH_NUMBER.fullmatch(text) is not None


def is_instellingscode(text: str) -> bool:
    """Tell whether `text` has the form of a BRIN: two digits and two capitals."""
    return _INSTELLINGSCODE.fullmatch(text) is not None


def is_vestigingscode(text: str) -> bool:
    """Tell whether `text` is a BRIN and two characters.

    The location part is nearly always two digits, but codes such as 30AJ0A exist.
    """
    return _VESTIGINGSCODE.fullmatch(text) is not None


def find_postcode(text: str) -> str | None:
    """Return `text` as a postcode, written `1234 AB`, if it has the form of one."""
    match = _POSTCODE.fullmatch(text.strip().upper())
    return f"{match[1]} {match[2]}" if match else None
