"""What is next about an evening, whatever state it is in."""

from datetime import date, timedelta

import pytest

from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_steps import (
    EveningStep,
    Preparation,
    missing_for_opening,
    next_step,
)

DAY = date(2026, 12, 8)
ANSWER_BY, HELD_UNTIL = DAY - timedelta(days=2), DAY - timedelta(days=7)
EARLY = DAY - timedelta(days=30)
PLACES = {"rooms": 2, "rounds": 3}
READY = PLACES | {"pupils": 10, "planned": 10}


def prepared(state: EveningState = EveningState.DRAFT, **counts: int) -> Preparation:
    return Preparation(
        state=state,
        day=DAY,
        answer_by=ANSWER_BY,
        held_until=HELD_UNTIL,
        keeps_seats=True,
        **counts,
    )


@pytest.mark.parametrize(
    ("counts", "step"),
    [
        ({}, EveningStep.ROOMS),
        ({"rooms": 2}, EveningStep.ROOMS),
        (PLACES, EveningStep.PUPILS),
        (PLACES | {"pupils": 10}, EveningStep.PROGRAMME),
        (PLACES | {"pupils": 10, "planned": 9}, EveningStep.PROGRAMME),
        (READY, EveningStep.OPEN),
    ],
)
def test_a_draft_is_made_step_by_step(counts: dict[str, int], step: EveningStep) -> None:
    assert next_step(prepared(**counts), today=EARLY) is step


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (ANSWER_BY, EveningStep.OPEN),
        (DAY - timedelta(days=1), EveningStep.NEW_LAST_DAY),
        (DAY, EveningStep.NEW_DAY),
        (DAY + timedelta(days=1), EveningStep.NEW_DAY),
    ],
)
def test_a_draft_whose_days_are_over_needs_new_ones(today: date, step: EveningStep) -> None:
    assert next_step(prepared(**READY), today=today) is step


def test_one_planned_pupil_is_enough_to_open_and_none_is_not() -> None:
    assert missing_for_opening(prepared(**PLACES, pupils=10, planned=1), today=EARLY) == ()
    missing = missing_for_opening(prepared(**PLACES, pupils=10), today=EARLY)
    assert missing == (EveningStep.PROGRAMME,)
    assert missing_for_opening(prepared(), today=EARLY) == (EveningStep.ROOMS, EveningStep.PUPILS)


@pytest.mark.parametrize(
    ("today", "counts", "step"),
    [
        (EARLY, {"unmailed": 1, "unanswered": 5}, EveningStep.INVITE),
        (EARLY, {"by_letter": 3, "unanswered": 3}, EveningStep.INVITE),
        (EARLY, {"by_letter": 3, "unanswered": 3, "answers": 1}, EveningStep.WAIT),
        (EARLY, {"unmailed": 1, "pupils": 2, "planned": 1}, EveningStep.PROGRAMME),
        (EARLY, {"printed": 3, "unanswered": 3}, EveningStep.WAIT),
        (EARLY, {"by_letter": 1, "printed": 3, "answers": 1}, EveningStep.INVITE),
        (ANSWER_BY + timedelta(days=1), {"unmailed": 1}, EveningStep.READY),
        (EARLY, {"unanswered": 5}, EveningStep.WAIT),
        (HELD_UNTIL - timedelta(days=8), {"unanswered": 5}, EveningStep.WAIT),
        (HELD_UNTIL - timedelta(days=7), {"unanswered": 5}, EveningStep.LOSE_SEATS),
        (HELD_UNTIL, {"unanswered": 5}, EveningStep.LOSE_SEATS),
        (HELD_UNTIL, {"answers": 9}, EveningStep.WAIT),
        (HELD_UNTIL + timedelta(days=1), {"unanswered": 5}, EveningStep.UNANSWERED),
        (ANSWER_BY, {"unanswered": 5}, EveningStep.UNANSWERED),
        (ANSWER_BY + timedelta(days=1), {"unanswered": 5}, EveningStep.READY),
        (DAY, {"unanswered": 5}, EveningStep.DOOR),
        (DAY + timedelta(days=1), {"unanswered": 5}, EveningStep.REPORT),
    ],
)
def test_an_open_evening_follows_its_days(
    today: date, counts: dict[str, int], step: EveningStep
) -> None:
    assert next_step(prepared(EveningState.OPEN, **(READY | counts)), today=today) is step


def test_of_a_cancelled_evening_nothing_is_next() -> None:
    assert next_step(prepared(EveningState.CANCELLED, **READY), today=DAY) is EveningStep.STOPPED
