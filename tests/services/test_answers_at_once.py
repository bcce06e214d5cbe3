"""One family answers twice at the same moment: two carers, a double click, two tabs."""

from collections.abc import Callable, Sequence

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import household_answers
from partnerlink.services.evening_seats import get_for_answer
from tests.factories import NOW
from tests.factories_evening_mail import invited
from tests.factories_evenings import make_evening, make_household, make_pupil
from tests.races import race

pytestmark = pytest.mark.both_databases

Said = tuple[InvitationState, int | None, int]
YES, NO = InvitationState.COMING, InvitationState.NOT_COMING


def answering(number: int, people: int) -> Callable[[Session], None]:
    def act(own: Session) -> None:
        household_answers.answer(own, get_for_answer(own, number), people, now=NOW)

    return act


def telling(number: int, **needs: object) -> Callable[[Session], None]:
    def act(own: Session) -> None:
        household_answers.write_needs(own, get_for_answer(own, number), needs)

    return act


def said(session: Session, numbers: Sequence[int]) -> list[Said]:
    session.rollback()
    found = [session.get_one(Invitation, number, populate_existing=True) for number in numbers]
    return [(one.state, one.people, one.seats) for one in found]


def told(session: Session) -> list[tuple[MailKind, str]]:
    found = session.scalars(select(OutboxMail).order_by(OutboxMail.recipient))
    return [(MailKind(letter.kind), letter.recipient) for letter in found]


@pytest.mark.parametrize("_time", range(3))
def test_of_two_carers_with_one_link_who_differ_one_answer_stands_whole(
    app: Flask, session: Session, _time: int
) -> None:
    evening = make_evening(session, rooms={"A1": 6})
    (one,) = invited(session, evening, "moeder@familie.example", "vader@familie.example")
    numbers = [one.id]
    session.commit()
    race(app, answering(numbers[0], 4), answering(numbers[0], 0))
    assert said(session, numbers)[0] in {(YES, 4, 4), (NO, 0, 0)}


@pytest.mark.parametrize("_time", range(3))
def test_of_carers_who_live_apart_each_has_an_answer_of_their_own(
    app: Flask, session: Session, _time: int
) -> None:
    evening = make_evening(session, rooms={"A1": 3})
    pupil = make_pupil(session, evening)
    homes = [make_household(session, evening, pupil).invitations[0] for _ in range(2)]
    numbers = [one.id for one in homes]
    session.commit()
    race(app, answering(numbers[0], 3), answering(numbers[1], 0))
    # Once one of them says no, the seats that were kept for them are free for the other.
    assert said(session, numbers) == [(YES, 3, 3), (NO, 0, 0)]


def test_a_yes_that_is_pressed_many_times_at_once_is_one_yes(app: Flask, session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 5})
    numbers = [one.id for one in invited(session, evening)]
    session.commit()
    race(app, *(answering(numbers[0], 4) for _ in range(6)))
    assert said(session, numbers) == [(YES, 4, 4)]
    assert told(session) == []


def test_a_no_that_is_pressed_twice_promotes_one_family_and_tells_it_once(
    app: Flask, session: Session
) -> None:
    evening = make_evening(session, rooms={"A1": 6}, seats_per_family=1)
    evening.release_seats(NOW)
    addresses = [f"gezin{number}@familie.example" for number in range(3)]
    numbers = [invited(session, evening, address)[0].id for address in addresses]
    session.commit()
    for number, people in zip(numbers, (6, 4, 4), strict=True):
        race(app, answering(number, people))
    race(app, *(answering(numbers[0], 0) for _ in range(4)))
    assert said(session, numbers) == [(NO, 0, 0), (YES, 4, 4), (YES, 4, 0)]
    assert told(session) == [(MailKind.EVENING_SEATS_FOUND, addresses[1])]


def test_needs_that_are_sent_twice_at_once_are_kept_once(app: Flask, session: Session) -> None:
    evening = make_evening(session)
    numbers = [one.id for one in invited(session, evening)]
    session.commit()
    race(app, answering(numbers[0], 2))
    race(app, *(telling(numbers[0], interpreter="Arabisch", children=2) for _ in range(5)))
    session.rollback()
    (needs,) = session.scalars(select(InvitationNeeds))
    assert (needs.interpreter, needs.children) == ("Arabisch", 2)
