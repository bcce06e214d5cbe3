"""Somebody moves to another e-mail address."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import EmailTaken
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from partnerlink.services.own_address import ask_to_move, move
from tests.factories import NOW, make_account, make_offer, make_organisation
from tests.factories_sign_up import sign_up_bakery
from tests.races import race

pytestmark = pytest.mark.both_databases

OLD, NEW = "anna@oud.example", "anna@nieuw.example"


def anna_of(session: Session, **changes: object) -> Account:
    return make_account(session, make_organisation(session), email=OLD, **changes)


def posted(session: Session) -> list[tuple[str, str]]:
    session.flush()
    chosen = select(OutboxMail.kind, OutboxMail.recipient).order_by(OutboxMail.id)
    return [(kind, recipient) for kind, recipient in session.execute(chosen)]


def test_the_new_address_is_asked_and_nothing_changes_yet(session: Session) -> None:
    anna = anna_of(session)
    ask_to_move(session, anna, NEW.upper(), now=NOW)
    assert posted(session) == [(MailKind.MOVE_EMAIL, NEW)]
    assert anna.email == OLD


def test_who_has_the_new_address_already_is_told_and_the_asker_is_not(session: Session) -> None:
    make_account(session, make_organisation(session), email=NEW)
    ask_to_move(session, anna_of(session), NEW, now=NOW)
    assert posted(session) == [(MailKind.EMAIL_IN_USE, NEW)]


def test_once_proven_it_is_theirs_and_the_old_address_reads_that(session: Session) -> None:
    anna = anna_of(session)
    key = anna.session_key
    post(session, MailKind.RESET_PASSWORD, to=anna, now=NOW)
    move(session, anna, NEW, now=NOW)
    session.commit()
    assert (anna.email, anna.session_key == key) == (NEW, False)
    assert posted(session) == [(MailKind.RESET_PASSWORD, NEW), (MailKind.EMAIL_MOVED, OLD)]


def test_an_address_that_somebody_took_meanwhile_is_refused(session: Session) -> None:
    anna = anna_of(session)
    make_account(session, make_organisation(session), email=NEW)
    with pytest.raises(EmailTaken):
        move(session, anna, NEW, now=NOW)


def test_a_sign_up_that_nobody_confirmed_gives_way(session: Session) -> None:
    anna = anna_of(session)
    sign_up_bakery(session, email=NEW, code="01234567")
    session.commit()
    move(session, anna, NEW, now=NOW)
    session.commit()
    assert session.scalars(select(Account.id)).all() == [anna.id]


def test_ones_own_closed_account_elsewhere_gives_way(session: Session) -> None:
    anna, college = anna_of(session), make_organisation(session, OrganisationKind.MBO)
    stays = make_account(session, college)
    closed = make_account(session, college, email=NEW, role=Role.MEMBER, is_enabled=False)
    offer = make_offer(session, college, contact=closed)
    move(session, anna, NEW, now=NOW)
    session.commit()
    assert (anna.email, offer.contact_id) == (NEW, stays.id)


def test_a_closed_account_on_which_work_hangs_that_nobody_can_take_stays(
    session: Session,
) -> None:
    anna, college = anna_of(session), make_organisation(session, OrganisationKind.MBO)
    closed = make_account(session, college, email=NEW, role=Role.MEMBER, is_enabled=False)
    make_offer(session, college, contact=closed)
    with pytest.raises(EmailTaken):
        move(session, anna, NEW, now=NOW)


def test_an_address_of_the_school_itself_verifies_it(session: Session) -> None:
    anna = anna_of(session)
    assert anna.organisation is not None
    anna.organisation.state = OrganisationState.UNVERIFIED
    anna.organisation.mail_domain = "nieuw.example"
    move(session, anna, NEW, now=NOW)
    session.commit()
    assert anna.organisation.is_verified


def test_of_two_who_want_one_address_at_once_one_has_it(app: Flask, session: Session) -> None:
    numbers = [make_account(session, make_organisation(session)).id for _each in range(2)]
    session.commit()

    def act(own: Session, number: int) -> None:
        move(own, own.get_one(Account, number), NEW, now=NOW)

    first, second = numbers
    outcomes = race(app, lambda own: act(own, first), lambda own: act(own, second))
    assert set(outcomes) == {None, EmailTaken}
