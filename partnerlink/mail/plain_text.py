"""Words as they stand in the plain text of a mail: printable, and in lines of sensible length."""

import re
import textwrap
import unicodedata

WIDTH = 72
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_MANY_EMPTY_LINES = re.compile(r"\n{3,}")


def printable(text: str) -> str:
    """Return `text` with plain line breaks and without characters that no mail can hold."""
    broken = _LINE_BREAK.sub("\n", text)
    kept = "".join(sign for sign in broken if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    # Half of a surrogate pair, as JSON can hold, is no character and has no UTF-8.
    return kept.encode(errors="replace").decode()


def one_line(text: str) -> str:
    """Return `text` fit for a header: no line breaks, one space between words."""
    return " ".join(printable(text).split())


def wrapped(text: str, indent: str = "") -> str:
    """Break each line of `text` at 72 characters, never inside a word or an address."""
    lines = (
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        or indent.rstrip()
        for line in printable(text).splitlines()
    )
    return "\n".join(lines)


def fact(term: str, value: str) -> str:
    """Write a term and its value: on one line where that fits, else the value under the term."""
    line = f"{printable(term)}: {printable(value)}"
    if "\n" not in line and len(line) <= WIDTH:
        return line
    return f"{wrapped(term)}:\n{wrapped(value, '    ')}"


def tidied(text: str) -> str:
    """Take out what a template leaves: space at the end of lines, and piles of empty lines."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return _MANY_EMPTY_LINES.sub("\n\n", lines).strip() + "\n"
