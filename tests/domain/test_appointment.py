"""A mark of when and where a family is expected."""

from datetime import date, time

from partnerlink.domain.appointment import is_mark, mark_of

DAY, HOURS, PLACE = date(2026, 12, 8), (time(19), time(19, 30)), ("Hoofdstraat 1", "", "A1")


def test_the_same_day_time_and_place_have_the_same_mark_and_any_other_another() -> None:
    marks = {
        mark_of(DAY, HOURS, *PLACE),
        mark_of(date(2026, 12, 9), HOURS, *PLACE),
        mark_of(DAY, (time(19), time(19, 20)), *PLACE),
        mark_of(DAY, None, *PLACE),
        mark_of(DAY, HOURS, "Hoofdstraat 2", "", "A1"),
        mark_of(DAY, HOURS, "Hoofdstraat 1", "Achter", "A1"),
        mark_of(DAY, HOURS, "Hoofdstraat 1", "A1", ""),
    }
    assert mark_of(DAY, HOURS, *PLACE) in marks
    assert len(marks) == 7
    assert all(map(is_mark, marks))


def test_what_else_is_sent_is_no_mark() -> None:
    for text in ("", "0" * 15, "0" * 17, "g" * 16, "A" * 16, "0" * 16 + "\n"):
        assert not is_mark(text)
