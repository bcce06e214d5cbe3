"""The rows as DUO publishes them, from the folder beside the project."""

from collections import Counter
from pathlib import Path

import pytest

from partnerlink.domain.register import (
    REGISTER_SYNONYMS,
    SCHOOL_COLUMNS,
    RegisterRow,
    parse_school,
)
from partnerlink.domain.vocabulary import HolidayRegion, Level, OrganisationKind
from partnerlink.tables.reading import read_table
from tests.tables.files import REAL_FILES, csv_bytes

DRENTHE = REAL_FILES / "duo-vestigingen-vo-drenthe.csv"
OVERIJSSEL = REAL_FILES / "duo-vestigingen-vo-overijssel.csv"

pytestmark = pytest.mark.skipif(
    not REAL_FILES.is_dir(), reason=f"DUO's rows are not in {REAL_FILES.name} beside the project"
)


def schools_in(source: Path | bytes) -> list[RegisterRow]:
    table = read_table(source, required=SCHOOL_COLUMNS, synonyms=REGISTER_SYNONYMS)
    return [parse_school(row.cells()) for row in table.rows]


@pytest.mark.parametrize(("path", "count"), [(DRENTHE, 45), (OVERIJSSEL, 63)])
def test_every_real_row_is_read(path: Path, count: int) -> None:
    schools = schools_in(path)
    assert len(schools) == count
    assert len({school.code for school in schools}) == count
    assert all(school.levels or "BRUGJAAR" in _structure(path, school) for school in schools)


def _structure(path: Path, school: RegisterRow) -> str:
    rows = read_table(path, required=SCHOOL_COLUMNS).rows
    cells = (row.cells() for row in rows)
    return next(c["ONDERWIJSSTRUCTUUR"] for c in cells if c["VESTIGINGSCODE"] == school.code)


def test_the_columns_of_one_real_row_come_out_as_they_are_meant() -> None:
    school = next(school for school in schools_in(DRENTHE) if school.code == "20LA05")
    assert school == RegisterRow(
        kind=OrganisationKind.SCHOOL,
        code="20LA05",
        name="Openbare Scholengemeenschap voor Lyceum Havo Mavo Vbo Lwoo Esdal College",
        street="Oosterstraat",
        house_number="82",
        postcode="7822 HG",
        city="Emmen",
        municipality_code="0114",
        municipality="Emmen",
        province="Drenthe",
        denomination="Openbaar",
        phone="0880009630",
        website="https://www.esdalcollege.nl/vakcollege-emmen/",
        mail_domain="esdalcollege.nl",
        levels=frozenset((Level.VMBO_BB, Level.VMBO_KB, Level.VMBO_GL)),
        holiday_region=HolidayRegion.NOORD,
        region_code="08",
        region_name="Zuid-Oost Drenthe",
        board_code="41889",
    )


def test_an_internetadres_of_spaces_or_digits_gives_no_mail_domain() -> None:
    domains = Counter(school.mail_domain for school in schools_in(DRENTHE) + schools_in(OVERIJSSEL))
    assert domains[""] == 45
    assert domains["landstedegroep.nl"] == 14
    assert domains["wolfsbos.nl"] == 4
    assert all("/" not in domain and "www." not in domain for domain in domains)


def test_several_locations_share_an_address() -> None:
    addresses = Counter((s.postcode, s.house_number) for s in schools_in(DRENTHE))
    assert addresses["9411 KA", "5"] == 2


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_real_rows_read_the_same_however_they_are_written(
    delimiter: str, encoding: str, line_end: str
) -> None:
    lines = OVERIJSSEL.read_text(encoding="utf-8").splitlines()
    # The sample holds ASCII only; the whole list does not.
    rows = [line.replace("Zwering", "Zwëring").split(";") for line in lines]
    written = csv_bytes(rows, delimiter=delimiter, encoding=encoding, line_end=line_end)
    schools = schools_in(written)
    assert [school.code for school in schools] == [s.code for s in schools_in(OVERIJSSEL)]
    assert sum("Zwëring" in school.name for school in schools) == 1
