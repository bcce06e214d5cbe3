"""On which dates two can meet, and at what time of the clock."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import DayPart, HolidayRegion, Slot
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.services.talk_dates import part_times, possible_dates
from tests.factories import (
    NOW,
    make_offer,
    make_request,
)


def test_a_period_gives_the_school_days_that_suit_the_speaker(session: Session) -> None:
    session.add(
        SchoolHoliday(
            region=HolidayRegion.NOORD,
            school_year="2026-2027",
            name="Kerstvakantie",
            first_day=date(2026, 12, 19),
            last_day=date(2027, 1, 3),
        )
    )
    slots = frozenset({Slot.MON_MORNING, Slot.FRI_MORNING, Slot.FRI_AFTERNOON})
    period = TalkPeriod(date(2026, 12, 14), date(2027, 1, 8), slots)
    request = make_request(session, dates=TalkDates(period=period))
    possible = possible_dates(session, request, make_offer(session), now=NOW)
    days = [(12, 14), (12, 18), (1, 4), (1, 8)]
    assert [(d.day.month, d.day.day) for d in possible] == days
    assert {d.part for d in possible} == {DayPart.MORNING}


@pytest.mark.parametrize(
    ("day", "part", "begin", "end"),
    [
        (date(2026, 11, 10), DayPart.MORNING, "2026-11-10T08:00+01:00", "2026-11-10T12:00+01:00"),
        (date(2026, 6, 10), DayPart.MORNING, "2026-06-10T08:00+02:00", "2026-06-10T12:00+02:00"),
        (date(2027, 3, 28), DayPart.EVENING, "2027-03-28T17:00+02:00", "2027-03-28T22:00+02:00"),
        (date(2026, 10, 25), DayPart.AFTERNOON, "2026-10-25T12:00+01:00", "2026-10-25T17:00+01:00"),
    ],
)
def test_the_times_of_a_part_of_a_day_are_those_of_the_clock_in_the_netherlands(
    day: date, part: DayPart, begin: str, end: str
) -> None:
    moments = part_times(TalkDate(day, part))
    assert tuple(moment.isoformat(timespec="minutes") for moment in moments) == (begin, end)
