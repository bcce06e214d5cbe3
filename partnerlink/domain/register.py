"""What DUO's lists say of a school, mbo or hbo institution."""

from dataclasses import dataclass
from types import MappingProxyType

from partnerlink.domain.cells import (
    LONGEST_CODE,
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
from partnerlink.domain.official_numbers import is_instellingscode, is_vestigingscode
from partnerlink.domain.place_names import proper_place_name
from partnerlink.domain.row_refusals import (
    HolidayRegionUnknown,
    InstitutionCodeInvalid,
    InstitutionKindUnknown,
    LevelUnknown,
    SchoolCodeInvalid,
)
from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind
from partnerlink.domain.web_addresses import mail_domain_of, website_of

SCHOOL_COLUMNS = (
    "VESTIGINGSCODE",
    "VESTIGINGSNAAM",
    "STRAATNAAM",
    "HUISNUMMER-TOEVOEGING",
    "POSTCODE",
    "PLAATSNAAM",
    "ONDERWIJSSTRUCTUUR",
    "VAKANTIEREGIO",
)
"""The columns of DUO's "alle vestigingen vo" that an import can't do without."""

INSTITUTION_COLUMNS = (
    "INSTELLINGSCODE",
    "INSTELLINGSNAAM",
    "STRAATNAAM",
    "HUISNUMMER-TOEVOEGING",
    "POSTCODE",
    "PLAATSNAAM",
)
"""The columns of DUO's lists of mbo and of hbo institutions that an import can't do without."""

REGISTER_SYNONYMS = MappingProxyType(
    {
        "INSTELLINGSNAAM": ("NAAM", "NAAM INSTELLING", "NAAM*"),
        "HUISNUMMER-TOEVOEGING": ("HUISNUMMER TOEVOEGING", "HUISNUMMER"),
        "INTERNETADRES": ("INTERNET", "WEBSITE"),
        "TELEFOONNUMMER": ("TELEFOON",),
        "SOORT HO": ("SOORT",),
        "MBO INSTELLINGSSOORT": ("MBO INSTELLINGSSOORT - NAAM", "MBO INSTELLINGSSOORT*"),
    }
)
"""Other names that DUO's lists give, or gave, to the same columns."""

_LEVELS = MappingProxyType(
    {
        "VBO": frozenset((Level.VMBO_BB, Level.VMBO_KB, Level.VMBO_GL)),
        "MAVO": frozenset((Level.VMBO_TL,)),
        "HAVO": frozenset((Level.HAVO,)),
        "VWO": frozenset((Level.VWO,)),
        "PRO": frozenset((Level.PRO,)),
        "BRUGJAAR": frozenset[Level](),
    }
)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One school location or institution; a text that the list leaves empty is "".

    `code` is the vestigingscode of a school and the instellingscode of an mbo or hbo. The region
    is the RMC region; `mail_domain` is where its own mailboxes may be expected.
    """

    kind: OrganisationKind
    code: str
    name: str
    street: str
    house_number: str
    postcode: str
    city: str
    municipality_code: str
    municipality: str
    province: str
    denomination: str
    phone: str
    website: str
    mail_domain: str
    levels: frozenset[Level]
    holiday_region: HolidayRegion | None
    region_code: str
    region_name: str
    board_code: str


def parse_school(cells: Cells) -> RegisterRow:
    """Read a line of DUO's "alle vestigingen vo"; raises a RowRefusal."""
    return _register_row(
        cells,
        kind=OrganisationKind.SCHOOL,
        code=school_code_of(cells),
        name=required_text(cells, "VESTIGINGSNAAM"),
    )


def parse_institution(cells: Cells, *, kind: OrganisationKind | None = None) -> RegisterRow:
    """Read a line of DUO's list of mbo or of hbo institutions.

    The line's own column tells the kind (the hbo list holds universities too, which take no
    part); `kind` is for lists without such a column. Raises a RowRefusal.
    """
    code = required_text(cells, "INSTELLINGSCODE").upper()
    if not is_instellingscode(code):
        raise InstitutionCodeInvalid("INSTELLINGSCODE", code)
    return _register_row(
        cells,
        kind=_institution_kind(cells, otherwise=kind),
        code=code,
        name=required_text(cells, "INSTELLINGSNAAM"),
    )


def school_code_of(cells: Cells) -> str:
    """Return the vestigingscode of six characters; raises CellEmpty and SchoolCodeInvalid.

    DUO's addresses hold it whole, its pupil counts as INSTELLINGSCODE and two characters.
    """
    code = required_text(cells, "VESTIGINGSCODE").upper()
    if len(code) <= 2:
        code = optional_text(cells, "INSTELLINGSCODE").upper() + code.zfill(2)
    if not is_vestigingscode(code):
        raise SchoolCodeInvalid("VESTIGINGSCODE", code)
    return code


def levels_of(structure: str) -> frozenset[Level]:
    """Return the levels in an ONDERWIJSSTRUCTUUR such as "VBO/MAVO"; raises LevelUnknown.

    DUO's words are older than the vmbo: VBO holds bb, kb and gl, MAVO is tl. A BRUGJAAR is not
    of any level yet.
    """
    levels: frozenset[Level] = frozenset()
    for word in filter(None, (part.strip() for part in structure.upper().split("/"))):
        if word not in _LEVELS:
            raise LevelUnknown("ONDERWIJSSTRUCTUUR", word)
        levels |= _LEVELS[word]
    return levels


def holiday_region_of(text: str) -> HolidayRegion | None:
    """Return the region in which school holidays fall together; raises HolidayRegionUnknown."""
    if not text.strip():
        return None
    try:
        return HolidayRegion(text.strip().lower())
    except ValueError as error:
        raise HolidayRegionUnknown("VAKANTIEREGIO", text) from error


def _register_row(cells: Cells, *, kind: OrganisationKind, code: str, name: str) -> RegisterRow:
    web_address = optional_text(cells, "INTERNETADRES", longest=LONGEST_WEB_ADDRESS)
    return RegisterRow(
        kind=kind,
        code=code,
        name=name,
        street=optional_text(cells, "STRAATNAAM", longest=LONGEST_STREET),
        house_number=optional_text(cells, "HUISNUMMER-TOEVOEGING", longest=LONGEST_HOUSE_NUMBER),
        postcode=required_postcode(cells, "POSTCODE"),
        city=proper_place_name(required_text(cells, "PLAATSNAAM", longest=LONGEST_PLACE)),
        municipality_code=_digits(cells, "GEMEENTENUMMER", length=4),
        municipality=proper_place_name(_name(cells, "GEMEENTENAAM")),
        province=_name(cells, "PROVINCIE"),
        denomination=_name(cells, "DENOMINATIE"),
        phone=optional_text(cells, "TELEFOONNUMMER", longest=LONGEST_PHONE),
        website=website_of(web_address),
        mail_domain=mail_domain_of(web_address),
        levels=levels_of(optional_text(cells, "ONDERWIJSSTRUCTUUR")),
        holiday_region=holiday_region_of(optional_text(cells, "VAKANTIEREGIO")),
        region_code=_digits(cells, "RMC-REGIO CODE", length=2),
        region_name=_name(cells, "RMC-REGIO NAAM"),
        board_code=optional_text(cells, "BEVOEGD GEZAG NUMMER", longest=LONGEST_CODE),
    )


def _name(cells: Cells, column: str) -> str:
    return optional_text(cells, column, longest=LONGEST_PLACE)


def _digits(cells: Cells, column: str, *, length: int) -> str:
    """Return a code with the zeros in front that a spreadsheet takes off."""
    code = optional_text(cells, column, longest=LONGEST_CODE)
    return code.zfill(length) if code else ""


def _institution_kind(cells: Cells, *, otherwise: OrganisationKind | None) -> OrganisationKind:
    word = optional_text(cells, "SOORT HO")
    if word:
        if word.lower() in ("mbo", "hbo"):
            return OrganisationKind(word.lower())
        raise InstitutionKindUnknown("SOORT HO", word)
    if optional_text(cells, "MBO INSTELLINGSSOORT"):
        return OrganisationKind.MBO
    if otherwise not in (OrganisationKind.MBO, OrganisationKind.HBO):
        raise InstitutionKindUnknown("SOORT HO")
    return otherwise
