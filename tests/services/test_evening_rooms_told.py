"""Another time of a round or name of a room: who hears of it, and who is left in peace."""

from datetime import time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening_layout import Layout, RoundLine
from partnerlink.domain.evening_times import Span
from partnerlink.mail.kinds import MailKind
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services.evening_audience import Reach
from partnerlink.services.evening_rooms import arrange
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_invitation
from tests.services.test_evening_rooms import answered, mails, sized


def recipients(session: Session) -> list[str]:
    session.flush()
    return list(session.scalars(select(OutboxMail.recipient)))


def told(invitation: Invitation) -> None:
    invitation.household.record_invited(NOW)


def test_another_time_or_name_is_told_once_families_reckon_with_it(session: Session) -> None:
    evening = make_evening(session, rounds=1)
    invitation = make_invitation(session, evening)
    told(invitation)
    later = RoundLine(number=evening.rounds[0].id, span=Span(time(20, 0), time(20, 30)))
    done = arrange(session, evening, Layout(rounds=[later]), now=NOW)
    assert (done.told, evening.sequence) == (Reach(by_mail=1), 1)
    assert mails(session) == [MailKind.EVENING_CHANGED]


@pytest.mark.both_databases
def test_only_the_families_of_the_round_that_moves_are_told_of_it(session: Session) -> None:
    evening = make_evening(session, rounds=2)
    moved, paper, no, other = (
        make_invitation(session, evening, round_=number) for number in (0, 0, 0, 1)
    )
    for invitation in (moved, no, other):
        told(invitation)
    paper.household.carers[0].email, wanted = None, moved.household.addresses
    answered(session, no, 0)
    key, span = evening.rounds[0].id, Span(time(18, 45), time(19, 15))
    done = arrange(session, evening, Layout(rounds=[RoundLine(number=key, span=span)]), now=NOW)
    assert (done.told, evening.sequence) == (Reach(by_mail=1, by_hand=1), 1)
    assert recipients(session) == wanted


@pytest.mark.both_databases
def test_only_the_families_in_a_renamed_room_with_a_seat_are_told_of_it(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 2, "A2": 30})
    seated, waits, other = (make_invitation(session, evening, room=number) for number in (0, 0, 1))
    for invitation in (seated, waits, other):
        told(invitation)
    wanted = seated.household.addresses
    answered(session, waits, 0)
    answered(session, seated, 2)
    answered(session, waits, 2)
    assert (seated.seats, waits.seats, waits.lacking) == (2, 0, 2)
    done = arrange(session, evening, sized(evening.rooms[0], 2, name="Aula"), now=NOW)
    assert done.told == Reach(by_mail=1)
    assert recipients(session) == wanted


def test_a_second_change_before_the_first_mail_went_out_brings_no_second_mail(
    session: Session,
) -> None:
    evening = make_evening(session, rounds=1)
    told(make_invitation(session, evening))
    key = evening.rounds[0].id
    for starts in (time(20, 0), time(20, 15)):
        line = RoundLine(number=key, span=Span(starts, time(20, 45)))
        arrange(session, evening, Layout(rounds=[line]), now=NOW)
    assert (evening.sequence, len(recipients(session))) == (2, 1)


def test_the_name_of_an_empty_room_and_more_seats_are_nobodys_news(session: Session) -> None:
    evening = make_evening(session)
    told(make_invitation(session, evening))
    arrange(session, evening, sized(evening.rooms[1], 40, name="Aula"), now=NOW)
    assert (evening.sequence, mails(session)) == (0, [])
