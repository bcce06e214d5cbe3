"""What the columns of a school's own list of pupils are, guessed from their names and values.

Source of the names: lists as Magister, Somtoday and Zermelo export them, and their usual English
and home-made variants. Every pattern is matched against the folded name, in the order given here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import count

from partnerlink.domain.folding import fold

HEADER_WITHIN = 10
"""A list may have a title and a date above its header."""
MOST_COLUMNS = 100


class PupilColumn(StrEnum):
    """What a column says of a pupil; NEVER is what PartnerLink does not want to know."""

    CODE = "code"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    CLASS = "class"
    LEERJAAR = "leerjaar"
    LEVEL = "level"
    TITLE = "title"
    CARER_1 = "carer_1"
    EMAIL_1 = "email_1"
    CARER_2 = "carer_2"
    EMAIL_2 = "email_2"
    LANGUAGE = "language"
    APART = "apart"
    FAMILY = "family"
    ROOM = "room"
    ROUND = "round"
    PREFERRED_ROUND = "preferred_round"
    GROUP = "group"
    MEMBERS = "members"
    NEVER = "never"


Places = Mapping[int, PupilColumn]

# The first pattern that fits decides, so what is narrow stands before what is wide.
PATTERNS: tuple[tuple[PupilColumn, str], ...] = (
    (
        PupilColumn.NEVER,
        "bsn*|burgerservice*|sofi*|pgn|persoonsgebonden*|onderwijsnummer*|eckid*|geboorte*|geb *"
        "|gebdatum*|date of birth|dob|birth*|geslacht|gender|sekse|nationaliteit*|cijfer*|*cijfer"
        "|gemiddeld*|rapport*|grades|marks|adres*|straat*|postcode*|woonplaats*|huisnummer*"
        "|telefoon*|*telefoon*|tel|mobiel*|phone*|*leerling*mail*|*mail*leerling*|school*mail*"
        "|*student*mail*|*mail*student*",
    ),
    (
        PupilColumn.EMAIL_2,
        "*mail*verzorger*2*|*mail*ouder*2*|*verzorger*2*mail*|*ouder*2*mail*|*mail*2|*mail*vader*"
        "|*vader*mail*|*parent*2*mail*|*mail*parent*2*|*carer*2*mail*|*mail*carer*2*",
    ),
    (PupilColumn.EMAIL_1, "*mail*"),
    (
        PupilColumn.CARER_2,
        "*verzorger*2*|*ouder 2*|*ouder2*|vader*|*parent*2*|*carer*2*|relatie*2*",
    ),
    (
        PupilColumn.CARER_1,
        "*verzorger*|*ouder 1*|*ouder1*|ouder|ouders|moeder*|*parent*1*|parent|*carer*|relatie*",
    ),
    (
        PupilColumn.CODE,
        "leerlingnummer*|leerlingnr*|leerling nummer|leerling nr|leerlingcode*|leerling code"
        "|leerling id|leerlingid|stamnummer*|stamnr*|stam nr|llnr*|ll nr|code|nummer|nr|id"
        "|externe id|student number|student id|student code|pupil number|pupil id|pupil code",
    ),
    (PupilColumn.FIRST_NAME, "roepnaam*|voornaam*|voornamen*|first name*|firstname*|given name*"),
    (
        PupilColumn.LAST_NAME,
        "achternaam*|geslachtsnaam*|familienaam*|surname*|last name*|lastname*|family name*"
        "|initiaal*|initial*",
    ),
    (
        PupilColumn.FULL_NAME,
        "naam|leerling|leerlingnaam|naam leerling|leerling naam|volledige naam|name|full name"
        "|student|pupil|student name|pupil name",
    ),
    (PupilColumn.MEMBERS, "deelnemer*|leerlingen*|participants|students|pupils|presentatoren"),
    (PupilColumn.GROUP, "groepje*|*duo*|team*|presentatiegroep*|samen met|group"),
    (PupilColumn.CLASS, "klas*|stamklas*|stamgroep*|groep*|lesgroep*|class*|form"),
    (PupilColumn.LEERJAAR, "leerjaar*|jaarlaag*|leerlaag*|schooljaar leerling|year*|grade"),
    (PupilColumn.LEVEL, "niveau*|opleiding*|studie*|schoolsoort*|onderwijssoort*|level*"),
    (
        PupilColumn.APART,
        "gescheiden*|apart*|*eigen uitnodiging*|separated*|divorced*|*woont apart*",
    ),
    (PupilColumn.FAMILY, "gezin*|broer*|zus*|familie*|family*|sibling*"),
    (PupilColumn.LANGUAGE, "*taal|*taal *|*language*"),
    (PupilColumn.PREFERRED_ROUND, "*voorkeur*|wens*|preferred*"),
    (PupilColumn.ROUND, "ronde*|round*|tijdvak*"),
    (PupilColumn.ROOM, "lokaal*|lokalen|ruimte*|zaal*|room*|location*"),
    (PupilColumn.TITLE, "titel*|onderwerp*|presentatie*|title*|subject*|topic*|omschrijving*"),
)

_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d{2}|(19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}")
_NINE_DIGITS = re.compile(r"\d{9}")
_NEARLY_ALL = 0.8
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def column_of(name: str) -> PupilColumn | None:
    """Return what a column is by its name; None when the name says nothing to us."""
    folded = fold(name)
    for column, patterns in PATTERNS:
        if folded and any(fnmatchcase(folded, each) for each in patterns.split("|")):
            return column
    return None


def guess(names: Sequence[str]) -> dict[int, PupilColumn]:
    """Return what each column is, by place; the first of two for the same thing counts.

    Any number of columns may be NEVER. A name we do not know is left out.
    """
    places: dict[int, PupilColumn] = {}
    for place, name in enumerate(names):
        column = column_of(name)
        if column is PupilColumn.NEVER or (column and column not in places.values()):
            places[place] = column
    return places


def header_place(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which of the first rows is the header; None when none of them is.

    A header has two names that we know, and holds no mail address. Of several rows the one with
    the most known names is it.
    """
    known = [_known_names(row) for row in rows[:HEADER_WITHIN]]
    most = max(known, default=0)
    return known.index(most) if most >= min(2, _width(rows)) and most else None


