"""A form that may be left half-filled, and that colleagues share."""

from datetime import date

import pytest
from flask import Flask

from partnerlink.domain.vocabulary import DayPart, Sector
from partnerlink.form_fields import Choices, Row, Rows, TextLine, Whole
from partnerlink.form_fields.draft import MARK, DraftForm, mark_of


class Name(Row):
    name = TextLine("Naam")


class Wish(DraftForm):
    subject = TextLine("Onderwerp")
    sectors = Choices("Werk", Sector)
    pupils = Whole("Leerlingen", at_least=1, at_most=30)
    names = Rows("Namen", Name, row_label="Naam", at_least=1)


def test_a_draft_needs_a_subject_only(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"subject": "Zorg"}):
        form = Wish(meta={"csrf": False})
        assert form.is_valid_draft()
        assert not form.validate()
        assert {p.anchor for p in form.problems} == {"sectors-0", "pupils", "names-0-name"}


def test_what_a_draft_does_say_must_be_right(app: Flask) -> None:
    typed = {"subject": "Zorg", "pupils": "31"}
    with app.test_request_context("/", method="POST", data=typed):
        form = Wish(meta={"csrf": False})
        assert not form.is_valid_draft()
        assert [p.anchor for p in form.problems] == ["pupils"]


def test_a_draft_without_a_subject_is_refused(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"pupils": "3"}):
        form = Wish(meta={"csrf": False})
        assert not form.is_valid_draft()
        assert form.pupils.required


@pytest.mark.parametrize(("mark", "is_valid"), [("old", True), ("new", False), (None, True)])
def test_what_a_colleague_changed_is_not_written_over_unseen(
    app: Flask, mark: str | None, is_valid: bool
) -> None:
    said = {"old": {"subject": "Zorg"}, "new": {"subject": "Bouw"}}
    data = {"subject": "Ict"} | ({MARK: mark_of(said[mark])} if mark else {})
    with app.test_request_context("/", method="POST", data=data):
        form = Wish(meta={"csrf": False})
        form.expect(said["old"])
        assert form.is_valid_draft() is is_valid
        assert bool(form.problems) is not is_valid


def test_what_a_colleague_changed_is_said_beside_each_question(app: Flask) -> None:
    before = {"subject": "Zorg", "sectors": frozenset({Sector.BOUW}), "pupils": 20}
    now = {"subject": "Bouw", "sectors": frozenset[Sector](), "pupils": 20}
    typed = {"subject": "Ict", "pupils": "20", "names-0-name": "Sami", MARK: mark_of(before)}
    with app.test_request_context("/", method="POST", data=typed):
        form = Wish(meta={"csrf": False})
        form.expect(now)
        assert not form.is_valid_draft()
        assert form.subject.errors == ["Een collega wijzigde dit net. Nu staat er: Bouw"]
        assert form.sectors.errors == ["Een collega maakte dit net leeg."]
        assert not form.pupils.errors
        assert form.subject.data == "Ict"


def test_a_mark_depends_on_the_values_and_not_on_their_order() -> None:
    one = {"a": frozenset(Sector), "b": [{"day": date(2026, 12, 1), "part": DayPart.MORNING}]}
    other = {"b": [{"part": DayPart.MORNING, "day": date(2026, 12, 1)}], "a": frozenset(Sector)}
    assert mark_of(one) == mark_of(other)
    assert mark_of(one) != mark_of(one | {"a": frozenset({Sector.BOUW})})
    assert mark_of({"a": 1}) != mark_of({"a": "1"})
