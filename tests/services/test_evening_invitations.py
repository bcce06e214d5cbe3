"""Invitations are sent to every family once, whatever breaks off, and answered on behalf."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.errors import AnsweringEnded, NotAllowedNow, TooManyPeople
from partnerlink.domain.evening import EveningState, InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services.evening_invitations import (
    answer_for,
    find_invitation,
    post_invitation,
    send_batch,
    sending_of,
)
from tests.factories import NOW
from tests.factories_evenings import (
    DAY,
    make_evening,
    make_household,
    make_invitation,
    make_pupil,
)
from tests.races import race

ON_THE_DAY = NOW.replace(year=DAY.year, month=DAY.month, day=DAY.day)


def families(session: Session, evening: Evening, number: int) -> None:
    for _ in range(number):
        make_invitation(session, evening)


def posted(session: Session) -> list[tuple[int, int]]:
    """Return (household, letters) of every household that has an invitation in the outbox."""
    session.flush()
    session.expire_all()
    household = OutboxMail.facts["household_id"].as_integer()
    rows = session.execute(
        select(household, func.count())
        .where(OutboxMail.kind == MailKind.EVENING_INVITED)
        .group_by(household)
    )
    return [(number, count) for number, count in rows]


def sending(number: int, at_most: int) -> Callable[[Session], int]:
    def act(own: Session) -> int:
        return send_batch(own, own.get_one(Evening, number), now=NOW, at_most=at_most)

    return act


@pytest.mark.both_databases
def test_every_family_with_an_address_gets_one_letter(session: Session) -> None:
    evening = make_evening(session)
    pupil = make_pupil(session, evening)
    both = make_household(session, evening, pupil, emails=("a@x.example", "b@x.example"))
    without = make_household(session, evening, make_pupil(session, evening), emails=(None,))
    assert send_batch(session, evening, now=NOW) == 1
    assert posted(session) == [(both.id, 2)]
    assert (both.invited_at, without.invited_at) == (NOW, None)
    counted = sending_of(session, evening, now=NOW)
    assert (counted.to_invite, counted.without_mail, counted.waiting) == (0, 1, 2)


@pytest.mark.both_databases
def test_a_sending_that_was_killed_goes_on_where_it_was(app: Flask, session: Session) -> None:
    evening = make_evening(session)
    families(session, evening, 7)
    number = evening.id
    session.commit()
    with db.writing() as first:
        assert send_batch(first, first.get_one(Evening, number), now=NOW, at_most=3) == 3
    with db.database().open_writing() as killed:
        # Nobody commits it, as when the process ends here.
        assert send_batch(killed, killed.get_one(Evening, number), now=NOW, at_most=3) == 3
        killed.flush()
    assert len(posted(session)) == 3
    session.rollback()
    with db.writing() as last:
        assert send_batch(last, last.get_one(Evening, number), now=NOW) == 4
    assert [count for _household, count in posted(session)] == [1] * 7


@pytest.mark.both_databases
def test_two_who_send_at_once_post_no_letter_twice(app: Flask, session: Session) -> None:
    evening = make_evening(session)
    families(session, evening, 30)
    number = evening.id
    session.commit()
    sent = race(app, *(sending(number, 30) for _ in range(4)))
    session.rollback()
    assert sum(count for count in sent if isinstance(count, int)) == 30
    assert [count for _household, count in posted(session)] == [1] * 30


def test_a_pupil_who_came_later_is_sent_to_alone(session: Session) -> None:
    evening = make_evening(session)
    families(session, evening, 2)
    send_batch(session, evening, now=NOW)
    late = make_invitation(session, evening)
    assert send_batch(session, evening, now=NOW + timedelta(days=1)) == 1
    assert late.household.invited_at == NOW + timedelta(days=1)


def test_who_is_no_longer_invited_gets_no_letter(session: Session) -> None:
    evening = make_evening(session)
    make_invitation(session, evening).withdraw()
    session.flush()
    assert send_batch(session, evening, now=NOW) == 0


@pytest.mark.parametrize("state", [EveningState.DRAFT, EveningState.CANCELLED])
def test_nobody_is_invited_to_an_evening_that_is_not_open(
    session: Session, state: EveningState
) -> None:
    evening = make_evening(session, state=state)
    household = make_invitation(session, evening).household
    with pytest.raises(NotAllowedNow):
        send_batch(session, evening, now=NOW)
    with pytest.raises(NotAllowedNow):
        post_invitation(session, evening, household, now=NOW)


def test_nobody_is_invited_after_the_day(session: Session) -> None:
    evening = make_evening(session)
    with pytest.raises(NotAllowedNow):
        send_batch(session, evening, now=ON_THE_DAY + timedelta(days=1))


def test_progress_tells_what_was_sent_and_what_did_not_arrive(session: Session) -> None:
    evening = make_evening(session)
    families(session, evening, 3)
    send_batch(session, evening, now=NOW)
    letters = session.scalars(select(OutboxMail).order_by(OutboxMail.id)).all()
    letters[0].send(NOW)
    letters[1].attempts = 99
    letters[1].fail(NOW, error="no such mailbox")
    session.flush()
    counted = sending_of(session, evening, now=NOW)
    assert (counted.sent, counted.waiting, counted.dead, counted.posted) == (1, 1, 1, 3)
    assert letters[1].state is MailState.DEAD


def on_behalf(
    session: Session, invitation: Invitation, people: int, *, now: datetime = NOW, **needs: object
) -> Account:
    account = session.scalars(select(Account)).one()
    found = find_invitation(session, invitation.evening_id, invitation.id)
    assert found is not None
    answer_for(session, found, people, needs=needs, by=account, now=now)
    session.flush()
    return account


@pytest.mark.both_databases
def test_the_school_answers_for_a_family_and_its_name_is_kept(session: Session) -> None:
    invitation = make_invitation(session, make_evening(session))
    account = on_behalf(session, invitation, 2, interpreter="Arabisch", children=2)
    assert (invitation.state, invitation.seats) == (InvitationState.COMING, 2)
    assert invitation.answered_by is account
    needs = session.get_one(InvitationNeeds, invitation.id)
    assert (needs.interpreter, needs.children, needs.needs_lift) == ("Arabisch", 2, False)


def test_a_school_may_still_answer_after_the_last_day_but_not_after_the_evening(
    session: Session,
) -> None:
    invitation = make_invitation(session, make_evening(session))
    on_behalf(session, invitation, 1, now=ON_THE_DAY)
    assert invitation.people == 1
    with pytest.raises(AnsweringEnded):
        on_behalf(session, invitation, 2, now=ON_THE_DAY + timedelta(days=1))


def test_a_no_takes_the_needs_away(session: Session) -> None:
    invitation = make_invitation(session, make_evening(session))
    on_behalf(session, invitation, 2, needs_lift=True)
    on_behalf(session, invitation, 0, needs_lift=True)
    assert session.get(InvitationNeeds, invitation.id) is None


def test_more_people_than_the_room_holds_is_refused_on_behalf_too(session: Session) -> None:
    invitation = make_invitation(session, make_evening(session, rooms={"A1": 3}))
    with pytest.raises(TooManyPeople):
        on_behalf(session, invitation, 4)


@pytest.mark.both_databases
def test_a_no_by_telephone_tells_the_family_that_waited(session: Session) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    waits, calls = make_invitation(session, evening), make_invitation(session, evening)
    on_behalf(session, waits, 4)
    on_behalf(session, calls, 0)
    told = session.scalars(
        select(OutboxMail).where(OutboxMail.kind == MailKind.EVENING_SEATS_FOUND)
    )
    assert [letter.facts["household_id"] for letter in told] == [waits.household_id]


def test_another_evenings_invitation_is_not_found(session: Session) -> None:
    mine, other = make_evening(session), make_evening(session)
    invitation = make_invitation(session, other)
    assert find_invitation(session, mine.id, invitation.id) is None
    assert session.get(Household, invitation.household_id) is not None
