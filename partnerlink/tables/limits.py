"""How large a table may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one upload from taking the machine; sizes in bytes.

    The largest real file is a national list of some 250,000 companies, below 20 MB.
    """

    file_size: int = 20 * 1024 * 1024
    unpacked_size: int = 150 * 1024 * 1024
    parts: int = 1_000
    rows: int = 300_000
    columns: int = 256
    cell_length: int = 4_000
    sheet_cells: int = 5_000_000
    sheet_lines: int = 1_048_576


STANDARD = Limits()
