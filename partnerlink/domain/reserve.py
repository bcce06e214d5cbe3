"""The reserve who is asked to come after all: until when to answer, and when that is pressing."""

from collections.abc import Collection
from datetime import date, timedelta

from partnerlink.domain.school_days import Holiday, add_school_days, subtract_school_days

ANSWER_SCHOOL_DAYS = 2
PRESSING = timedelta(days=7)


def last_day_to_step_in(asked_on: date, talk_day: date, holidays: Collection[Holiday]) -> date:
    """Return the last day on which a reserve who was asked on `asked_on` can answer.

    That is two school days later, but at the latest the school day before the talk, so that the
    school can still ask somebody else; asked later than that, it is the day itself. Source of the
    rule: docs/decisions/0010-reserve-and-cancelling.md. Raises NoSchoolDayError.
    """
    day_before = subtract_school_days(talk_day, 1, holidays)
    wanted = min(add_school_days(asked_on, ANSWER_SCHOOL_DAYS, holidays), day_before)
    return min(max(wanted, asked_on), talk_day)


def is_pressing(asked_on: date, talk_day: date) -> bool:
    """Tell whether a talk is so soon that the letter says so first: within a week."""
    return talk_day - asked_on <= PRESSING
