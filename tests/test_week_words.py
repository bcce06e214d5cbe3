"""The parts of a week in words."""

from collections.abc import Collection

import pytest
from flask import Flask

from partnerlink.domain.vocabulary import Slot
from partnerlink.week_words import week_lines


@pytest.mark.parametrize(
    ("slots", "lines"),
    [
        ((), []),
        ((Slot.TUE_EVENING, Slot.TUE_MORNING), ["dinsdag: ochtend en avond"]),
        (
            (Slot.FRI_MORNING, Slot.MON_AFTERNOON),
            ["maandag: middag", "vrijdag: ochtend"],
        ),
        ([slot for slot in Slot if "morning" in slot], ["elke dag: ochtend"]),
        (Slot, ["elke dag: ochtend, middag en avond"]),
    ],
)
def test_a_week_is_told_per_day_in_order(
    app: Flask, slots: Collection[Slot], lines: list[str]
) -> None:
    with app.test_request_context():
        assert week_lines(slots) == lines
