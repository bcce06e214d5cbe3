"""Names, numbers and times that keep their own direction inside a sentence of another.

A Dutch address in an Arabic sentence falls apart where the two directions meet. Such words stand
between Unicode's isolates (Unicode Standard Annex 9, 2.4), which HTML knows as `<bdi>`.
"""

import re

BEGIN, END = "\u2068", "\u2069"
_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def isolated(words: str) -> str:
    """Return words that keep their own direction; nothing stays nothing."""
    plain = unmarked(words)
    return f"{BEGIN}{plain}{END}" if plain else ""


def unmarked(words: str) -> str:
    """Return words as somebody typed them, without marks of direction of their own."""
    return _MARKS.sub("", words)


def without_isolates(text: str) -> str:
    """Return text for where only one direction is read, or marks would be shown."""
    return text.replace(BEGIN, "").replace(END, "")


def in_bdi(page: str) -> str:
    """Return HTML with its isolated words in `<bdi>`; none of them stand in an attribute."""
    return page.replace(BEGIN, "<bdi>").replace(END, "</bdi>")
