"""What a list of employers says of one company; the columns are ours, see docs/imports.md."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from partnerlink.domain.cells import (
    LONGEST_HOUSE_NUMBER,
    LONGEST_PHONE,
    LONGEST_PLACE,
    LONGEST_STREET,
    LONGEST_WEB_ADDRESS,
    Cells,
    optional_text,
    required_postcode,
    required_text,
)
from partnerlink.domain.official_numbers import is_branch_number, is_kvk
from partnerlink.domain.place_names import proper_place_name
from partnerlink.domain.row_refusals import (
    BranchNumberInvalid,
    EmailInvalid,
    KvkInvalid,
    SectorUnknown,
)
from partnerlink.domain.vocabulary import Sector
from partnerlink.domain.web_addresses import host_of, mail_domain_of, website_of

EMPLOYER_COLUMNS = ("NAAM", "KVK", "POSTCODE", "PLAATS")
"""The columns that a list of employers can't do without."""

EMPLOYER_SYNONYMS = MappingProxyType(
    {
        "NAAM": ("BEDRIJFSNAAM", "ORGANISATIE", "HANDELSNAAM"),
        "KVK": ("KVK-NUMMER", "KVKNUMMER", "KVK NUMMER"),
        "VESTIGINGSNUMMER": ("KVK-VESTIGINGSNUMMER",),
        "STRAAT": ("STRAATNAAM", "ADRES"),
        "HUISNUMMER": ("HUISNR", "HUISNUMMER-TOEVOEGING"),
        "PLAATS": ("PLAATSNAAM", "WOONPLAATS"),
        "SECTOREN": ("SECTOR", "BRANCHE"),
        "TELEFOON": ("TELEFOONNUMMER",),
        "WEBSITE": ("INTERNETADRES", "WEBADRES"),
        "E-MAIL": ("EMAIL", "E-MAILADRES", "EMAILADRES", "MAIL"),
    }
)

_OTHER_SECTOR_WORDS = MappingProxyType(
    {
        "metaal": Sector.TECHNIEK,
        "it": Sector.ICT,
        "welzijn": Sector.ZORG,
        "zorg en welzijn": Sector.ZORG,
        "zorg & welzijn": Sector.ZORG,
        "landbouw": Sector.GROEN,
        "economie": Sector.HANDEL,
        "winkel": Sector.HANDEL,
        "logistiek": Sector.VERVOER,
        "transport": Sector.VERVOER,
        "cultuur": Sector.KUNST,
        "media": Sector.KUNST,
    }
)
_SECTOR_END = re.compile(r"[,;/|+]")
_MAILBOX = re.compile(r"[^\s@,;<>\"]+@(?P<host>[^\s@,;<>\"]+)")


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """One company, or one branch of it; a text that the list leaves empty is "".

    `mail_domain` is that of its website, else that of its mail address; the address itself is
    not kept, for it may be a person's.
    """

    name: str
    kvk: str
    branch_number: str
    street: str
    house_number: str
    postcode: str
    city: str
    sectors: frozenset[Sector]
    phone: str
    website: str
    mail_domain: str

    @property
    def code(self) -> str:
        """Return what tells this line from every other: the KvK number, then the branch's."""
        return self.kvk + self.branch_number


def parse_employer(cells: Cells) -> EmployerRow:
    """Read a line of a list of employers; raises a RowRefusal."""
    website = optional_text(cells, "WEBSITE", longest=LONGEST_WEB_ADDRESS)
    email = _email(cells)
    return EmployerRow(
        name=required_text(cells, "NAAM"),
        kvk=_kvk(cells),
        branch_number=_branch_number(cells),
        street=optional_text(cells, "STRAAT", longest=LONGEST_STREET),
        house_number=optional_text(cells, "HUISNUMMER", longest=LONGEST_HOUSE_NUMBER),
        postcode=required_postcode(cells, "POSTCODE"),
        city=proper_place_name(required_text(cells, "PLAATS", longest=LONGEST_PLACE)),
        sectors=sectors_of(optional_text(cells, "SECTOREN")),
        phone=optional_text(cells, "TELEFOON", longest=LONGEST_PHONE),
        website=website_of(website),
        mail_domain=mail_domain_of(website) or mail_domain_of(email),
    )


def sectors_of(text: str) -> frozenset[Sector]:
    """Return the sectors in "techniek, zorg en welzijn"; raises SectorUnknown."""
    words = filter(None, (" ".join(part.lower().split()) for part in _SECTOR_END.split(text)))
    return frozenset(_sector(word) for word in words)


def _sector(word: str) -> Sector:
    try:
        return _OTHER_SECTOR_WORDS.get(word) or Sector(word)
    except ValueError as error:
        raise SectorUnknown("SECTOREN", word) from error


def _kvk(cells: Cells) -> str:
    number = required_text(cells, "KVK").replace(" ", "").replace(".", "")
    if not is_kvk(number):
        raise KvkInvalid("KVK", number)
    return number


def _branch_number(cells: Cells) -> str:
    number = optional_text(cells, "VESTIGINGSNUMMER").replace(" ", "").replace(".", "")
    if number and not is_branch_number(number):
        raise BranchNumberInvalid("VESTIGINGSNUMMER", number)
    return number


def _email(cells: Cells) -> str:
    email = optional_text(cells, "E-MAIL").lower()
    match = _MAILBOX.fullmatch(email)
    if email and not (match and host_of(match["host"])):
        raise EmailInvalid("E-MAIL", email)
    return email
