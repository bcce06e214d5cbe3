"""The fixed words of the field: what schools, partners and talks are described with.

The order of the members is stored in the database as bits (see `masks`), so a new member goes
at the end and none is ever moved or taken out.
"""

from enum import StrEnum


class OrganisationKind(StrEnum):
    SCHOOL = "school"
    MBO = "mbo"
    HBO = "hbo"
    EMPLOYER = "employer"
    INDIVIDUAL = "individual"

    @property
    def is_partner(self) -> bool:
        """Tell whether this kind offers talks, rather than asks for them."""
        return self is not OrganisationKind.SCHOOL


class Sector(StrEnum):
    """Where a speaker works; twelve, between the four vmbo sectors and the SBI's hundreds."""

    TECHNIEK = "techniek"
    BOUW = "bouw"
    ICT = "ict"
    ZORG = "zorg"
    GROEN = "groen"
    HANDEL = "handel"
    HORECA = "horeca"
    VERVOER = "vervoer"
    VEILIGHEID = "veiligheid"
    KUNST = "kunst"
    ONDERWIJS = "onderwijs"
    WETENSCHAP = "wetenschap"


class Level(StrEnum):
    """Niveaus of voortgezet onderwijs."""

    PRO = "pro"
    VMBO_BB = "vmbo_bb"
    VMBO_KB = "vmbo_kb"
    VMBO_GL = "vmbo_gl"
    VMBO_TL = "vmbo_tl"
    HAVO = "havo"
    VWO = "vwo"
    ISK = "isk"


class Leerjaar(StrEnum):
    L1 = "1"
    L2 = "2"
    L3 = "3"
    L4 = "4"
    L5 = "5"
    L6 = "6"


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"


class DayPart(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Slot(StrEnum):
    """A weekday and a part of it: the grain in which a partner says when talks are possible."""

    MON_MORNING = "mon_morning"
    MON_AFTERNOON = "mon_afternoon"
    MON_EVENING = "mon_evening"
    TUE_MORNING = "tue_morning"
    TUE_AFTERNOON = "tue_afternoon"
    TUE_EVENING = "tue_evening"
    WED_MORNING = "wed_morning"
    WED_AFTERNOON = "wed_afternoon"
    WED_EVENING = "wed_evening"
    THU_MORNING = "thu_morning"
    THU_AFTERNOON = "thu_afternoon"
    THU_EVENING = "thu_evening"
    FRI_MORNING = "fri_morning"
    FRI_AFTERNOON = "fri_afternoon"
    FRI_EVENING = "fri_evening"


class Competence(StrEnum):
    """The five loopbaancompetenties (Kuijpers)."""

    KWALITEITEN = "kwaliteitenreflectie"
    MOTIEVEN = "motievenreflectie"
    WERK = "werkexploratie"
    STURING = "loopbaansturing"
    NETWERKEN = "netwerken"


class TalkLanguage(StrEnum):
    """Languages a talk can be given in."""

    NL = "nl"
    EN = "en"
    DE = "de"
    FR = "fr"
    AR = "ar"
    TR = "tr"
    PL = "pl"
    UK = "uk"


class HolidayRegion(StrEnum):
    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


class Precision(StrEnum):
    """How exactly a place is known, best first."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    PLACE = "place"


class Venue(StrEnum):
    """Where a talk takes place."""

    AT_SCHOOL = "at_school"
    ONLINE = "online"
    EITHER = "either"
