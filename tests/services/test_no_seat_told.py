"""A family that waits for seats and gets none hears it, once, when no answers can come any more."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.services import evening_changes, evening_seats
from partnerlink.services.evening_seats import get_for_answer
from partnerlink.services.household_erasure import stored_about
from partnerlink.services.households import find_household
from tests.factories import NOW
from tests.factories_evening_mail import letters
from tests.factories_evenings import DAY, make_evening
from tests.factories_families import before, days_of, family
from tests.ticking import on, ticked
from tests.whole_evenings import reload

ONE = timedelta(days=1)
ANSWER_BY = DAY - 2 * ONE
NO_SEAT, REMIND_DAY = MailKind.EVENING_NO_SEAT, MailKind.EVENING_REMIND_DAY


def a_full_room(session: Session, *, day_of_answers: int = 2) -> tuple[Invitation, Invitation]:
    """Return a family with two of the four seats it asked for, and one with none of two."""
    evening = make_evening(session, rooms={"A1": 4}, answer_by=DAY - day_of_answers * ONE)
    some, none = family(session, evening, "enkele", 4), family(session, evening, "geen", 2)
    family(session, evening, "eerst", 2)
    some.seats, none.seats = 2, 0
    some.waiting_since = none.waiting_since = NOW
    session.flush()
    return some, none


@pytest.mark.both_databases
def test_who_waits_in_vain_hears_it_once_when_answering_has_ended(session: Session) -> None:
    a_full_room(session)
    assert days_of(session, "no_seat_told", before(DAY, 6)) == [ANSWER_BY + ONE] * 2
    assert letters(session, NO_SEAT) == ["enkele@familie.example", "geen@familie.example"]


@pytest.mark.both_databases
def test_who_gets_seats_by_the_last_settling_hears_that_and_not_that_there_are_none(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 5}, seats_per_family=1)
    large, third = family(session, evening, "groot", 5), family(session, evening, "drie", 3)
    for one in (large, third):
        one.seats, one.waiting_since, one.passed_over = 1, NOW, 3
    evening.seats_released_at = NOW
    session.flush()
    done = ticked(session, on(ANSWER_BY + ONE, "00:01"))
    assert (done["answering_ended"], done["no_seat_told"]) == (1, 1)
    assert third.seats == 3
    assert letters(session, MailKind.EVENING_SEATS_FOUND) == ["drie@familie.example"]
    assert letters(session, NO_SEAT) == ["groot@familie.example"]


def test_who_said_no_has_all_or_is_not_invited_any_more_hears_nothing(session: Session) -> None:
    some, none = a_full_room(session)
    none.withdraw()
    found = get_for_answer(session, some.id)
    evening_seats.answer(session, found, 0, now=on(ANSWER_BY))
    assert some.state is InvitationState.NOT_COMING
    assert ticked(session, on(ANSWER_BY + ONE))["no_seat_told"] == 0


def test_who_asks_the_school_later_and_gets_none_hears_it_too(session: Session) -> None:
    some, none = a_full_room(session)
    found = get_for_answer(session, none.id)
    evening_seats.answer(session, found, 0, now=on(ANSWER_BY))
    assert ticked(session, on(ANSWER_BY + ONE))["no_seat_told"] == 1
    found = get_for_answer(session, none.id)
    evening_seats.answer(session, found, 2, now=on(DAY - ONE, "12:30"), by=None)
    assert (found.seats, some.seats) == (0, 2)
    assert ticked(session, on(DAY - ONE, "13:00"))["no_seat_told"] == 1


def test_who_just_heard_for_how_many_there_is_a_seat_is_not_asked_the_same_day(
    session: Session,
) -> None:
    a_full_room(session)
    assert ticked(session, on(DAY - ONE, "00:01"))["no_seat_told"] == 2
    assert letters(session, REMIND_DAY) == ["eerst@familie.example"]


def test_who_heard_it_days_before_is_asked_whether_they_still_come(session: Session) -> None:
    a_full_room(session, day_of_answers=4)
    assert days_of(session, "no_seat_told", before(DAY, 6)) == [DAY - 3 * ONE] * 2
    assert letters(session, REMIND_DAY) == ["eerst@familie.example", "enkele@familie.example"]


def test_when_answering_ends_again_who_still_waits_hears_it_again(session: Session) -> None:
    some, _none = a_full_room(session, day_of_answers=4)
    assert ticked(session, on(DAY - 3 * ONE, "09:00"))["no_seat_told"] == 2
    evening = reload(session, session.get_one(Evening, some.evening_id))
    evening_changes.change_evening(
        session,
        evening,
        {"answer_by": DAY - 2 * ONE},
        contact=evening.contact,
        now=on(DAY - 3 * ONE, "10:00"),
    )
    assert ticked(session, on(DAY - 2 * ONE))["no_seat_told"] == 0
    assert ticked(session, on(DAY - ONE))["no_seat_told"] == 2


@pytest.mark.parametrize("name", ["cancelled", "over"])
def test_of_an_evening_that_is_off_or_over_nobody_hears_it(session: Session, name: str) -> None:
    some, _none = a_full_room(session)
    evening = session.get_one(Evening, some.evening_id)
    if name == "cancelled":
        evening.cancel()
    else:
        evening.end_answering(on(ANSWER_BY + ONE))
    day = DAY - ONE if name == "cancelled" else DAY + ONE
    assert ticked(session, on(day))["no_seat_told"] == 0


def test_it_stands_in_what_is_stored_about_the_family(session: Session) -> None:
    _some, none = a_full_room(session)
    moment = on(ANSWER_BY + ONE)
    ticked(session, moment)
    household = find_household(session, none.evening_id, none.household_id)
    assert household is not None
    stored = stored_about(session, session.get_one(Evening, none.evening_id), household)
    assert stored["no_seat_told_at"] == moment.isoformat()
