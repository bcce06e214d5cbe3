from datetime import date

import pytest

from partnerlink.domain.row_refusals import (
    DateInvalid,
    PupilsInvalid,
    RowRefusal,
    SchoolCodeInvalid,
    ScoreInvalid,
    ScoreKindUnknown,
    ScoreMissing,
)
from partnerlink.domain.scores import ScoreKind, ScoreRow, parse_score

SCORE = {"VESTIGINGSCODE": "00AB00", "LEERLINGEN": "640", "SCORE": "96.25"}


def read(**changes: str) -> ScoreRow:
    return parse_score(SCORE | changes, kind=ScoreKind.VO, source="CBS")


@pytest.mark.parametrize(
    ("text", "score"),
    [("0", 0), ("96.25", 96.25), ("96,25", 96.25), ("1.234,5", 1234.5), ("1.234", 1.234)],
)
def test_a_score_is_read_with_a_point_or_a_comma(text: str, score: float) -> None:
    assert read(SCORE=text).score == score


@pytest.mark.parametrize("text", ["", ".", "-", "x", "X", "<5", "< 5", "n.b."])
def test_a_missing_score_is_not_zero(text: str) -> None:
    with pytest.raises(ScoreMissing):
        read(SCORE=text)


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "1e5", "1_000", "1.2.3", "hoog", "9" * 400])
def test_a_score_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(RowRefusal) as caught:
        read(SCORE=text)
    assert caught.value.column == "SCORE"


@pytest.mark.parametrize(
    ("text", "pupils"), [("640", 640), ("1.340", 1340), ("", None), ("<5", None), (".", None)]
)
def test_the_number_of_pupils_may_be_missing(text: str, pupils: int | None) -> None:
    assert read(LEERLINGEN=text).pupils == pupils


def test_the_score_is_compared_per_pupil() -> None:
    assert read(LEERLINGEN="50", SCORE="25").per_pupil == 0.5
    assert read(LEERLINGEN="0", SCORE="25").per_pupil is None
    assert read(LEERLINGEN="").per_pupil is None


def test_a_line_that_says_more_goes_before_what_the_file_says() -> None:
    score = read(BRON="regio", PEILDATUM="2024-10-01", SOORT="coordinator_estimate")
    assert (score.source, score.kind) == ("regio", ScoreKind.ESTIMATE)
    assert score.reference_date == date(2024, 10, 1)
    assert read().source == "CBS"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"VESTIGINGSCODE": "Bron: CBS"}, SchoolCodeInvalid),
        ({"LEERLINGEN": "veel"}, PupilsInvalid),
        ({"LEERLINGEN": "12,5"}, PupilsInvalid),
        ({"SCORE": "12;5"}, ScoreInvalid),
        ({"PEILDATUM": "31-02-2024"}, DateInvalid),
        ({"PEILDATUM": "2024"}, DateInvalid),
        ({"SOORT": "anders"}, ScoreKindUnknown),
    ],
)
def test_a_line_that_will_not_do_is_refused_for_its_reason(
    changes: dict[str, str], refusal: type[RowRefusal]
) -> None:
    with pytest.raises(refusal):
        read(**changes)
