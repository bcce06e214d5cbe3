"""Who is told what about an evening: one letter for each household, and none that is not needed."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.quiet_hours import goes_out_at
from partnerlink.mail.worker import Tally
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_seats
from partnerlink.services.evening_mail import (
    tell_cancelled,
    tell_changed,
    tell_moved,
    tell_seats_found,
)
from tests.factories import NOW
from tests.factories_evening_mail import invited, letters, reread
from tests.factories_evenings import make_evening
from tests.mail.working import Moment, work

pytestmark = pytest.mark.both_databases

NIGHT = NOW.replace(hour=22, minute=0)
"""Eleven in the evening in the Netherlands."""


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def evening(session: Session) -> Evening:
    return make_evening(session, rooms={"A1": 6})


def say(session: Session, invitation: Invitation, people: int) -> list[Invitation]:
    found = evening_seats.get_for_answer(session, invitation.id)
    return evening_seats.answer(session, found, people, now=NOW)


def fill_and_wait(session: Session, evening: Evening, *waiting: Invitation) -> Invitation:
    """Fill the room with one family, and let others wait; return the family's invitation."""
    evening.seats_per_family, evening.seats_released_at = 1, NOW
    (first,) = invited(session, evening, "eerst@familie.example")
    reread(session)
    say(session, first, 6)
    for one in waiting:
        say(session, one, 2)
    return first


def test_a_cancel_brings_one_promotion_and_one_letter_to_each_carer(
    session: Session, evening: Evening
) -> None:
    (waits,) = invited(session, evening, "a@familie.example", "b@familie.example")
    (later,) = invited(session, evening, "later@familie.example")
    first = fill_and_wait(session, evening, waits, later)

    found = say(session, first, 4)
    tell_seats_found(session, found, now=NOW)

    assert [one.id for one in found] == [waits.id]
    assert letters(session, MailKind.EVENING_SEATS_FOUND) == [
        "a@familie.example",
        "b@familie.example",
    ]


def test_brothers_and_sisters_with_seats_at_once_are_one_letter(
    session: Session, evening: Evening
) -> None:
    both = invited(session, evening, "thuis@familie.example", children=2)
    first = fill_and_wait(session, evening, *both)

    found = say(session, first, 0)
    assert len(found) == 2
    tell_seats_found(session, found, now=NOW)

    assert letters(session, MailKind.EVENING_SEATS_FOUND) == ["thuis@familie.example"]


def test_a_promotion_at_night_is_told_in_the_morning(
    session: Session, evening: Evening, moment: Moment
) -> None:
    (waits,) = invited(session, evening)
    first = fill_and_wait(session, evening, waits)
    tell_seats_found(session, say(session, first, 0), now=NIGHT)

    moment.now = NIGHT
    assert work(session, KeptHere(), moment) == Tally()
    moment.now = goes_out_at(NIGHT)
    assert work(session, KeptHere(), moment) == Tally(sent=1)


def test_who_says_no_before_the_morning_is_not_told_of_seats(
    session: Session, evening: Evening, moment: Moment
) -> None:
    (waits,) = invited(session, evening)
    first = fill_and_wait(session, evening, waits)
    tell_seats_found(session, say(session, first, 0), now=NIGHT)
    say(session, waits, 0)

    moment.now = goes_out_at(NIGHT)
    assert work(session, KeptHere(), moment) == Tally(dropped=1)


@pytest.mark.parametrize("tell", [tell_changed, tell_cancelled])
def test_a_change_is_told_to_who_reckons_with_the_evening(
    session: Session, evening: Evening, tell: object
) -> None:
    (comes,) = invited(session, evening, "komt@familie.example", by_mail=False)
    invited(session, evening, "vraag@familie.example")
    (refuses,) = invited(session, evening, "nee@familie.example")
    (gone,) = invited(session, evening, "weg@familie.example")
    invited(session, evening, "nog-niet@familie.example", by_mail=False)
    half = invited(session, evening, "half@familie.example", children=2)
    other = make_evening(session)
    invited(session, other, "ander@familie.example")
    reread(session)
    say(session, comes, 1)
    say(session, refuses, 0)
    say(session, half[0], 0)
    say(session, half[1], 1)
    evening_seats.withdraw(session, evening_seats.get_for_answer(session, gone.id))

    assert callable(tell)
    tell(session, evening, now=NOW)

    kind = MailKind.EVENING_CHANGED if tell is tell_changed else MailKind.EVENING_CANCELLED
    expected = ["half@familie.example", "komt@familie.example", "vraag@familie.example"]
    assert letters(session, kind) == expected


def test_changes_in_one_night_are_one_letter_in_the_morning(
    session: Session, evening: Evening, moment: Moment
) -> None:
    invited(session, evening)
    for _ in range(3):
        tell_changed(session, evening, now=NIGHT)
    assert letters(session, MailKind.EVENING_CHANGED) == ["thuis@familie.example"]

    moment.now = goes_out_at(NIGHT)
    assert work(session, KeptHere(), moment) == Tally(sent=1)
    tell_changed(session, evening, now=moment.now)
    assert len(letters(session, MailKind.EVENING_CHANGED)) == 2


def test_a_letter_that_is_being_written_does_not_count_as_told(
    session: Session, evening: Evening
) -> None:
    invited(session, evening)
    tell_changed(session, evening, now=NOW)
    session.flush()
    session.scalars(select(OutboxMail)).one().claimed_until = NOW + timedelta(minutes=1)
    tell_changed(session, evening, now=NOW)

    assert len(letters(session, MailKind.EVENING_CHANGED)) == 2


def test_when_one_pupil_is_moved_only_that_family_is_told(
    session: Session, evening: Evening
) -> None:
    moved = invited(session, evening, "verzet@familie.example")
    invited(session, evening, "blijft@familie.example")
    tell_moved(session, evening, moved, now=NOW)

    assert letters(session, MailKind.EVENING_CHANGED) == ["verzet@familie.example"]


def test_of_an_evening_that_families_do_not_know_nothing_is_told(session: Session) -> None:
    closed = make_evening(session)
    moved = invited(session, closed)
    closed.cancel()
    tell_changed(session, closed, now=NOW)
    tell_moved(session, closed, moved, now=NOW)

    assert letters(session, MailKind.EVENING_CHANGED) == []
