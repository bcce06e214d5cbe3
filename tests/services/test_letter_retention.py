"""Letters are gone after 30 days, and with them whoever was invited and never came."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import Side, TalkState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services.invitations import invite, waiting_invitations
from partnerlink.services.letter_retention import LETTERS_ARE_KEPT, forget_old_letters
from tests.factories import NOW, make_account, make_organisation
from tests.factories_mail import make_talk, post_about, post_reset
from tests.factories_region import make_dead_letter

MONTH_AGO = NOW - LETTERS_ARE_KEPT
MINUTE = timedelta(minutes=1)


def send_all(session: Session, moment: datetime) -> None:
    """Let every letter that waits be posted and sent at a moment."""
    for letter in session.scalars(select(OutboxMail).where(OutboxMail.sent_at.is_(None))):
        letter.posted_at = letter.due_at = moment
        letter.send(moment)
    session.commit()


def kept(session: Session) -> list[str]:
    return sorted(session.scalars(select(OutboxMail.recipient)))


@pytest.fixture
def school(session: Session) -> Organisation:
    return make_organisation(session)


@pytest.mark.both_databases
def test_a_letter_goes_30_days_after_it_was_sent_and_not_a_minute_before(
    app: Flask, session: Session
) -> None:
    post_reset(session, make_account(session, email="oud@school.example"))
    send_all(session, MONTH_AGO)
    post_reset(session, make_account(session, email="nieuw@school.example"))
    send_all(session, MONTH_AGO + MINUTE)

    assert forget_old_letters(NOW) == Counter(letters_forgotten=1)
    assert kept(session) == ["nieuw@school.example"]
    session.rollback()
    assert forget_old_letters(NOW) == Counter()


def test_a_letter_that_waited_long_is_kept_30_days_from_its_sending(
    app: Flask, session: Session
) -> None:
    letter = post_reset(session, make_account(session))
    letter.posted_at = letter.due_at = MONTH_AGO - timedelta(days=9)
    letter.send(NOW - MINUTE)
    session.commit()

    assert forget_old_letters(NOW) == Counter()


def test_a_letter_that_still_waits_is_never_forgotten(app: Flask, session: Session) -> None:
    letter = post_reset(session, make_account(session))
    letter.posted_at = letter.due_at = MONTH_AGO - timedelta(days=300)
    session.commit()

    assert forget_old_letters(NOW) == Counter()


def test_a_letter_that_was_given_up_is_kept_for_30_days_too(app: Flask, session: Session) -> None:
    make_dead_letter(session, make_account(session))
    session.commit()

    assert forget_old_letters(NOW + LETTERS_ARE_KEPT - timedelta(days=1)) == Counter()
    assert forget_old_letters(NOW + LETTERS_ARE_KEPT + timedelta(days=3)) == Counter(
        letters_forgotten=1
    )


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("state", "forgotten"),
    [(TalkState.INVITED, Counter()), (TalkState.PLANNED, Counter(letters_forgotten=1))],
)
def test_a_reminder_stays_while_its_question_waits(
    app: Flask, session: Session, state: TalkState, forgotten: Counter[str]
) -> None:
    post_about(session, MailKind.TALK_REMINDER, make_talk(session, state), Side.PARTNER)
    send_all(session, MONTH_AGO)

    assert forget_old_letters(NOW) == forgotten


@pytest.mark.both_databases
def test_an_invitation_that_nobody_took_up_goes_alike_whether_or_not_the_address_was_known(
    app: Flask, session: Session, school: Organisation
) -> None:
    manager = make_account(session, school)
    elsewhere = make_account(session, make_organisation(session), email="elders@school.example")
    for email in ("nieuw@school.example", elsewhere.email):
        invite(session, school, name="Bram Vos", email=email, by=manager, now=MONTH_AGO)
    send_all(session, MONTH_AGO)
    assert len(waiting_invitations(session, school)) == 2
    session.commit()

    assert forget_old_letters(NOW) == Counter(letters_forgotten=2, invitations_forgotten=1)
    assert not waiting_invitations(session, school)
    assert not session.scalars(Account.by_email("nieuw@school.example")).all()
    assert session.scalars(Account.by_email(elsewhere.email)).one().is_enabled


def test_who_was_invited_again_keeps_the_invitation(
    app: Flask, session: Session, school: Organisation
) -> None:
    manager = make_account(session, school)
    for moment in (MONTH_AGO, NOW - MINUTE):
        invite(session, school, name="Bram", email="bram@x.example", by=manager, now=moment)
        send_all(session, moment)

    assert forget_old_letters(NOW) == Counter(letters_forgotten=1)
    assert session.scalars(Account.by_email("bram@x.example")).one().name == "Bram"


def test_who_joined_loses_only_the_letters(app: Flask, session: Session) -> None:
    account = make_account(session, make_organisation(session), created_at=MONTH_AGO)
    post_reset(session, account)
    send_all(session, MONTH_AGO)

    assert forget_old_letters(NOW) == Counter(letters_forgotten=1)
    assert session.scalars(select(Account.id)).all() == [account.id]


@pytest.mark.both_databases
def test_a_sign_up_that_nobody_confirmed_goes_after_30_days(app: Flask, session: Session) -> None:
    gone, young, joined = (
        make_organisation(session, is_verified=False, created_at=moment)
        for moment in (MONTH_AGO, MONTH_AGO + MINUTE, MONTH_AGO)
    )
    for home in (gone, young):
        make_account(session, home, email_confirmed_at=None, password_hash="x", created_at=NOW)
    make_account(session, joined)
    left = {young.id, joined.id}
    session.commit()

    assert forget_old_letters(NOW) == Counter(sign_ups_forgotten=1)
    assert set(session.scalars(select(Organisation.id))) == left
    session.rollback()
    assert forget_old_letters(NOW) == Counter()
