import pytest

from partnerlink.domain.employers import EmployerRow, parse_employer, sectors_of
from partnerlink.domain.row_refusals import (
    BranchNumberInvalid,
    CellEmpty,
    EmailInvalid,
    KvkInvalid,
    PostcodeInvalid,
    RowRefusal,
    SectorUnknown,
)
from partnerlink.domain.vocabulary import Sector

EMPLOYER = {
    "NAAM": "Bouwbedrijf Hunze",
    "KVK": "0123 4567",
    "VESTIGINGSNUMMER": "000012345678",
    "STRAAT": "Dorpsstraat",
    "HUISNUMMER": "12a",
    "POSTCODE": "9461cc",
    "PLAATS": "GIETEN",
    "SECTOREN": "Bouw, techniek",
    "TELEFOON": "0592 12 34 56",
    "WEBSITE": "www.hunzebouw.nl",
    "E-MAIL": "Info@Hunzebouw.nl",
}


def test_an_employer_is_read_whole() -> None:
    assert parse_employer(EMPLOYER) == EmployerRow(
        name="Bouwbedrijf Hunze",
        kvk="01234567",
        branch_number="000012345678",
        street="Dorpsstraat",
        house_number="12a",
        postcode="9461 CC",
        city="Gieten",
        sectors=frozenset((Sector.BOUW, Sector.TECHNIEK)),
        phone="0592 12 34 56",
        website="https://www.hunzebouw.nl",
        mail_domain="hunzebouw.nl",
    )


def test_four_columns_are_enough() -> None:
    employer = parse_employer(
        {name: EMPLOYER[name] for name in ("NAAM", "KVK", "POSTCODE", "PLAATS")}
    )
    assert (employer.branch_number, employer.phone, employer.sectors) == ("", "", frozenset())


def test_the_branch_tells_two_lines_of_one_company_apart() -> None:
    assert parse_employer(EMPLOYER).code == "01234567000012345678"
    assert parse_employer(EMPLOYER | {"VESTIGINGSNUMMER": ""}).code == "01234567"


@pytest.mark.parametrize(
    ("website", "email", "domain"),
    [
        ("www.hunzebouw.nl", "info@elders.nl", "hunzebouw.nl"),
        ("", "Info@Hunzebouw.nl", "hunzebouw.nl"),
        ("facebook.com/hunzebouw", "hunzebouw@gmail.com", ""),
    ],
)
def test_the_mail_domain_is_that_of_the_website_else_of_the_mail_address(
    website: str, email: str, domain: str
) -> None:
    employer = parse_employer(EMPLOYER | {"WEBSITE": website, "E-MAIL": email})
    assert employer.mail_domain == domain


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("", set()),
        ("techniek", {Sector.TECHNIEK}),
        ("Zorg en  Welzijn; ICT", {Sector.ZORG, Sector.ICT}),
        ("logistiek/transport", {Sector.VERVOER}),
    ],
)
def test_sectors_are_read_in_several_words(text: str, sectors: set[Sector]) -> None:
    assert sectors_of(text) == sectors


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"NAAM": ""}, CellEmpty),
        ({"KVK": ""}, CellEmpty),
        ({"KVK": "1234567"}, KvkInvalid),
        ({"KVK": "1234567x"}, KvkInvalid),
        ({"VESTIGINGSNUMMER": "123"}, BranchNumberInvalid),
        ({"POSTCODE": "9461"}, PostcodeInvalid),
        ({"PLAATS": ""}, CellEmpty),
        ({"SECTOREN": "bouw, toverij"}, SectorUnknown),
        ({"E-MAIL": "hunzebouw.nl"}, EmailInvalid),
        ({"E-MAIL": "info@hunzebouw"}, EmailInvalid),
        ({"E-MAIL": "a@b.nl, c@d.nl"}, EmailInvalid),
    ],
)
def test_an_employer_that_will_not_do_is_refused_for_its_reason(
    changes: dict[str, str], refusal: type[RowRefusal]
) -> None:
    with pytest.raises(refusal):
        parse_employer(EMPLOYER | changes)
