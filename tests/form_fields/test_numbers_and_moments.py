"""What the fields for numbers, days and times accept and refuse."""

from datetime import date, time

import pytest

from tests.form_fields.every_field import drawn, error_of, sent, value_of

NOT_WHOLE = "Vul een heel getal in, zonder punt of komma."
OUT_OF_BOUNDS = "Vul een getal in van 1 tot en met 400."
TOO_FAR = "Vul een afstand in van 1 tot en met 75 kilometer."


@pytest.mark.parametrize(("typed", "kept"), [("1", 1), (" 400 ", 400), ("007", 7)])
def test_a_whole_number_is_read(typed: str, kept: int) -> None:
    assert value_of("pupils", typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (None, "Vul in: Leerlingen"),
        ("", "Vul in: Leerlingen"),
        ("NaN", NOT_WHOLE),
        ("inf", NOT_WHOLE),
        ("1e9", NOT_WHOLE),
        ("1e400", NOT_WHOLE),
        ("1.000", NOT_WHOLE),
        ("12,5", NOT_WHOLE),
        ("+5", NOT_WHOLE),
        ("1_000", NOT_WHOLE),
        ("0x10", NOT_WHOLE),
        ("１２", NOT_WHOLE),
        ("٣", NOT_WHOLE),
        ("²", NOT_WHOLE),
        ("0", OUT_OF_BOUNDS),
        ("-1", OUT_OF_BOUNDS),
        ("401", OUT_OF_BOUNDS),
        ("9" * 5000, OUT_OF_BOUNDS),
    ],
)
def test_what_is_no_such_number_is_refused_in_words(typed: str | None, sentence: str) -> None:
    assert error_of("pupils", typed) == sentence


@pytest.mark.parametrize(("typed", "kept"), [("1", 1), ("75", 75), ("25 km", 25), ("25KM", 25)])
def test_a_distance_is_read_with_or_without_its_unit(typed: str, kept: int) -> None:
    assert value_of("km", typed) == kept


@pytest.mark.parametrize("typed", ["0", "-1", "76", "1000000000"])
def test_a_distance_nobody_can_choose_is_refused(typed: str) -> None:
    assert error_of("km", typed) == TOO_FAR


@pytest.mark.parametrize(
    "typed", ["2026-12-31", "31-12-2026", "31/12/2026", " 31.12.2026 ", "31 12 2026"]
)
def test_a_day_is_read_as_a_picker_and_as_the_dutch_write_it(typed: str) -> None:
    assert value_of("day", typed) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31-02-2027", "De datum 31-2-2027 bestaat niet. Kies een andere dag."),
        ("2027-02-31", "De datum 31-2-2027 bestaat niet. Kies een andere dag."),
        ("2027-13-01", "De datum 1-13-2027 bestaat niet. Kies een andere dag."),
        ("0000-01-01", "De datum 1-1-0 bestaat niet. Kies een andere dag."),
        ("morgen", "Vul een datum in zoals 31-12-2026."),
        ("31-12-26", "Vul een datum in zoals 31-12-2026."),
        ("２０２６-12-31", "Vul een datum in zoals 31-12-2026."),
        ("1999-12-31", "Kies een dag vanaf 1 januari 2000."),
        ("2100-01-01", "Kies een dag tot en met 31 december 2099."),
    ],
)
def test_what_is_no_such_day_is_refused_in_words(typed: str, sentence: str) -> None:
    assert error_of("day", typed) == sentence


def test_a_view_can_refuse_days_that_are_behind_us() -> None:
    with sent(day="2026-09-30") as form:
        form.day.earliest = date(2026, 10, 1)
        assert not form.validate()
        assert form.day.errors == ["Kies een dag vanaf 1 oktober 2026."]


def test_a_picker_gets_an_iso_date_and_a_wrong_day_is_shown_as_it_was_typed() -> None:
    with sent(day="31-12-2026") as form:
        form.validate()
        assert 'type="date" value="2026-12-31"' in drawn(form)
    with sent(day="31-02-2027") as form:
        form.validate()
        assert 'type="text" value="31-02-2027"' in drawn(form)


@pytest.mark.parametrize(
    ("typed", "kept"), [("13:30", time(13, 30)), ("9.05", time(9, 5)), ("09:30:00", time(9, 30))]
)
def test_a_time_is_read(typed: str, kept: time) -> None:
    assert value_of("start", typed) == kept


@pytest.mark.parametrize("typed", ["24:00", "12:60", "half twee", "1330", "１３:30", "99:99:99"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    assert error_of("start", typed) == "Vul een tijd in zoals 13:30."
