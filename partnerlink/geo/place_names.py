"""Place names as people write them, brought to one spelling for looking up."""

import re
import unicodedata
from dataclasses import dataclass

PROVINCE_ABBREVIATIONS = {
    "dr": "Drenthe",
    "fl": "Flevoland",
    "fr": "Friesland",
    "ge": "Gelderland",
    "gld": "Gelderland",
    "gn": "Groningen",
    "gr": "Groningen",
    "l": "Limburg",
    "lb": "Limburg",
    "li": "Limburg",
    "nb": "Noord-Brabant",
    "nh": "Noord-Holland",
    "ov": "Overijssel",
    "ut": "Utrecht",
    "ze": "Zeeland",
    "zld": "Zeeland",
    "zh": "Zuid-Holland",
}

_SYNONYMS = {
    "Den Haag": "'s-Gravenhage",
    "The Hague": "'s-Gravenhage",
    "Den Bosch": "'s-Hertogenbosch",
    "Amsterdam-Zuidoost": "Amsterdam",
    "Bergum": "Burgum",
    "Broeksterwoude": "Broeksterwâld",
    "Damwoude": "Damwâld",
    "Eernewoude": "Earnewâld",
    "Giekerk": "Gytsjerk",
    "Grouw": "Grou",
    "Hardegarijp": "Hurdegaryp",
    "Ljouwert": "Leeuwarden",
    "Molenend": "Mûnein",
    "Noordbergum": "Noardburgum",
    "Oostermeer": "Eastermar",
    "Oudwoude": "Aldwâld",
    "Suawoude": "Suwâld",
    "Veenwouden": "Feanwâlden",
    "Wouterswoude": "Wâlterswâld",
    "Zwaagwesteinde": "De Westereen",
}

_BEFORE_PROVINCE = re.compile(
    rf"\s*(.+?)[\s,]+\(?\s*({'|'.join(PROVINCE_ABBREVIATIONS)})\.?\s*\)?\s*", re.IGNORECASE
)
_BEFORE_PARENTHESIS = re.compile(r"(.+?)\s*\(([^()]+)\)\s*")


def fold(name: str) -> str:
    """Reduce a name to lower-case letters and digits, the same for every usual spelling.

    Case, accents, apostrophes, hyphens and spaces go; `St.` is `Sint`, `a/d` is `aan de(n)`.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = " ".join(re.findall(r"[^\W_]+", plain))
    words = re.sub(r"\bst\b", "sint", words)
    words = re.sub(r"\b(?:aan den|aan de|a d|ad)\b", "aan de", words)
    return words.replace(" ", "")


SYNONYMS = {fold(also): fold(official) for also, official in _SYNONYMS.items()}


def fold_place(name: str) -> str:
    """Fold a place name and replace a second name by the official one."""
    folded = fold(name)
    return SYNONYMS.get(folded, folded)


def fold_province(name: str) -> str:
    """Fold a province; `Fryslân` and the usual abbreviations count as well."""
    folded = fold(name)
    if folded == "fryslan":
        return "friesland"
    return fold(PROVINCE_ABBREVIATIONS.get(folded, name))


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name with what stands behind it to tell it from its namesakes."""

    bare: str
    province: str | None = None
    municipality: str | None = None

    @classmethod
    def parse(cls, name: str) -> "PlaceName":
        """Part `Bergen (NH)`, `Rijswijk Gld`, `Nes (Ameland)` and `Bergen L (Bergen)`."""
        municipality = None
        if not _BEFORE_PROVINCE.fullmatch(name) and (found := _BEFORE_PARENTHESIS.fullmatch(name)):
            name, municipality = found[1], found[2]
        found = _BEFORE_PROVINCE.fullmatch(name)
        if not found:
            return cls(name, None, municipality)
        return cls(found[1], PROVINCE_ABBREVIATIONS[found[2].lower()], municipality)
