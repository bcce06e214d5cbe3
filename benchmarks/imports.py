"""Measure `import schools` on a list as long as DUO's: reading, placing and storing its lines.

The rows are made up in DUO's layout; their postcodes and places are those of the gazetteer.
The yardsticks, in the same run: reading the same file with Python's csv module alone, and the
same import a second time, which finds nothing to do.
"""

import csv
import io
import time
from collections.abc import Callable, Iterator
from importlib.resources import files

from benchmarks.databases import on_each_database
from benchmarks.population import NOW
from benchmarks.report import Report
from partnerlink import db, migrations
from partnerlink.services import register
from partnerlink.services.import_report import Outcome

SCHOOLS = 1_500
FIRST_IMPORT, SECOND_IMPORT = "import schools", "import the same again"
HEADER = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
    "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;"
    "TELEFOONNUMMER;INTERNETADRES;ONDERWIJSSTRUCTUUR;RMC-REGIO CODE;RMC-REGIO NAAM;VAKANTIEREGIO"
)
STRUCTURES = ("VBO/MAVO", "HAVO/VWO", "PRO", "VBO/MAVO/HAVO/VWO", "BRUGJAAR")


def run(report: Report) -> None:
    """Measure on SQLite, and on PostgreSQL where its programs are installed."""
    _measure_yardstick(report)
    on_each_database(report, _measure_database)


def school_list(count: int) -> bytes:
    """Make a list of `count` schools as DUO writes it, spread over the whole country."""
    text = "\r\n".join([HEADER, *_lines(count), ""])
    return text.encode("cp1252")


def _lines(count: int) -> Iterator[str]:
    with files("partnerlink.geo").joinpath("postcodes.csv").open(encoding="utf-8") as lines:
        places = list(csv.DictReader(lines))
    for number in range(count):
        place = places[number * len(places) // count]
        brin = f"{number // 676 % 100:02}{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
        yield ";".join(
            (
                place["province"],
                f"{number:05}",
                brin,
                f"{brin}00",
                f"Scholengemeenschap {number} voor Lyceum Havo Mavo Vbo Lwoo",
                "Schoolstraat",
                f"{number % 300 + 1}-A",
                f"{place['postcode']} AB",
                place["place"].upper(),
                f"{number % 400:04}",
                place["place"].upper(),
                "Openbaar",
                f"09{number:08}",
                f"www.school{number}.example",
                STRUCTURES[number % len(STRUCTURES)],
                f"{number % 39 + 1:02}",
                "Regio",
                "Noord",
            )
        )


def _measure_yardstick(report: Report) -> None:
    text = school_list(SCHOOLS).decode("cp1252")
    seconds = _timed(lambda: list(csv.DictReader(io.StringIO(text), delimiter=";")))
    _add(report, "", SCHOOLS, "read the file with csv alone", seconds)


def _measure_database(report: Report, url: str) -> None:
    engine = db.make_engine(url)
    with engine.connect() as connection:
        migrations.upgrade(connection)
        connection.commit()
    engine.dispose()
    database = db.Database(url)
    _import_twice(report, database, SCHOOLS)
    database.engine.dispose()


def _import_twice(report: Report, database: db.Database, size: int) -> None:
    """Import a list, and then the same list again."""
    source = school_list(size)
    name = database.engine.dialect.name
    for method in (FIRST_IMPORT, SECOND_IMPORT):
        begun = time.perf_counter()
        reading = register.read_schools(source)
        with database.open_writing() as session, session.begin():
            done = register.store(session, reading.lines, today=NOW.date())
        seconds = time.perf_counter() - begun
        _add(report, name, size, method, seconds)
        if reading.rejected or done.noticed:
            report.tell(f"{len(reading.rejected)} rejected, {len(done.noticed)} not placed exactly")
    assert done.outcomes == {Outcome.UNCHANGED: size}


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _add(report: Report, database: str, size: int, method: str, seconds: float) -> None:
    report.add(
        "import",
        database=database,
        size=size,
        method=method,
        metric="time",
        value=seconds,
        unit="s",
    )
