"""Words as a search compares them: lower case, without accents or punctuation."""

import re
import unicodedata

MAX_WORDS = 8
_STROKED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
"""Letters of neighbours' names that Unicode does not take apart: Nazlı, Łukasz, Søren, Đorđe."""
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of `text` in lower case and without accents, one space between them."""
    return " ".join(_WORD.findall(without_accents(text)))


def without_accents(text: str) -> str:
    """Return `text` in lower case and without accents, every other sign as it stands."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKED)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def search_terms(text: str) -> tuple[str, ...]:
    """Return the folded words somebody looks for, at most eight of them."""
    return tuple(fold(text).split()[:MAX_WORDS])
