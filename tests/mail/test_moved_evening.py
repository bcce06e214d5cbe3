"""An evening is moved a day: everybody who reckons with it is told, and calendars follow."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import ParentLanguage
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.compose import compose
from partnerlink.mail.evening_calendar import invitation_calendar
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.pupil import Pupil
from partnerlink.services import household_answers
from partnerlink.services.evening_changes import change_evening
from partnerlink.services.evening_seats import get_for_answer
from tests.factories import NOW
from tests.factories_evenings import DAY, make_evening, make_household, make_pupil
from tests.whole_evenings import reload

pytestmark = pytest.mark.both_databases

NEXT_DAY = DAY + timedelta(days=1)
MOTHER, FATHER = "moeder@familie.example", "vader@familie.example"


def coming(session: Session, evening: Evening, pupil: Pupil, *emails: str) -> Household:
    household = make_household(session, evening, pupil, emails=emails, language=ParentLanguage.PL)
    household.record_invited(NOW)
    session.flush()
    found = get_for_answer(session, household.invitations[0].id)
    household_answers.answer(session, found, 1, now=NOW)
    return household


def move_a_day(session: Session, evening: Evening) -> list[OutboxMail]:
    reload(session, evening)
    content = {"day": NEXT_DAY}
    change_evening(session, evening, content, contact=evening.contact, now=NOW)
    session.flush()
    mails = session.scalars(select(OutboxMail).order_by(OutboxMail.recipient)).all()
    assert {mail.kind for mail in mails} <= {MailKind.EVENING_CHANGED}
    return list(mails)


def event_of(content: bytes) -> tuple[str, int, str]:
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    day = event.decoded("DTSTART").date().isoformat()
    return str(event["UID"]), int(event.decoded("SEQUENCE")), day


def letter_event(session: Session, mail: OutboxMail) -> tuple[str, int, str]:
    letter = compose(session, mail, now=NOW)
    assert letter is not None
    assert letter.calendar is not None
    return event_of(letter.calendar.content)


def test_both_carers_of_a_household_hear_the_new_day_and_their_calendar_follows(
    session: Session,
) -> None:
    evening = make_evening(session)
    household = coming(session, evening, make_pupil(session, evening), MOTHER, FATHER)
    kept = invitation_calendar(
        household_answers.of_household(session, household.invitations[0]),
        method=CalendarMethod.PUBLISH,
        now=NOW,
    )
    uid, sequence, day = event_of(kept)
    assert (sequence, day) == (0, DAY.isoformat())

    mails = move_a_day(session, evening)

    assert [mail.recipient for mail in mails] == [MOTHER, FATHER]
    assert [letter_event(session, mail) for mail in mails] == [(uid, 1, NEXT_DAY.isoformat())] * 2


def test_carers_who_live_apart_each_hear_it_with_an_appointment_of_their_own(
    session: Session,
) -> None:
    evening = make_evening(session)
    pupil = make_pupil(session, evening)
    for email in (MOTHER, FATHER):
        coming(session, evening, pupil, email)

    mails = move_a_day(session, evening)

    assert [mail.recipient for mail in mails] == [MOTHER, FATHER]
    events = [letter_event(session, mail) for mail in mails]
    assert {(sequence, day) for _uid, sequence, day in events} == {(1, NEXT_DAY.isoformat())}
    assert len({uid for uid, _sequence, _day in events}) == 2
