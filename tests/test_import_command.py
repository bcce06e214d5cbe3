"""`flask import`, as somebody at a terminal sees it, on the rows as DUO publishes them."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.config import ROOT
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.score import Score
from tests.tables.files import REAL_FILES, csv_bytes

DRENTHE = REAL_FILES / "duo-vestigingen-vo-drenthe.csv"
OVERIJSSEL = REAL_FILES / "duo-vestigingen-vo-overijssel.csv"
HEADER = "VESTIGINGSCODE VESTIGINGSNAAM STRAATNAAM HUISNUMMER-TOEVOEGING POSTCODE PLAATSNAAM"
COLUMNS = [*HEADER.split(), "ONDERWIJSSTRUCTUUR", "VAKANTIEREGIO"]
VEEN = ["00AB00", "Veencollege", "Weg", "1", "7811 AB", "EMMEN", "VBO", "Noord"]

real_rows = pytest.mark.skipif(
    not REAL_FILES.is_dir(), reason=f"DUO's rows are not in {REAL_FILES.name} beside the project"
)


def run(app: Flask, *arguments: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=["import", *map(str, arguments)])


def count(app: Flask, table: type = RegisterEntry) -> int:
    with app.app_context(), db.database().open_reading() as session:
        return session.scalars(select(func.count(table.id))).one()


@pytest.fixture
def school_file(tmp_path: Path) -> Path:
    path = tmp_path / "scholen.csv"
    path.write_bytes(csv_bytes([COLUMNS, VEEN]))
    return path


@real_rows
@pytest.mark.both_databases
def test_the_real_rows_go_in_once(app: Flask) -> None:
    first = run(app, "schools", DRENTHE)
    assert first.stdout == "imported 45, updated 0, unchanged 0, rejected 0\n"
    other = run(app, "schools", OVERIJSSEL)
    assert other.stdout == "imported 63, updated 0, unchanged 0, rejected 0\n"
    again = run(app, "schools", OVERIJSSEL)
    assert again.stdout == "imported 0, updated 0, unchanged 63, rejected 0\n"
    assert (first.exit_code, again.exit_code, first.stderr, count(app)) == (0, 0, "", 108)


@real_rows
@pytest.mark.both_databases
def test_every_real_row_gets_a_point(app: Flask, session: Session) -> None:
    run(app, "schools", DRENTHE)
    run(app, "schools", OVERIJSSEL)
    unplaced = select(func.count(RegisterEntry.id)).where(RegisterEntry.x.is_(None))
    assert session.scalars(unplaced).one() == 0


@real_rows
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_the_real_rows_are_the_same_however_they_are_written(
    app: Flask, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = [line.split(";") for line in OVERIJSSEL.read_text(encoding="utf-8").splitlines()]
    rewritten = tmp_path / "anders.csv"
    rewritten.write_bytes(csv_bytes(rows, delimiter=delimiter, encoding=encoding, line_end="\n"))
    run(app, "schools", OVERIJSSEL)
    again = run(app, "schools", rewritten)
    assert again.stdout == "imported 0, updated 0, unchanged 63, rejected 0\n"


def test_a_rejected_line_is_named_with_its_reason(app: Flask, school_file: Path) -> None:
    school_file.write_bytes(
        csv_bytes(
            [
                COLUMNS,
                VEEN,
                [*VEEN[:4], "1234 SS", *VEEN[5:]],
                VEEN,
                ["01AB00", *VEEN[1:4], "7800 AB", *VEEN[5:]],
                ["02AB00"],
            ]
        )
    )
    result = run(app, "schools", school_file)
    assert result.stdout.splitlines() == [
        "Let op, regel 5 (7800 AB Emmen): Deze postcode kennen we niet. "
        "We nemen het midden van de plaats.",
        "Geweigerd, regel 3 (POSTCODE, 1234 SS): Dit is geen postcode. "
        "Die is vier cijfers en twee letters.",
        "Geweigerd, regel 4 (VESTIGINGSCODE, 00AB00, regel 2): Dit nummer staat hoger in de lijst "
        "ook al. De eerste telt.",
        "Geweigerd, regel 6: Deze regel heeft niet evenveel vakken als er kolommen zijn.",
        "imported 2, updated 0, unchanged 0, rejected 3",
    ]
    assert result.exit_code == 0


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", ["schools", "institutions", "organisations", "scores"])
@pytest.mark.parametrize(
    "broken",
    [b"", b"%PDF-1.7", b"a;b\n1;2\n", b'NAAM;KVK;POSTCODE;PLAATS\n"open', b"PK\x03\x04half"],
    ids=["empty", "other", "headers", "quotes", "archive"],
)
def test_a_broken_file_is_refused_and_changes_nothing(
    app: Flask, tmp_path: Path, kind: str, broken: bytes
) -> None:
    path = tmp_path / "kapot.csv"
    path.write_bytes(broken)
    result = run(app, kind, path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("kapot.csv")
    assert result.stderr.endswith(".\n")
    assert (count(app), count(app, Score)) == (0, 0)


def test_a_file_that_breaks_off_half_way_changes_nothing(app: Flask, school_file: Path) -> None:
    school_file.write_bytes(csv_bytes([COLUMNS, VEEN]) + b'"00AB01;nooit dicht\n')
    result = run(app, "schools", school_file)
    assert (result.exit_code, count(app)) == (1, 0)
    assert result.stderr.startswith("scholen.csv (regel 3): ")


def test_missing_columns_are_named(app: Flask, school_file: Path) -> None:
    school_file.write_bytes(csv_bytes([COLUMNS[:-2], VEEN[:-2]]))
    result = run(app, "schools", school_file)
    assert result.stderr.startswith("scholen.csv (ONDERWIJSSTRUCTUUR, VAKANTIEREGIO): ")


def test_the_kind_of_institutions_can_be_given(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "mbo.csv"
    columns = ["INSTELLINGSCODE", "INSTELLINGSNAAM", *COLUMNS[2:6]]
    path.write_bytes(csv_bytes([columns, ["25LX", "De Brug", "Weg", "1", "7811 AB", "EMMEN"]]))
    assert "rejected 1" in run(app, "institutions", path).stdout
    assert "imported 1" in run(app, "institutions", path, "--kind", "mbo").stdout


def test_employers_and_scores_go_in(app: Flask, tmp_path: Path) -> None:
    employers, scores = tmp_path / "bedrijven.csv", tmp_path / "scores.csv"
    employers.write_text(
        "naam,kvk,postcode,plaats\nBouw Hunze,01234567,9461 CC,Gieten\n", encoding="utf-8"
    )
    scores.write_text("vestigingscode,leerlingen,score\n00AB00,640,96.25\n", encoding="utf-8")
    counts = "imported 1, updated 0, unchanged 0, rejected 0\n"
    assert run(app, "organisations", employers).stdout == counts
    assert run(app, "scores", scores).stdout == counts


def test_a_file_that_is_not_there_is_refused(app: Flask, tmp_path: Path) -> None:
    assert run(app, "schools", tmp_path / "niets.csv").exit_code == 2


@pytest.mark.both_databases
def test_the_official_holidays_go_in_and_a_second_time_changes_nothing(app: Flask) -> None:
    path = ROOT / "seed" / "holidays.csv"
    lines = len(path.read_text(encoding="utf-8").strip().splitlines()) - 1

    for _ in range(2):
        assert run(app, "holidays", path).stdout == f"holidays {lines}\n"
        assert count(app, SchoolHoliday) == lines


@pytest.mark.parametrize("text", ["", "niets\n", "region,name\nnoord,Kerst\n", "\x00\xff"])
def test_a_file_that_is_no_table_of_holidays_is_refused(
    app: Flask, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "vakanties.csv"
    path.write_text(text, encoding="latin-1")

    assert run(app, "holidays", path).exit_code == 1
    assert count(app, SchoolHoliday) == 0
