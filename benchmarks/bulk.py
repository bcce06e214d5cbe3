"""Put many rows into the real tables quickly: executemany on SQLite, COPY on PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from sqlalchemy import Engine, Table, text

Column = Sequence[Any] | str | int | None


def load(engine: Engine, table: Table, columns: Mapping[str, Column], *, count: int) -> None:
    """Insert `count` rows; a column is a sequence of values, or one value for every row.

    Values are as the database stores them: text for dates and enums, whole numbers for the rest.
    """
    rows = zip(*(_values(column, count) for column in columns.values()), strict=True)
    names = ", ".join(columns)
    with engine.begin() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        if engine.dialect.name == "postgresql":
            _copy(raw, f"COPY {table.name} ({names}) FROM STDIN", rows)
        else:
            marks = ", ".join("?" * len(columns))
            raw.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)


def settle(engine: Engine) -> None:
    """Do at once what PostgreSQL's autovacuum and SQLite's checkpoints do in time."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # The server commits asynchronously, and what is not on disk yet VACUUM leaves alone:
            # without this it marks no page, and every index-only scan reads the table as well.
            connection.execute(text("CHECKPOINT"))
            connection.execute(text("VACUUM ANALYZE"))
    else:
        with engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def _values(column: Column, count: int) -> Iterable[Any]:
    if isinstance(column, str | int) or column is None:
        return repeat(column, count)
    return column


def _copy(raw: Any, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
