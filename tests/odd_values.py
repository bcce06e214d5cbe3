"""Values that nobody should type and somebody will, to throw at every form."""

from hypothesis import strategies as st

KNOWN_TROUBLE = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\r\nSet-Cookie: a=b",
    "\u202eedoc",
    "\u200b\u200f",
    "\ufeff",
    "\ufffe",
    "👩‍👩‍👧‍👦",
    "é" * 300,
    "e" + "\u0301" * 500,
    "x" * 10_000,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "%(name)s %s {0}",
    "'; DROP TABLE account; --",
    "0000 AA",
    "1234 SS",
    "1000 AA",
    "９９９９ ＡＢ",
    "0",
    "-1",
    "NaN",
    "Infinity",
    "1e9",
    "9" * 5000,
    "31-02-2027",
    "on",
    "ja",
    "None",
    "null",
    "a@b",
    "a@b.nl",
    '"a b"@example.nl',
    "a@[127.0.0.1]",
    "ü@exämple.nl",
    "a@" + "b" * 300 + ".nl",
    "//evil.example",
    "../../etc/passwd",
    "Laren",
    "Bergen (NH)",
    "(",
)


def odd_text() -> st.SearchStrategy[str]:
    """Return a strategy of odd texts: those known for trouble, and any other."""
    # A browser cannot send a lone surrogate, and neither can the client of the tests.
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    return st.one_of(st.sampled_from(KNOWN_TROUBLE), anything)
