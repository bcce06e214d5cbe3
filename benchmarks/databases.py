"""The databases that are measured: SQLite in a file, and a PostgreSQL of the benchmark's own."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import Report
from tests.postgres import NoPostgresError, throw_away_server


def on_each_database(report: Report, measure: Callable[[Report, str], None]) -> None:
    """Measure on SQLite, and on PostgreSQL where its programs are installed.

    `measure` gets the address of an empty database.
    """
    with tempfile.TemporaryDirectory() as folder:
        measure(report, f"sqlite:///{Path(folder) / 'bench.sqlite'}")
    try:
        with throw_away_server() as server:
            url = server.create_database().render_as_string(hide_password=False)
            measure(report, url)
    except NoPostgresError as reason:
        report.tell(f"PostgreSQL is not measured. {reason}")
