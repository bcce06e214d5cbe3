"""Read the cells of a list of pupils: names, addresses, languages, levels."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from partnerlink.domain.evening import ParentLanguage
from partnerlink.domain.folding import fold
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.domain.web_addresses import host_of

LONGEST_CODE = 40
LONGEST_FIRST_NAME = 60
LONGEST_CLASS = 30
LONGEST_TITLE = 120
LONGEST_EMAIL = 254

_CODE = re.compile(r"\w[\w.\-/ ]*")
_MAILBOX = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?P<host>[^\s@,;<>\"]+)")
_ADDRESS_END = re.compile(r"(?:mailto:|[\s,;:|<>()/])+")
_INNER_DOT = re.compile(r"\w\.\w")
_BETWEEN_ADDRESSES = frozenset({"en", "and", "of", "&", "+"})
_PREFIXES = frozenset(
    "van von de den der het t s d da dos di la le ten ter te op in aan bij uit ibn ben bin el al"
    " und zu".split()
)
_YES = frozenset("ja j yes y waar true x 1 apart gescheiden eigen separated divorced".split())
_NO = frozenset("nee n no onwaar false 0 samen getrouwd together".split())

_LANGUAGES = MappingProxyType(
    {
        ParentLanguage.NL: "nl nld dut nederlands dutch hollands",
        ParentLanguage.EN: "en eng engels english",
        ParentLanguage.AR: "ar ara arabisch arabic",
        ParentLanguage.TR: "tr tur turks turkish turkce",
        ParentLanguage.PL: "pl pol pools polish polski",
        ParentLanguage.UK: "uk ua ukr oekraiens ukrainian",
    }
)
_LANGUAGE_OF = {word: one for one, words in _LANGUAGES.items() for word in words.split()}

_LEVELS = MappingProxyType(
    {
        Level.PRO: "pro|praktijkonderwijs|praktijk",
        Level.VMBO_BB: "bb|bbl|basis|vmbo bb|vmbo b|vmbo basis|basisberoeps",
        Level.VMBO_KB: "kb|kbl|kader|vmbo kb|vmbo k|vmbo kader|kaderberoeps",
        Level.VMBO_GL: "gl|gemengd|vmbo gl|vmbo gemengd",
        Level.VMBO_TL: "tl|mavo|vmbo t|vmbo tl|theoretisch|vmbo theoretisch|vmbo t mavo",
        Level.HAVO: "havo|h",
        Level.VWO: "vwo|v|atheneum|gymnasium|gym",
        Level.ISK: "isk|schakelklas|nieuwkomers|isk nieuwkomers",
    }
)
_LEVEL_OF = {word: one for one, words in _LEVELS.items() for word in words.split("|")}
_YEAR_WORDS = re.compile(r"\b(leerjaar|jaar|klas)\b|\d")
_YEAR = re.compile(r"(?:leerjaar|jaar|klas)? ?([1-6]) ?(?:e|de)?(?: (?:leerjaar|jaar|klas))?")


def is_code(text: str) -> bool:
    """Tell whether a text can be a school's own number of a pupil; its zeros are part of it."""
    return _CODE.fullmatch(text) is not None


def is_first_name(text: str) -> bool:
    """Tell whether a text can be a first name: a letter or apostrophe first, and no address."""
    return bool(text) and (text[0].isalpha() or text[0] in "'’`") and not set(text) & set("@=<>\\")


def initial_of(surname: str) -> str:
    """Return the initial of a surname as one capital letter: `Van den Berg` is `B`; else empty.

    Only this is kept of a surname. The Dutch IJ is one letter. It has no full stop, which would
    stand twice where a name ends a sentence.
    """
    words = [word.lstrip("'’`") for word in re.split(r"[\s,-]+", surname)]
    named = [word for word in words if word and word[0].isalpha()]
    own = next((word for word in named if fold(word) not in _PREFIXES), next(iter(named), ""))
    if not own:
        return ""
    return "IJ" if own[:2].upper() == "IJ" else own[0].upper()[:1]


def split_name(name: str) -> tuple[str, str]:
    """Return the first name and the initial in `Boer, Sami de` or `Sami de Boer`."""
    surname, comma, given = name.partition(",")
    if comma:
        return given.strip().partition(" ")[0], initial_of(surname)
    given, _, surname = name.strip().partition(" ")
    return given, initial_of(surname)


def addresses_in(text: str) -> Iterator[str]:
    """Yield what stands in a cell of one or more mail addresses, in small letters.

    They are parted by spaces, line ends, commas, semicolons, slashes or the word "en"; `mailto:`
    and names beside an address, as in `Naam <adres>` or `moeder: adres`, do not count. What has a
    dot inside is no name but an address without its at sign, and is given.
    """
    parts = [part for part in _ADDRESS_END.split(text.lower()) if part]
    has_any = any("@" in part for part in parts)
    for part in parts:
        is_name = has_any and "@" not in part and _INNER_DOT.search(part) is None
        if part not in _BETWEEN_ADDRESSES and not is_name:
            yield part


def is_address(text: str) -> bool:
    """Tell whether a mail can be sent to this: one mailbox at a domain with a dot, no formula."""
    match = _MAILBOX.fullmatch(text)
    if match is None or len(text) > LONGEST_EMAIL:
        return False
    local = text.partition("@")[0]
    tidy = local[0] not in ".=+-" and not local.endswith(".") and ".." not in local
    return tidy and bool(host_of(match["host"]))


def find_language(text: str) -> ParentLanguage | None:
    """Return the language that a cell names, by name or code; None for none of ours."""
    words = fold(text).split()
    return next((_LANGUAGE_OF[word] for word in words if word in _LANGUAGE_OF), None)


def find_leerjaar(text: str) -> Leerjaar | None:
    """Return the leerjaar in `3`, `3e` or `leerjaar 3`; None for anything else."""
    match = _YEAR.fullmatch(fold(text))
    return Leerjaar(match[1]) if match else None


def find_level(text: str) -> Level | None:
    """Return the level in `havo`, `HAVO 3` or `vmbo-k`; None for one that is not ours."""
    return _LEVEL_OF.get(" ".join(_YEAR_WORDS.sub(" ", fold(text)).split()))


def find_yes_or_no(text: str) -> bool | None:
    """Return a yes or a no, an empty cell being a no; None for what is neither."""
    word = fold(text)
    if word in _YES:
        return True
    return False if not word or word in _NO else None
