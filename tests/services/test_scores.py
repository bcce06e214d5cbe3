"""Disadvantage scores in the database: once per school and kind, placed among the others."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.scores import ScoreKind
from partnerlink.models.register_entry import RegisterEntry
from partnerlink.models.score import Score
from partnerlink.services import scores
from partnerlink.services.import_report import ImportReport, Outcome
from tests.factories import make_organisation
from tests.tables.files import csv_bytes, workbook_bytes

pytestmark = pytest.mark.both_databases

HEADER = ["vestigingscode", "leerlingen", "score", "soort", "peildatum"]
VO, PRO = "onderwijskansenscore_vo", "onderwijskansenscore_pro"


def load(session: Session, *rows: Sequence[object]) -> ImportReport:
    reading = scores.read_scores(csv_bytes([HEADER, *rows]), file_name="scores.csv")
    assert reading.rejected == ()
    return scores.store(session, reading.lines)


def percentiles(session: Session) -> dict[str, float]:
    return {row.code: row.percentile for row in session.execute(Score.percentiles())}


def test_a_school_is_placed_by_its_score_per_pupil(session: Session) -> None:
    load(session, ["00AA00", 1000, 300, VO, ""], ["00AB00", 100, 90, VO, ""])
    load(session, ["00AC00", 100, 50, VO, "2024-10-01"])
    assert percentiles(session) == {"00AA00": 0.0, "00AC00": 0.5, "00AB00": 1.0}
    newest = session.scalars(select(Score).where(Score.code == "00AC00")).one()
    assert str(newest.reference_date) == "2024-10-01"
    assert newest.source == "scores.csv"


def test_the_same_scores_again_change_nothing(session: Session) -> None:
    rows = (["00AA00", 1000, 300, VO, ""], ["00AB00", 100, 90, VO, ""])
    assert load(session, *rows).outcomes == {Outcome.IMPORTED: 2}
    session.expire_all()
    assert load(session, *rows).outcomes == {Outcome.UNCHANGED: 2}
    assert not session.dirty
    changed = load(session, ["00AA00", 1000, 300, VO, "2024-10-01"], rows[1])
    assert changed.outcomes == {Outcome.UPDATED: 1, Outcome.UNCHANGED: 1}


def test_a_school_with_two_kinds_has_one_percentile(session: Session) -> None:
    load(session, ["00AA00", 300, 30, VO, ""], ["00AA00", 100, 90, PRO, ""])
    load(session, ["00AB00", 300, 60, VO, ""], ["00AB01", 300, 10, PRO, ""])
    assert percentiles(session) == {"00AA00": 0.25, "00AB00": 1.0, "00AB01": 0.0}


def test_a_missing_score_is_not_zero(session: Session) -> None:
    reading = scores.read_scores(csv_bytes([HEADER, ["00AA00", 100, ".", "", ""]]))
    assert [each.refusal.code for each in reading.rejected] == ["score_missing"]
    assert scores.store(session, reading.lines).outcomes == {}
    assert percentiles(session) == {}


def test_pupils_that_the_line_leaves_out_are_those_of_the_register(session: Session) -> None:
    session.add(RegisterEntry(kind="school", code="00AA00", name="Veencollege", pupils=640))
    report = load(session, ["00AA00", "", 64, "", ""], ["00AB00", "", 64, "", ""])
    stored = session.scalars(select(Score)).one()
    assert (stored.pupils, stored.kind) == (640, ScoreKind.ESTIMATE)
    assert [(each.number, each.refusal.code) for each in report.rejected] == [(3, "pupils_missing")]


def test_a_count_of_no_pupils_at_all_is_refused(session: Session) -> None:
    report = load(session, ["00AA00", 0, 64, VO, ""])
    assert [each.refusal.code for each in report.rejected] == ["pupils_missing"]


def test_the_counted_pupils_reach_the_register_and_the_school(session: Session) -> None:
    entry = RegisterEntry(kind="school", code="00AA00", name="Veencollege")
    own = RegisterEntry(kind="school", code="00AB00", name="Hondsrug")
    session.add_all([entry, own])
    session.flush()
    follower = make_organisation(session, code="00AA00", pupils=None)
    stubborn = make_organisation(session, code="00AB00", pupils=12)
    load(session, ["00AA00", 300, 30, VO, ""], ["00AA00", 100, 9, PRO, ""])
    load(session, ["00AB00", 50, 5, VO, ""])
    assert (entry.pupils, follower.pupils) == (400, 400)
    assert (own.pupils, stubborn.pupils) == (50, 12)


def test_the_workbook_of_the_cbs_is_stored_with_its_source_and_date(session: Session) -> None:
    book = workbook_bytes(
        {
            "Tabel 1": [["Tabel 1"], ["Vestigingscode", "Leerlingen", "Score"], ["00AA00", 640, 0]],
            "Tabel 2": [["Tabel 2"], ["Vestigingscode", "Score"], ["00AA00", 96.25]],
        }
    )
    name = "achterstandsscores_scholen_vhv_2024.xlsx"
    reading = scores.read_scores(book, file_name=name)
    scores.store(session, reading.lines)
    score = session.scalars(select(Score)).one()
    assert (score.score, score.pupils, score.percentile) == (96.25, 640, 0.5)
    assert (score.source, str(score.reference_date)) == (
        "CBS achterstandsscores 2024",
        "2024-10-01",
    )
