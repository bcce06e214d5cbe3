"""Colleagues: never without a manager, and nothing is left without a contact."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.account import Role
from partnerlink.domain.errors import LastManager, NotPermitted, Refusal
from partnerlink.domain.evening import EveningState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post, post_to_household
from partnerlink.models.account import Account
from partnerlink.services import colleagues
from tests.factories import (
    NOW,
    make_account,
    make_offer,
    make_organisation,
    make_request,
)
from tests.factories_evenings import make_evening, make_household, make_pupil


@pytest.mark.both_databases
def test_the_last_manager_stays(session: Session) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    make_account(session, home, role=Role.MEMBER)
    with pytest.raises(LastManager):
        colleagues.make_member(session, anna)
    assert anna.role is Role.MANAGER


@pytest.mark.parametrize("state", [{"is_enabled": False}, {"email_confirmed_at": None}])
def test_a_manager_who_cannot_sign_in_does_not_count(
    session: Session, state: dict[str, object]
) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    make_account(session, home, **state)  # type: ignore[arg-type]
    with pytest.raises(LastManager):
        colleagues.make_member(session, anna)


def test_a_manager_of_another_organisation_does_not_count(session: Session) -> None:
    anna = make_account(session, make_organisation(session))
    make_account(session, make_organisation(session, OrganisationKind.MBO))
    with pytest.raises(LastManager):
        colleagues.make_member(session, anna)


def test_to_make_somebody_a_member_twice_changes_nothing(session: Session) -> None:
    home = make_organisation(session)
    make_account(session, home)
    bram = make_account(session, home)
    colleagues.make_member(session, bram)
    session.flush()
    colleagues.make_member(session, bram)
    assert bram.role is Role.MEMBER


def test_who_cannot_sign_in_yet_becomes_no_manager(session: Session) -> None:
    home = make_organisation(session)
    invited = make_account(session, home, role=Role.MEMBER, email_confirmed_at=None)
    with pytest.raises(NotPermitted):
        colleagues.make_manager(session, invited)


@pytest.mark.both_databases
def test_the_only_manager_can_hand_over(session: Session) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    bram = make_account(session, home, role=Role.MEMBER)
    colleagues.hand_over(session, giver=anna, receiver=bram)
    session.flush()
    assert (anna.role, bram.role) == (Role.MEMBER, Role.MANAGER)


def test_nobody_hands_over_to_themselves(session: Session) -> None:
    anna = make_account(session, make_organisation(session))
    with pytest.raises(NotPermitted):
        colleagues.hand_over(session, giver=anna, receiver=anna)


@pytest.mark.both_databases
def test_whoever_closes_an_account_becomes_the_contact(session: Session) -> None:
    home = make_organisation(session)
    anna, bram = make_account(session, home), make_account(session, home)
    request, own = (
        make_request(session, home, contact=bram),
        make_request(session, home, contact=anna),
    )
    offer = make_offer(session, make_organisation(session, OrganisationKind.MBO))
    elsewhere = offer.contact_id
    key = bram.session_key
    colleagues.disable(session, bram, successor=anna, now=NOW)
    session.commit()
    assert not bram.is_active
    assert bram.session_key != key
    assert (request.contact_id, own.contact_id) == (anna.id, anna.id)
    assert offer.contact_id == elsewhere


@pytest.mark.both_databases
def test_an_evening_goes_to_whoever_closes_an_account_and_answers_to_its_mails_too(
    session: Session,
) -> None:
    home = make_organisation(session)
    anna, bram = make_account(session, home), make_account(session, home)
    ahead = make_evening(session, home, contact=bram)
    over = make_evening(session, home, contact=bram, state=EveningState.CANCELLED)
    household = make_household(session, ahead, make_pupil(session, ahead))
    (mail,) = post_to_household(session, MailKind.EVENING_INVITED, household, now=NOW)
    colleagues.disable(session, bram, successor=anna, now=NOW)
    session.commit()
    session.expire_all()
    assert (ahead.contact_id, over.contact_id) == (anna.id, anna.id)
    composed = compose(session, mail, now=NOW)
    assert composed is not None
    assert composed.reply_to == (anna.name, anna.email)


@pytest.mark.both_databases
def test_letters_about_talks_that_wait_go_to_the_new_contact(session: Session) -> None:
    home = make_organisation(session)
    anna, bram = make_account(session, home), make_account(session, home)
    about_talk = post(session, MailKind.TALK_PLANNED, to=bram, now=NOW, talk_id=1, side="school")
    about_bram = post(session, MailKind.RESET_PASSWORD, to=bram, now=NOW)
    sent = post(session, MailKind.TALK_INVITED, to=bram, now=NOW, talk_id=1, side="school")
    sent.send(NOW)
    session.flush()
    colleagues.disable(session, bram, successor=anna, now=NOW)
    session.commit()
    assert (about_talk.account_id, about_talk.recipient) == (anna.id, anna.email)
    assert about_bram.recipient == sent.recipient == bram.email


def test_nobody_closes_their_own_account(session: Session) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    make_account(session, home)
    with pytest.raises(NotPermitted):
        colleagues.disable(session, anna, successor=anna, now=NOW)


Step = Callable[[Session, Account, Account], None]
RACES: dict[str, Step] = {
    "demote": lambda session, _me, other: colleagues.make_member(session, other),
    "disable": lambda session, me, other: colleagues.disable(session, other, successor=me, now=NOW),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("step", RACES.values(), ids=RACES)
def test_two_managers_who_put_each_other_out_at_once_leave_one(
    app: Flask, session: Session, step: Step
) -> None:
    home = make_organisation(session)
    pair = [make_account(session, home).id, make_account(session, home).id]
    home_id = home.id
    session.commit()
    barrier, outcomes = Barrier(2), []

    def act(me: int, other: int) -> None:
        with app.app_context(), db.database().open_writing() as own:
            barrier.wait()
            try:
                step(own, own.get_one(Account, me), own.get_one(Account, other))
                own.commit()
                outcomes.append("done")
            except Refusal as refusal:
                outcomes.append(refusal.code)

    threads = [Thread(target=act, args=each) for each in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["done", LastManager.code]
    assert len(session.scalars(colleagues.managers_of(home_id)).all()) == 1
