"""A server that is killed in the middle: nothing is lost, and nothing is done twice."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.evening import InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_seats
from partnerlink.services.evening_invitations import Sending, sending_of
from tests.factories import NOW
from tests.factories_evening_mail import invited
from tests.factories_evenings import make_evening
from tests.factories_whole_school import make_whole_school
from tests.halfway import kill_halfway, say_no, send_invitations

pytestmark = pytest.mark.both_databases

SCHOOL = 1_500


@contextmanager
def looking(session: Session) -> Iterator[Session]:
    """Read what is stored, and hold no lock afterwards that the next process would wait for."""
    session.rollback()
    session.expire_all()
    yield session
    session.rollback()


def seats(session: Session) -> list[tuple[InvitationState, int]]:
    with looking(session) as fresh:
        found = fresh.scalars(select(Invitation).order_by(Invitation.id))
        return [(one.state, one.seats) for one in found]


def mails(session: Session) -> Counter[tuple[MailKind, str]]:
    with looking(session) as fresh:
        found = fresh.execute(select(OutboxMail.kind, OutboxMail.recipient))
        return Counter((MailKind(kind), recipient) for kind, recipient in found)


def sending(session: Session, number: int) -> Sending:
    with looking(session) as fresh:
        return sending_of(fresh, fresh.get_one(Evening, number), now=NOW)


def test_an_answer_that_is_cut_off_is_no_answer_and_can_be_given_again(
    app: Flask, session: Session, database_url: str
) -> None:
    evening = make_evening(session, rooms={"A1": 4}, seats_per_family=1)
    (first,) = invited(session, evening, "eerst@familie.example")
    (waits,) = invited(session, evening, "wacht@familie.example")
    evening.release_seats(NOW)
    for one in (first, waits):
        evening_seats.answer(session, evening_seats.get_for_answer(session, one.id), 3, now=NOW)
    number = first.id
    session.commit()
    before = seats(session)
    kill_halfway(say_no, database_url, number)
    assert (seats(session), mails(session)) == (before, Counter())

    with db.writing() as again:
        say_no(again, number)
    assert seats(session) == [(InvitationState.NOT_COMING, 0), (InvitationState.COMING, 3)]
    assert mails(session) == {(MailKind.EVENING_SEATS_FOUND, "wacht@familie.example"): 1}


def test_1500_invitations_that_are_cut_off_are_each_posted_once(
    app: Flask, session: Session, database_url: str
) -> None:
    number = make_whole_school(session, families=SCHOOL)
    kill_halfway(send_invitations, database_url, number)
    assert mails(session) == Counter()
    assert sending(session, number).to_invite == SCHOOL

    for _ in range(2):
        with db.writing() as again:
            send_invitations(again, number)
    assert set(mails(session).values()) == {1}
    counted = sending(session, number)
    assert (counted.to_invite, counted.waiting) == (0, SCHOOL)
