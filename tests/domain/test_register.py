import pytest

from partnerlink.domain.register import (
    holiday_region_of,
    levels_of,
    parse_institution,
    parse_school,
    school_code_of,
)
from partnerlink.domain.row_refusals import (
    CellEmpty,
    CellTooLong,
    HolidayRegionUnknown,
    InstitutionCodeInvalid,
    InstitutionKindUnknown,
    LevelUnknown,
    PostcodeInvalid,
    RowRefusal,
    SchoolCodeInvalid,
)
from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind

VMBO = {Level.VMBO_BB, Level.VMBO_KB, Level.VMBO_GL}

SCHOOL = {
    "VESTIGINGSCODE": "00AB00",
    "VESTIGINGSNAAM": "De Vlier",
    "STRAATNAAM": "Dorpsstraat",
    "HUISNUMMER-TOEVOEGING": "7-A",
    "POSTCODE": "9401ab",
    "PLAATSNAAM": "BERGEN OP ZOOM",
    "GEMEENTENUMMER": "106",
    "GEMEENTENAAM": "'S-HERTOGENBOSCH",
    "INTERNETADRES": "www.vlier.nl",
    "ONDERWIJSSTRUCTUUR": "MAVO/HAVO",
    "VAKANTIEREGIO": "Zuid",
    "RMC-REGIO CODE": "7",
}
INSTITUTION = {
    "INSTELLINGSCODE": "25pj",
    "INSTELLINGSNAAM": "Terra",
    "POSTCODE": "9401 AB",
    "PLAATSNAAM": "ASSEN",
}


@pytest.mark.parametrize(
    ("structure", "levels"),
    [
        ("VBO", VMBO),
        ("MAVO", {Level.VMBO_TL}),
        ("VBO/MAVO", VMBO | {Level.VMBO_TL}),
        ("VBO/MAVO/HAVO/VWO/PRO", set(Level) - {Level.ISK}),
        ("BRUGJAAR", set()),
        ("BRUGJAAR/vwo", {Level.VWO}),
        (" HAVO / VWO ", {Level.HAVO, Level.VWO}),
        ("PRO/PRO", {Level.PRO}),
        ("", set()),
        (" ", set()),
        ("/", set()),
    ],
)
def test_the_words_of_duo_become_our_levels(structure: str, levels: set[Level]) -> None:
    assert levels_of(structure) == levels


def test_an_unknown_word_among_the_levels_is_named() -> None:
    with pytest.raises(LevelUnknown) as caught:
        levels_of("VBO/MTS")
    assert (caught.value.code, caught.value.given) == ("level_unknown", "MTS")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Noord", HolidayRegion.NOORD),
        ("MIDDEN", HolidayRegion.MIDDEN),
        (" zuid ", HolidayRegion.ZUID),
        (" ", None),
    ],
)
def test_the_holiday_region_is_read(text: str, region: HolidayRegion | None) -> None:
    assert holiday_region_of(text) is region


def test_an_unknown_holiday_region_is_an_error() -> None:
    with pytest.raises(HolidayRegionUnknown):
        holiday_region_of("West")


def test_a_school_is_written_as_we_write_it() -> None:
    school = parse_school(SCHOOL)
    assert (school.kind, school.code, school.postcode) == (
        OrganisationKind.SCHOOL,
        "00AB00",
        "9401 AB",
    )
    assert (school.city, school.municipality) == ("Bergen op Zoom", "'s-Hertogenbosch")
    assert (school.municipality_code, school.region_code) == ("0106", "07")
    assert (school.website, school.mail_domain) == ("https://www.vlier.nl", "vlier.nl")
    assert (school.phone, school.province, school.board_code) == ("", "", "")


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ({"VESTIGINGSCODE": "07nu00"}, "07NU00"),
        ({"INSTELLINGSCODE": "07NU", "VESTIGINGSCODE": "01"}, "07NU01"),
        ({"INSTELLINGSCODE": "07NU", "VESTIGINGSCODE": "1"}, "07NU01"),
        ({"INSTELLINGSCODE": "30AJ", "VESTIGINGSCODE": "0A"}, "30AJ0A"),
        ({"INSTELLINGSCODE": "07NU", "VESTIGINGSCODE": "07NU02"}, "07NU02"),
    ],
)
def test_a_code_comes_whole_or_in_two_parts(codes: dict[str, str], code: str) -> None:
    assert school_code_of(codes) == code


@pytest.mark.parametrize(
    ("changes", "refusal", "column"),
    [
        ({"VESTIGINGSCODE": ""}, CellEmpty, "VESTIGINGSCODE"),
        ({"VESTIGINGSCODE": "0AB00"}, SchoolCodeInvalid, "VESTIGINGSCODE"),
        ({"VESTIGINGSCODE": "00"}, SchoolCodeInvalid, "VESTIGINGSCODE"),
        ({"VESTIGINGSCODE": "Bron: CBS"}, SchoolCodeInvalid, "VESTIGINGSCODE"),
        ({"VESTIGINGSNAAM": " "}, CellEmpty, "VESTIGINGSNAAM"),
        ({"VESTIGINGSNAAM": "x" * 201}, CellTooLong, "VESTIGINGSNAAM"),
        ({"POSTCODE": ""}, CellEmpty, "POSTCODE"),
        ({"POSTCODE": "0000 AA"}, PostcodeInvalid, "POSTCODE"),
        ({"POSTCODE": "1234 SS"}, PostcodeInvalid, "POSTCODE"),
        ({"PLAATSNAAM": ""}, CellEmpty, "PLAATSNAAM"),
        ({"ONDERWIJSSTRUCTUUR": "MTS"}, LevelUnknown, "ONDERWIJSSTRUCTUUR"),
        ({"VAKANTIEREGIO": "Oost"}, HolidayRegionUnknown, "VAKANTIEREGIO"),
    ],
)
def test_a_school_that_will_not_do_says_in_which_column(
    changes: dict[str, str], refusal: type[RowRefusal], column: str
) -> None:
    with pytest.raises(refusal) as caught:
        parse_school(SCHOOL | changes)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("changes", "kind", "expected"),
    [
        ({"SOORT HO": "hbo"}, None, OrganisationKind.HBO),
        ({"SOORT HO": "MBO"}, None, OrganisationKind.MBO),
        ({"SOORT HO": "hbo"}, OrganisationKind.MBO, OrganisationKind.HBO),
        ({"MBO INSTELLINGSSOORT": "ROC"}, None, OrganisationKind.MBO),
        ({}, OrganisationKind.HBO, OrganisationKind.HBO),
    ],
)
def test_the_kind_of_an_institution_is_in_its_line_or_given(
    changes: dict[str, str], kind: OrganisationKind | None, expected: OrganisationKind
) -> None:
    institution = parse_institution(INSTITUTION | changes, kind=kind)
    assert (institution.kind, institution.code) == (expected, "25PJ")
    assert (institution.levels, institution.holiday_region) == (frozenset(), None)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"SOORT HO": "wo"}, OrganisationKind.HBO),
        ({}, None),
        ({}, OrganisationKind.SCHOOL),
    ],
)
def test_an_institution_that_is_neither_mbo_nor_hbo_takes_no_part(
    changes: dict[str, str], kind: OrganisationKind | None
) -> None:
    with pytest.raises(InstitutionKindUnknown):
        parse_institution(INSTITUTION | changes, kind=kind)


def test_an_institution_has_a_code_of_four_characters() -> None:
    with pytest.raises(InstitutionCodeInvalid):
        parse_institution(INSTITUTION | {"INSTELLINGSCODE": "25PJ00"}, kind=OrganisationKind.MBO)
