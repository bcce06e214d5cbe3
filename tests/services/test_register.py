"""The official lists in the database: once per number, and followed by who signed up."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.vocabulary import (
    HolidayRegion,
    Level,
    OrganisationKind,
    Precision,
    Sector,
)
from partnerlink.models.match_point import OfferPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.services import match_index, register
from partnerlink.services.import_report import ImportReport, Notice, Outcome
from tests.factories import EMMEN, TODAY, make_offer, make_organisation
from tests.tables.files import csv_bytes

pytestmark = pytest.mark.both_databases

SCHOOL = {
    "VESTIGINGSCODE": "00AB00",
    "VESTIGINGSNAAM": "Veencollege",
    "STRAATNAAM": "Hoofdstraat",
    "HUISNUMMER-TOEVOEGING": "1",
    "POSTCODE": "7811 AB",
    "PLAATSNAAM": "EMMEN",
    "ONDERWIJSSTRUCTUUR": "VBO",
    "VAKANTIEREGIO": "Noord",
    "INTERNETADRES": "www.veencollege.nl",
    "TELEFOONNUMMER": "0591123456",
    "RMC-REGIO CODE": "08",
    "RMC-REGIO NAAM": "Zuid-Oost Drenthe",
}
EMPLOYER = {"naam": "Bouw Hunze", "kvk": "01234567", "postcode": "9461 CC", "plaats": "Gieten"}


def table(*rows: dict[str, str]) -> bytes:
    names = list(rows[0])
    return csv_bytes([names, *([row[name] for name in names] for row in rows)])


def load_schools(session: Session, *rows: dict[str, str]) -> ImportReport:
    reading = register.read_schools(table(*rows))
    assert reading.rejected == ()
    return register.store(session, reading.lines, today=TODAY)


def load_employers(session: Session, *rows: dict[str, str]) -> ImportReport:
    reading = register.read_employers(table(*rows))
    assert reading.rejected == ()
    return register.store(session, reading.lines, today=TODAY)


def entry_of(session: Session, kind: OrganisationKind, code: str) -> RegisterEntry:
    return session.scalars(RegisterEntry.by_code(kind, code)).one()


def test_a_school_is_stored_with_its_point_and_folded_name(session: Session) -> None:
    report = load_schools(session, SCHOOL | {"VESTIGINGSNAAM": "Véén-college"})
    entry = entry_of(session, OrganisationKind.SCHOOL, "00AB00")
    assert report.outcomes == {Outcome.IMPORTED: 1}
    assert (entry.folded_name, entry.city) == ("veen college", "Emmen")
    assert entry.levels == {Level.VMBO_BB, Level.VMBO_KB, Level.VMBO_GL}
    assert (entry.precision, entry.point) == (Precision.POSTCODE, (52.783, 6.8954))
    assert entry.x is not None


def test_the_same_list_again_changes_nothing(session: Session) -> None:
    rows = (SCHOOL, SCHOOL | {"VESTIGINGSCODE": "00AB01"})
    load_schools(session, *rows)
    session.expire_all()
    report = load_schools(session, *rows)
    assert report.outcomes == {Outcome.UNCHANGED: 2}
    assert not session.dirty


@pytest.mark.parametrize("column", ["VESTIGINGSNAAM", "POSTCODE", "INTERNETADRES"])
def test_a_line_that_says_something_else_updates_its_entry(session: Session, column: str) -> None:
    load_schools(session, SCHOOL, SCHOOL | {"VESTIGINGSCODE": "00AB01"})
    changed = {
        "VESTIGINGSNAAM": "Hondsrug",
        "POSTCODE": "9401 AB",
        "INTERNETADRES": "hondsrug.nl",
    }
    report = load_schools(
        session, SCHOOL | {column: changed[column]}, SCHOOL | {"VESTIGINGSCODE": "00AB01"}
    )
    assert report.outcomes == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 1}
    assert session.scalars(select(func.count(RegisterEntry.id))).one() == 2


def test_an_unknown_postcode_is_placed_in_the_middle_of_its_place(session: Session) -> None:
    report = load_schools(session, SCHOOL | {"POSTCODE": "7800 AB"})
    entry = entry_of(session, OrganisationKind.SCHOOL, "00AB00")
    assert [each.notice for each in report.noticed] == [Notice.PLACED_ROUGHLY]
    assert entry.precision is Precision.PLACE
    assert entry.x is not None


def test_an_unknown_postcode_and_place_keep_the_line_without_a_point(session: Session) -> None:
    load_schools(session, SCHOOL)
    nowhere = SCHOOL | {"POSTCODE": "7800 AB", "PLAATSNAAM": "Nergenshuizen"}
    report = load_schools(session, nowhere)
    entry = entry_of(session, OrganisationKind.SCHOOL, "00AB00")
    assert [(each.number, each.notice) for each in report.noticed] == [(2, Notice.NOT_PLACED)]
    assert (entry.city, entry.point, entry.precision) == ("Nergenshuizen", None, None)


def test_every_text_may_be_as_long_as_a_line_allows(session: Session) -> None:
    lengths = {
        "VESTIGINGSNAAM": 200,
        "STRAATNAAM": 120,
        "HUISNUMMER-TOEVOEGING": 20,
        "PLAATSNAAM": 80,
        "TELEFOONNUMMER": 30,
        "RMC-REGIO CODE": 10,
        "RMC-REGIO NAAM": 80,
        "GEMEENTENUMMER": 10,
        "GEMEENTENAAM": 80,
        "PROVINCIE": 80,
        "DENOMINATIE": 80,
        "BEVOEGD GEZAG NUMMER": 10,
    }
    longest = {name: "Ĳ" * length for name, length in lengths.items()}
    host = ".".join(["a" * 60] * 2 + ["nl"])
    path = "/" + "x" * (192 - len(host) - 1)
    load_schools(session, SCHOOL | longest | {"INTERNETADRES": host + path})
    entry = entry_of(session, OrganisationKind.SCHOOL, "00AB00")
    session.refresh(entry)
    assert (len(entry.name), len(entry.website), entry.mail_domain) == (200, 200, "")

    for name, text in longest.items():
        reading = register.read_schools(table(SCHOOL | {name: f"{text}Ĳ"}))
        assert [each.refusal.code for each in reading.rejected] == ["cell_too_long"]


def test_an_mbo_and_an_hbo_of_one_code_are_two_entries(session: Session) -> None:
    rows = [
        "INSTELLINGSCODE INSTELLINGSNAAM STRAATNAAM HUISNUMMER POSTCODE PLAATSNAAM SOORT".split(),
        ["25LX", "De Brug", "Weg", "1", "7811 AB", "EMMEN", "mbo"],
        ["25LX", "De Brug", "Weg", "1", "7811 AB", "EMMEN", "hbo"],
        ["25LX", "De Brug", "Weg", "1", "7811 AB", "EMMEN", "hbo"],
    ]
    reading = register.read_institutions(csv_bytes(rows))
    report = register.store(session, reading.lines, today=TODAY)
    assert report.outcomes == {Outcome.IMPORTED: 2}
    assert [(each.number, each.refusal.code) for each in reading.rejected] == [(4, "code_repeated")]


def test_two_branches_of_one_company_are_two_entries(session: Session) -> None:
    branches = [
        EMPLOYER | {"vestigingsnummer": number, "sectoren": "bouw, ict"}
        for number in ("", "000012345678", "000012345679")
    ]
    assert load_employers(session, *branches).outcomes == {Outcome.IMPORTED: 3}
    assert load_employers(session, *branches).outcomes == {Outcome.UNCHANGED: 3}
    entry = entry_of(session, OrganisationKind.EMPLOYER, "01234567000012345678")
    assert entry.sectors == {Sector.BOUW, Sector.ICT}


def signed_up(session: Session, **changes: object) -> Organisation:
    """Sign a school up as the list has it."""
    entry = entry_of(session, OrganisationKind.SCHOOL, "00AB00")
    names = ("code", "name", "phone", "website", "mail_domain", "levels", "street")
    names += ("house_number", "postcode", "city", "holiday_region", "region_code", "region_name")
    taken_over = {name: getattr(entry, name) for name in names}
    return make_organisation(session, at=EMMEN, **(taken_over | changes))


MOVED = SCHOOL | {
    "VESTIGINGSNAAM": "Hondsrug",
    "POSTCODE": "9401 AB",
    "PLAATSNAAM": "ASSEN",
    "ONDERWIJSSTRUCTUUR": "MAVO",
    "INTERNETADRES": "www.hondsrug.nl",
    "RMC-REGIO CODE": "07",
    "VAKANTIEREGIO": "Midden",
}


def test_a_school_that_changed_nothing_follows_its_line_in_everything(session: Session) -> None:
    load_schools(session, SCHOOL)
    school = signed_up(session)
    load_schools(session, MOVED)
    assert (school.name, school.city, school.mail_domain) == ("Hondsrug", "Assen", "hondsrug.nl")
    assert (school.region_code, school.holiday_region) == ("07", HolidayRegion.MIDDEN)
    assert school.levels == {Level.VMBO_TL}
    assert school.point != EMMEN


def test_what_a_manager_changed_by_hand_stays(session: Session) -> None:
    load_schools(session, SCHOOL)
    own_levels = frozenset({Level.VMBO_BB, Level.VMBO_KB, Level.VMBO_GL, Level.ISK})
    school = signed_up(session, name="Het Veen", street="Zijweg", levels=own_levels)
    load_schools(session, MOVED)
    assert (school.name, school.street, school.city) == ("Het Veen", "Zijweg", "Emmen")
    assert school.point == EMMEN
    assert school.levels == {Level.VMBO_TL, Level.ISK}
    assert school.mail_domain == "hondsrug.nl"


def test_a_list_that_says_less_takes_nothing_away(session: Session) -> None:
    load_employers(session, EMPLOYER)
    partner = make_organisation(
        session, OrganisationKind.EMPLOYER, code="01234567", region_code="07", phone="0592"
    )
    load_employers(session, EMPLOYER | {"naam": "Hunze Bouw"})
    assert (partner.region_code, partner.phone) == ("07", "0592")


def test_an_organisation_that_moves_is_found_at_its_new_place(session: Session) -> None:
    load_employers(session, EMPLOYER)
    entry = entry_of(session, OrganisationKind.EMPLOYER, "01234567")
    address = {name: getattr(entry, name) for name in register.ADDRESS}
    partner = make_organisation(session, OrganisationKind.EMPLOYER, code="01234567", **address)
    offer = make_offer(session, partner)
    match_index.refresh_offer(session, offer, today=TODAY - timedelta(days=1))
    load_employers(session, EMPLOYER | {"postcode": "9401 AB", "plaats": "Assen"})
    points = session.execute(select(OfferPoint.x, OfferPoint.y)).all()
    assert points == [(partner.x, partner.y)]
    assert partner.city == "Assen"


def test_a_point_that_was_looked_up_exactly_stays_while_the_address_does(session: Session) -> None:
    load_schools(session, SCHOOL)
    entry = entry_of(session, OrganisationKind.SCHOOL, "00AB00")
    entry.place_at(latitude=52.78, longitude=6.9, x=1, y=2, precision=Precision.ADDRESS)
    assert load_schools(session, SCHOOL).outcomes == {Outcome.UNCHANGED: 1}
    load_schools(session, SCHOOL | {"STRAATNAAM": "Zijweg"})
    assert entry.precision is Precision.POSTCODE


def test_a_company_without_a_branch_number_follows_its_only_branch(session: Session) -> None:
    line = {**EMPLOYER, "vestigingsnummer": "000012345678", "telefoon": "0592123456"}
    load_employers(session, line)
    company = make_organisation(
        session, OrganisationKind.EMPLOYER, code=EMPLOYER["kvk"], phone="0592123456"
    )
    load_employers(session, {**line, "telefoon": "0592654321"})
    assert company.phone == "0592654321"
