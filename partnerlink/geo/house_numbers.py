"""House numbers as people, DUO and the BAG write them."""

import re
from dataclasses import dataclass

from partnerlink.geo.errors import HouseNumberMalformed

_TYPED = re.compile(r"([1-9][0-9]{0,4})(?![0-9])(?:[ /-]*([0-9A-Za-z][0-9A-Za-z ./-]{0,15}))?")


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A number with what follows it: `18A-1` is 18 and `A1`."""

    number: int
    suffix: str = ""

    @classmethod
    def parse(cls, text: str) -> "HouseNumber":
        """Read a house number with its letter and addition, in any of the usual spellings.

        Spaces, hyphens, dots and slashes in the suffix and its case make no difference, so that
        `12 a`, `12-A` and `12A` are one address. Raises `HouseNumberMalformed`.
        """
        found = _TYPED.fullmatch(text.replace("\u00a0", " ").strip())
        if not found:
            raise HouseNumberMalformed(text)
        return cls(int(found[1]), re.sub(r"[^0-9A-Z]", "", (found[2] or "").upper()))

    def __str__(self) -> str:
        letter, addition = self.suffix[:1], self.suffix[1:]
        if letter.isdigit() or addition[:1].isalpha():
            letter, addition = "", self.suffix
        return f"{self.number}{letter}-{addition}" if addition else f"{self.number}{letter}"
