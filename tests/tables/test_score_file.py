from datetime import date
from pathlib import Path

import pytest

from partnerlink.domain.row_refusals import ScoreMissing
from partnerlink.domain.scores import ScoreKind, ScoreRow, parse_score
from partnerlink.tables.refusals import HeadersMissing
from partnerlink.tables.score_file import ScoreFile, read_scores
from tests.tables.files import Grid, csv_bytes, with_broken_styles, workbook_bytes

WITH_THRESHOLD: Grid = [
    ["Achterstandsscores vestigingen voortgezet onderwijs, schooljaar 2024"],
    ["Tabel 1. Achterstandsscore met drempel, aantal leerlingen per vestiging"],
    [],
    ["Vestigingscode", "Aantal leerlingen", "Achterstandsscore"],
    [],
    ["00AB00", 640, 0],
    ["01VJ05", 250, 0],
    ["02EB04", 100, 31.5],
]
WITHOUT_THRESHOLD: Grid = [
    ["Achterstandsscores vestigingen voortgezet onderwijs"],
    ["Tabel 2. Achterstandsscore zonder drempel"],
    [],
    ["Vestigingscode", "Achterstandsscore zonder drempel"],
    [],
    ["00AB00", 96.25],
    ["01VJ05", "."],
    ["02EB04", 41.5],
]
CBS = workbook_bytes({"Inhoud": [["CBS"]], "Tabel 1": WITH_THRESHOLD, "Tabel 2": WITHOUT_THRESHOLD})
NAME = "achterstandsscores_scholen_vhv_2024.xlsx"


def scores_in(file: ScoreFile) -> list[ScoreRow]:
    return [
        parse_score(
            row.cells(), kind=file.kind, source=file.source, reference_date=file.reference_date
        )
        for row in file.rows
    ]


@pytest.mark.parametrize("data", [CBS, with_broken_styles(CBS)], ids=["openpyxl", "calamine"])
def test_the_cbs_workbook_gives_the_score_without_threshold_and_the_pupils(data: bytes) -> None:
    file = read_scores(data, file_name=NAME)
    assert (file.kind, file.source) == (ScoreKind.VO, "CBS achterstandsscores 2024")
    assert file.reference_date == date(2024, 10, 1)
    first, missing, last = file.rows
    assert (first.line, missing.line, last.line) == (6, 7, 8)
    score = parse_score(first.cells(), kind=file.kind, source="CBS")
    assert (score.code, score.pupils, score.score) == ("00AB00", 640, 96.25)
    with pytest.raises(ScoreMissing):
        parse_score(missing.cells(), kind=file.kind, source="CBS")


def test_pupils_on_the_second_sheet_itself_are_used() -> None:
    grid = [*WITHOUT_THRESHOLD[:3], ["Code vestiging", "Leerlingen", "Score"], ["00AB00", 5, 2]]
    book = workbook_bytes({"Tabel 1": WITH_THRESHOLD, "Tabel 2": grid})
    assert [score.pupils for score in scores_in(read_scores(book))] == [5]


def test_the_workbook_for_praktijkonderwijs_has_the_first_sheet_only(tmp_path: Path) -> None:
    path = tmp_path / "achterstandsscores_scholen_pro_2023.xlsx"
    path.write_bytes(workbook_bytes({"Tabel 1": WITH_THRESHOLD}))
    file = read_scores(path)
    assert (file.kind, file.reference_date) == (ScoreKind.PRO, date(2023, 10, 1))
    assert [score.score for score in scores_in(file)] == [0, 0, 31.5]


def test_the_year_is_found_in_the_title_when_the_name_has_none() -> None:
    file = read_scores(workbook_bytes({"Tabel 1": WITH_THRESHOLD}), file_name="scores.xlsx")
    assert file.reference_date == date(2024, 10, 1)


def test_our_own_csv_says_everything_itself() -> None:
    data = csv_bytes(
        [
            ["vestigingscode", "leerlingen", "score", "peildatum", "bron"],
            ["00ab00", "640", "96,25", "01-10-2024", "regio"],
        ],
        delimiter=";",
    )
    assert scores_in(read_scores(data, file_name="scores.csv")) == [
        ScoreRow("00AB00", 640, 96.25, ScoreKind.ESTIMATE, "regio", date(2024, 10, 1))
    ]


def test_a_workbook_of_our_own_is_read_like_the_csv() -> None:
    data = workbook_bytes({"Blad1": [["Vestigingscode", "Score"], ["00AB00", 3]]})
    (score,) = scores_in(read_scores(data, file_name="eigen.xlsx"))
    assert (score.score, score.pupils, score.source) == (3, None, "eigen.xlsx")


def test_a_sheet_without_scores_is_refused() -> None:
    with pytest.raises(HeadersMissing) as caught:
        read_scores(workbook_bytes({"Tabel 1": WITH_THRESHOLD[:2]}))
    assert caught.value.missing == ("VESTIGINGSCODE",)
