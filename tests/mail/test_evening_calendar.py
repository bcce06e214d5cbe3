"""The calendar file of what a household comes to."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from partnerlink.domain.evening import ParentLanguage
from partnerlink.mail.calendar import CalendarMethod
from partnerlink.mail.evening_calendar import invitation_calendar
from partnerlink.models.invitation import Invitation
from tests.factories import NOW
from tests.factories_evenings import DAY, make_evening, make_household, make_pupil


def family(session: Session, **evening: object) -> list[Invitation]:
    made = make_evening(session, **evening)  # type: ignore[arg-type]
    sami = make_pupil(session, made, first_name="Sami")
    nour = make_pupil(session, made, first_name="Nour", room=1, round_=2)
    household = make_household(session, made, sami, nour, language=ParentLanguage.TR)
    return household.invitations


def coming(invitations: list[Invitation], *, people: int = 2) -> list[Invitation]:
    for one in invitations:
        one.answer(people, kept=2, now=NOW, by=None)
    return invitations


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).events)


def published(invitations: list[Invitation], *, now: datetime = NOW) -> list[Event]:
    return events(invitation_calendar(invitations, method=CalendarMethod.PUBLISH, now=now))


def test_each_child_is_an_appointment_of_its_own_round_in_the_language_of_the_family(
    app: Flask, session: Session
) -> None:
    first, second = published(coming(family(session, entrance="Achterdeur")))

    assert str(first["SUMMARY"]) == "Sunum: Sami"
    assert first["DTSTART"].dt.isoformat() == f"{DAY}T19:00:00+01:00"
    assert second["DTSTART"].dt.isoformat() == f"{DAY}T20:00:00+01:00"
    assert str(first["LOCATION"]).startswith("Derslik A1, ")
    assert "Hoofdstraat 1, 7811 AB Emmen" in str(first["LOCATION"])
    assert "Achterdeur" in str(first["DESCRIPTION"])


def test_the_number_to_call_is_readable_and_the_program_is_not_one_for_guest_talks(
    app: Flask, session: Session
) -> None:
    invitations = coming(family(session, phone="+31591123456"))
    content = invitation_calendar(invitations, method=CalendarMethod.PUBLISH, now=NOW)
    assert "0591 12 34 56" in str(events(content)[0]["DESCRIPTION"])
    assert "Gastlessen" not in str(Calendar.from_ical(content)["PRODID"])


def test_it_names_no_carer_no_surname_and_no_key(app: Flask, session: Session) -> None:
    invitations = coming(family(session))
    content = invitation_calendar(invitations, method=CalendarMethod.PUBLISH, now=NOW).decode()

    for secret in ("ATTENDEE", "ouder@familie.example", "Sami B", "/u/", "URL"):
        assert secret not in content


def test_it_stays_one_appointment_when_the_evening_moves_or_its_link_is_renewed(
    app: Flask, session: Session
) -> None:
    invitations = coming(family(session))
    before = published(invitations)[0]
    invitations[0].renew_link(nonce="0" * 32, token_hash="1" * 64, code_hash="2" * 64)
    invitations[0].pupil.presentation.evening.change({"day": DAY + timedelta(days=1)})

    after = published(invitations, now=NOW + timedelta(hours=1))[0]

    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


@pytest.mark.parametrize(
    ("day", "offset"), [(date(2027, 3, 28), "+02:00"), (date(2026, 10, 25), "+01:00")]
)
def test_the_hours_are_right_on_the_day_that_the_clock_changes(
    app: Flask, session: Session, day: date, offset: str
) -> None:
    early = {"answer_by": day - timedelta(days=2), "held_until": day - timedelta(days=7)}
    found = published(coming(family(session, day=day, **early)))

    assert found[0]["DTSTART"].dt.isoformat() == f"{day}T19:00:00{offset}"


def test_who_waits_without_a_seat_or_says_no_has_nothing_in_the_calendar(
    app: Flask, session: Session
) -> None:
    sami, nour = family(session)
    sami.answer(3, kept=0, now=NOW, by=None)
    nour.answer(0, kept=2, now=NOW, by=None)

    with pytest.raises(ValueError, match="nothing"):
        published([sami, nour])


def test_a_cancelled_evening_is_taken_out_whatever_was_answered(
    app: Flask, session: Session
) -> None:
    invitations = family(session)
    content = invitation_calendar(invitations, method=CalendarMethod.CANCEL, now=NOW)

    assert Calendar.from_ical(content)["METHOD"] == "CANCEL"
    assert [str(event["STATUS"]) for event in events(content)] == ["CANCELLED"] * 2


def test_nobody_is_asked_to_answer_a_calendar(app: Flask, session: Session) -> None:
    with pytest.raises(ValueError, match="asked"):
        invitation_calendar(coming(family(session)), method=CalendarMethod.REQUEST, now=NOW)
