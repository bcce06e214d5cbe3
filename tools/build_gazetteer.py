"""Derive `partnerlink/geo/postcodes.csv` and `places.csv` from the GeoNames postal rows.

The rows (GeoNames, CC BY 4.0) come out of the TSV inside the pip package `geotz`, version 0.0.2b0,
which is downloaded into a temporary folder and read as data: it is never installed or imported.
Run `python tools/build_gazetteer.py`; the same rows always give the same two files.

The source is wrong here and there. A postcode more than 12 km from the median of its numeric
neighbours is flagged, and the tool stops until somebody has looked at it and written the decision
down below: in `NEVER_ISSUED`, in `MOVED`, or in `REALLY_APART`.
"""

import csv
import hashlib
import math
import re
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

PACKAGE = "geotz==0.0.2b0"
WHEEL_SHA256 = "14e191df826144812b7a5fdf7cc0f67f03458b3ed01787ee375e090f816e3693"
TSV = "geotz/data/geonames_all_countries_sorted.tsv"
TARGET = Path(__file__).resolve().parent.parent / "partnerlink" / "geo"

FLAG_KM = 12.0
ONE_PLACE_KM = 8.0

# Rows that stand at their real town under a mistyped number; the number itself is no postcode.
NEVER_ISSUED = {
    "1234": "Lemiers, which is 6295",
    "1954": "Tiel, which is 4001-4007; nothing lies between 1951 and 1961",
    "5217": "'s-Gravenhage, 2517 with its digits swapped",
    "5442": "Rosmalen, 5244 with its digits swapped",
    "7146": "Deventer, 7416 with its digits swapped",
}

# Right postcode, wrong spot: put by hand, to about half a kilometre.
MOVED = {
    "3062": (51.926, 4.528, "Kralingen-Oost, between 3061 and 3065; the source's point is at sea"),
    "4901": (51.647, 4.864, "centre of Oosterhout, between 4902 and 4907; was 6 km south"),
    "4931": (51.702, 4.861, "town of Geertruidenberg; was 5 km south"),
    "4941": (51.696, 4.874, "centre of Raamsdonksveer, beside 4942; was 4 km south"),
    "4944": (51.687, 4.909, "village of Raamsdonk; was 13 km south"),
    "5114": (51.417, 4.767, "hamlet of Castelre; was 5 km south, in Belgium"),
    "5445": (51.618, 5.792, "village of Landhorst; was 5 km south"),
    "5449": (51.647, 5.861, "hamlet of De Walsert; was 10 km south"),
    "6418": (50.866, 6.004, "Heerlerbaan; the source's point is in Simpelveld"),
    "6431": (50.925, 5.924, "Hoensbroek, between 6433 and 6436; was 21 km south-west"),
    "7766": (52.648, 6.989, "Nieuw-Schoonebeek; the median falls between it and Schoonebeek"),
    "8872": (53.183, 5.443, "village of Midlum; was 4 km south"),
}

# Flagged and looked at: villages, islands and ports that do lie apart from their neighbours.
REALLY_APART = frozenset(
    """
    1118 1119 1156 1161 1438 1441 1619 1773 2481 2665 2977 3198 3199 3251 3252 3253 3256 3257 3775
    3841 3886 3888 4063 4117 4331 4524 4525 4527 4528 4529 4575 4645 4671 4725 4726 4727 4861 5111
    5113 5131 5133 5258 5541 5737 5738 5741 5764 5768 5944 5951 5953 5954 6019 6039 6621 6624 6659
    6661 6663 6732 7025 7256 7379 7439 7481 7597 7627 7634 7635 7641 7642 7645 7702 7705 7715 7721
    7739 7765 7771 7831 7864 7895 7929 7938 8061 8064 8066 8071 8075 8121 8161 8256 8313 8315 8316
    8317 8321 8322 8323 8351 8439 8441 8491 8493 8541 8542 8658 8701 8702 8721 8722 8723 8766 8881
    8899 9075 9079 9161 9162 9163 9164 9166 9248 9249 9421 9423 9541 9545 9566 9824 9949 9951 9978
    9979
    """.split()
)

PROVINCES = {
    "Drenthe": "Drenthe",
    "Flevoland": "Flevoland",
    "Friesland": "Friesland",
    "Groningen": "Groningen",
    "Guelders": "Gelderland",
    "Limburg": "Limburg",
    "North Brabant": "Noord-Brabant",
    "North Holland": "Noord-Holland",
    "Overijssel": "Overijssel",
    "South Holland": "Zuid-Holland",
    "Utrecht": "Utrecht",
    "Zeeland": "Zeeland",
}
MISSPELT = {"Ohéen Laak": "Ohé en Laak"}
# The source leaves the youngest municipality empty; it holds every row without one.
NAMELESS_MUNICIPALITY = "Voorne aan Zee"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the source: a place within a postcode."""

    postcode: str
    place: str
    province: str
    municipality: str
    latitude: float
    longitude: float
    accuracy: int

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude


Point = tuple[float, float]
Key = TypeVar("Key")


def read_source(folder: Path) -> Iterator[Row]:
    """Download the pinned wheel into `folder` and yield its Dutch rows."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder, PACKAGE],
        check=True,
    )
    (wheel,) = folder.glob("geotz-*.whl")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel.name} is not the wheel this tool was written for")
    with zipfile.ZipFile(wheel) as archive, archive.open(TSV) as lines:
        for line in lines:
            if line.startswith(b"NL\t"):
                yield parse_row(line.decode("utf-8").rstrip("\n").split("\t"))