def secret_places(rows: Sequence[Sequence[str]], places: Places) -> Iterator[int]:
    """Yield the columns that hold birth dates or citizen service numbers, whatever their name.

    A number of nine digits is a citizen service number (BSN) when nearly all in its column pass
    the elfproef; one in eleven does so by chance, so two are needed. A column named as the
    school's own number is left alone. Source: Logisch Ontwerp BSN, the elfproef.
    """
    for place in range(_width(rows)):
        values = [row[place] for row in rows if place < len(row) and row[place]]
        if len(values) > 1 and places.get(place) is not PupilColumn.CODE:
            secret = sum(_is_secret(value) for value in values)
            if secret >= _NEARLY_ALL * len(values):
                yield place


def passes_elfproef(number: str) -> bool:
    """Tell whether nine digits can be a citizen service number (BSN)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=True))
    return total % 11 == 0


def column_names(width: int) -> list[str]:
    """Name the columns of a list without a header as a spreadsheet does: A, B, ... Z, AA."""
    names: list[str] = []
    for number in count(1):
        if number > width:
            break
        letters, rest = "", number
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord("A") + place) + letters
        names.append(letters)
    return names


def _known_names(row: Sequence[str]) -> int:
    if any("@" in cell for cell in row):
        return 0
    return len(guess(row))


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max(map(len, rows), default=0)


def _is_secret(value: str) -> bool:
    if _NINE_DIGITS.fullmatch(value):
        return value.isascii() and passes_elfproef(value)
    return _DATE.match(value) is not None
