"""What was measured: rows that are printed as a table and kept as JSON."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LATEST = Path(__file__).with_name("latest.json")


@dataclass(frozen=True)
class Measurement:
    """One number; `method` says what was done, `metric` what was measured of it."""

    benchmark: str
    database: str
    size: int
    method: str
    metric: str
    value: float
    unit: str


class Report:
    """Collects measurements, tells each at once, and keeps those of earlier other parts."""

    def __init__(self, path: Path = LATEST) -> None:
        self._path = path
        self.rows: list[Measurement] = []

    def add(
        self,
        benchmark: str,
        *,
        method: str,
        metric: str,
        value: float,
        unit: str,
        database: str = "",
        size: int = 0,
    ) -> None:
        """Record a number and print it."""
        row = Measurement(benchmark, database, size, method, metric, round(value, 4), unit)
        self.rows.append(row)
        print(_line(row), flush=True)

    def tell(self, sentence: str) -> None:
        """Print what is being done, or why something is not measured."""
        print(f"# {sentence}", flush=True)

    def save(self) -> None:
        """Write the rows, beside those of the benchmarks that did not run this time."""
        ran = {row.benchmark for row in self.rows}
        kept = [row for row in _read(self._path) if row["benchmark"] not in ran]
        rows = kept + [asdict(row) for row in self.rows]
        self._path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def as_markdown(path: Path = LATEST) -> str:
    """Return the latest measurements as a table for docs/performance.md."""
    lines = ["| database | size | method | metric | value |", "|---|---|---|---|---|"]
    for row in map(_measurement, _read(path)):
        size = f"{row.size:,}" if row.size else ""
        shown = f"{_rounded(row.value)} {row.unit}"
        lines.append(f"| {row.database} | {size} | {row.method} | {row.metric} | {shown} |")
    return "\n".join(lines)


def machine() -> str:
    """Describe the machine in one line."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return (
        f"{os.cpu_count()} cores, {pages / 2**30:.0f} GB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share (0..1) of the values lies, the nearest one there is."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _line(row: Measurement) -> str:
    size = f"{row.size:,}" if row.size else ""
    return (
        f"{row.benchmark:<10} {row.database:<11} {size:>10}  {row.method:<44} "
        f"{row.metric:<20} {_rounded(row.value):>12} {row.unit}"
    )


def _rounded(value: float) -> str:
    return f"{value:,.2f}" if value < 1000 else f"{value:,.0f}"


def _measurement(row: dict[str, Any]) -> Measurement:
    return Measurement(**row)


def _read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found