def parse_row(fields: list[str]) -> Row:
    """Read one GeoNames postal row, with the names as the Dutch write them."""
    municipality = re.sub(r"^Gemeente | Municip\w*$|\.", "", fields[5])
    return Row(
        postcode=fields[1],
        place=MISSPELT.get(fields[2], fields[2]),
        province=PROVINCES[fields[3]],
        municipality=" ".join(municipality.split()) or NAMELESS_MUNICIPALITY,
        latitude=float(fields[9]),
        longitude=float(fields[10]),
        accuracy=int(fields[11] or 0),
    )


def kilometres(a: Point, b: Point) -> float:
    """Estimate the distance between two points in the Netherlands, good to a percent or so."""
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * 0.615)


def median_point(points: Iterable[Point]) -> Point:
    """Take the median of latitudes and of longitudes, rounded to about ten metres."""
    latitudes, longitudes = zip(*points, strict=True)
    return round(statistics.median(latitudes), 4), round(statistics.median(longitudes), 4)


def most_accurate(rows: Iterable[Row]) -> list[Row]:
    """Keep the rows with the best accuracy among `rows`."""
    rows = list(rows)
    best = max(row.accuracy for row in rows)
    return [row for row in rows if row.accuracy == best]


def grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Collect rows under a key, in order of first appearance."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def undecided(rows: list[Row]) -> list[str]:
    """List the postcodes that lie far from their numeric neighbours and have no decision yet."""
    by_postcode = grouped(rows, lambda row: row.postcode)
    points = {
        code: median_point(row.point for row in most_accurate(found))
        for code, found in by_postcode.items()
    }
    decided = NEVER_ISSUED.keys() | MOVED.keys() | REALLY_APART
    codes = sorted(points)
    flagged = []
    for index, code in enumerate(codes):
        near = [
            points[other]
            for other in codes[max(0, index - 6) : index + 7]
            if other != code and other[:2] == code[:2] and abs(int(other) - int(code)) <= 30
        ]
        if near and kilometres(points[code], median_point(near)) > FLAG_KM and code not in decided:
            flagged.append(code)
    return flagged


def mend(rows: Iterable[Row]) -> Iterator[Row]:
    """Apply the decisions made by hand."""
    for row in rows:
        if row.postcode in NEVER_ISSUED:
            continue
        if row.postcode in MOVED:
            latitude, longitude, _why = MOVED[row.postcode]
            row = replace(row, latitude=latitude, longitude=longitude)
        yield row


def postcode_lines(rows: list[Row]) -> Iterator[tuple[str, float, float, str, str]]:
    """Give each postcode one point, and the name of the place nearest to it."""
    for code, found in sorted(grouped(rows, lambda row: row.postcode).items()):
        best = most_accurate(found)
        point = median_point(row.point for row in best)
        named = min(best, key=lambda row: (kilometres(row.point, point), row.place))
        yield code, *point, named.place, named.province


def place_lines(rows: list[Row]) -> Iterator[tuple[str, str, str, float, float]]:
    """Give each place one point; namesakes in one province stay apart by municipality."""
    by_name = grouped(rows, lambda row: (row.place, row.province))
    for (place, province), found in sorted(by_name.items()):
        kept: list[tuple[str, Point]] = []
        municipalities = grouped(found, lambda row: row.municipality)
        for municipality, local in sorted(
            municipalities.items(), key=lambda item: (-len(item[1]), item[0])
        ):
            point = median_point(row.point for row in most_accurate(local))
            if all(kilometres(point, other) > ONE_PLACE_KM for _name, other in kept):
                kept.append((municipality, point))
        for municipality, point in sorted(kept):
            yield place, province, municipality, *point


def write(name: str, header: str, lines: Iterable[tuple[object, ...]]) -> None:
    """Write a CSV with Unix line ends, and say how long it became."""
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        count = 0
        for line in lines:
            writer.writerow(line)
            count += 1
    print(f"{name}: {count}")


def main() -> None:
    """Write both files, or stop at the first postcode nobody has looked at."""
    with tempfile.TemporaryDirectory() as folder:
        source = list(read_source(Path(folder)))
    if unseen := undecided(source):
        raise SystemExit(f"Look at these postcodes and write down what they are: {unseen}")
    rows = list(mend(source))
    write("postcodes.csv", "postcode,latitude,longitude,place,province", postcode_lines(rows))
    write("places.csv", "place,province,municipality,latitude,longitude", place_lines(rows))


if __name__ == "__main__":
    main()
