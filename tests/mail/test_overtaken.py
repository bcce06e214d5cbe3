"""A letter that tells what is no longer so is not written."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.talk import Side, TalkState
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.letters import TALK_LETTERS, TO_ADDRESSES
from partnerlink.mail.outbox import post
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW, make_account, make_organisation
from tests.factories_mail import make_evaluation, make_talk, post_about
from tests.mail.letter_cases import (
    AFTER_THE_TALK,
    Case,
    every_letter,
    every_letter_about_a_talk,
)

STATES = {
    MailKind.TALK_INVITED: {TalkState.INVITED},
    MailKind.TALK_APPLIED: {TalkState.APPLIED},
    MailKind.TALK_REMINDER: {TalkState.INVITED, TalkState.APPLIED},
    MailKind.TALK_PLANNED: {TalkState.PLANNED},
    MailKind.TALK_TIME_CHANGED: {TalkState.PLANNED},
    MailKind.TALK_MEETING_CHANGED: {TalkState.PLANNED},
    # Both need more than a state: somebody who is asked as a reserve.
    MailKind.TALK_RESERVE_WANTED: set(),
    MailKind.TALK_RESERVE_ASKED: set(),
    MailKind.TALK_IN_RESERVE: {TalkState.RESERVE},
    MailKind.TALK_RESERVE_RELEASED: {TalkState.WITHDRAWN},
    MailKind.TALK_SPEAKER_FULL: {TalkState.DECLINED, TalkState.WITHDRAWN},
    MailKind.TALK_FILLED: set(TalkState)
    - {TalkState.INVITED, TalkState.APPLIED, TalkState.PLANNED, TalkState.RESERVE},
    MailKind.TALK_DECLINED: {TalkState.DECLINED},
    MailKind.TALK_EXPIRED: {TalkState.EXPIRED},
    MailKind.TALK_WITHDRAWN: {TalkState.WITHDRAWN},
    MailKind.TALK_RECONFIRM: {TalkState.PLANNED},
    MailKind.TALK_CANCELLED: {TalkState.CANCELLED},
    MailKind.TALK_OUTCOME: {TalkState.PLANNED},
    MailKind.TALK_NOT_HELD: {TalkState.NOT_HELD},
    MailKind.TALK_EVALUATE: {TalkState.HELD},
}


def is_written(session: Session, mail: OutboxMail, case_now: object = NOW) -> bool:
    session.flush()
    session.expire_all()
    return compose(session, mail, now=case_now) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize("state", TalkState)
def test_a_letter_about_a_talk_is_written_only_while_the_talk_is_so(
    session: Session, state: TalkState
) -> None:
    talk = make_talk(session, state)

    for kind in TALK_LETTERS:
        now = AFTER_THE_TALK if kind is MailKind.TALK_OUTCOME else NOW
        ends = [is_written(session, post_about(session, kind, talk, s), now) for s in Side]
        assert any(ends) == (state in STATES[kind]), kind


@every_letter
def test_nobody_who_was_shut_out_gets_a_letter(session: Session, case: Case) -> None:
    if case.kind in TO_ADDRESSES:
        return
    mail = case.prepare(session)
    receiver = make_account(session)
    receiver.is_enabled = False
    mail.account_id = receiver.id

    assert not is_written(session, mail, case.now)


@every_letter_about_a_talk
def test_who_went_to_another_organisation_reads_nothing_about_the_talk(
    session: Session, case: Case
) -> None:
    mail = case.prepare(session)
    mail.account_id = make_account(session, make_organisation(session)).id

    assert not is_written(session, mail, case.now)


@every_letter_about_a_talk
def test_a_talk_that_is_gone_needs_no_letter(session: Session, case: Case) -> None:
    mail = case.prepare(session)
    mail.facts = mail.facts | {"talk_id": 987654}

    assert not is_written(session, mail, case.now)


def test_an_address_that_is_confirmed_needs_no_question(session: Session) -> None:
    account = make_account(session, make_organisation(session))
    assert not is_written(session, post(session, MailKind.CONFIRM_EMAIL, to=account, now=NOW))


def test_an_address_that_was_changed_is_not_confirmed_at_the_old_one(session: Session) -> None:
    account = make_account(session, make_organisation(session), email_confirmed_at=None)
    mail = post(session, MailKind.CONFIRM_EMAIL, to=account, now=NOW)
    account.email = "nieuw@example.nl"

    assert not is_written(session, mail)


def test_who_joined_already_is_not_invited_again(session: Session) -> None:
    account = make_account(session, make_organisation(session), password_hash="x")
    assert not is_written(session, post(session, MailKind.JOIN, to=account, now=NOW))


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (MailKind.ORGANISATION_VERIFIED, OrganisationState.REFUSED),
        (MailKind.ORGANISATION_REFUSED, OrganisationState.VERIFIED),
    ],
)
def test_a_decision_that_was_turned_round_is_not_told(
    session: Session, kind: MailKind, state: OrganisationState
) -> None:
    account = make_account(session, make_organisation(session, state=state))
    assert not is_written(session, post(session, kind, to=account, now=NOW))


@pytest.mark.parametrize("state", [OrganisationState.VERIFIED, OrganisationState.REFUSED])
def test_an_organisation_that_was_looked_at_needs_no_second_look(
    session: Session, state: OrganisationState
) -> None:
    school = make_organisation(session, state=state)
    coordinator = make_account(session)
    mail = post(
        session,
        MailKind.ORGANISATION_WAITING,
        to=coordinator,
        now=NOW,
        organisation_id=school.id,
    )

    assert not is_written(session, mail)


def _reconfirmed(session: Session) -> OutboxMail:
    talk = make_talk(session, TalkState.PLANNED)
    talk.reconfirm(Side.PARTNER, NOW)
    return post_about(session, MailKind.TALK_RECONFIRM, talk, Side.PARTNER)


def _evaluated(session: Session) -> OutboxMail:
    talk = make_talk(session, TalkState.HELD)
    make_evaluation(session, talk, Side.PARTNER)
    return post_about(session, MailKind.TALK_EVALUATE, talk, Side.PARTNER)


def _said_again(session: Session) -> OutboxMail:
    talk = make_talk(session, TalkState.HELD)
    make_evaluation(session, talk, Side.PARTNER)
    return post_about(session, MailKind.TALK_AGAIN, talk, Side.PARTNER)


def _published_again(session: Session) -> OutboxMail:
    talk = make_talk(session, TalkState.HELD)
    draft = talk.request.copy(contact=talk.request.contact, now=NOW)
    session.add(draft)
    draft.close()
    return post_about(session, MailKind.TALK_AGAIN, talk, Side.SCHOOL)


def _no_draft(session: Session) -> OutboxMail:
    return post_about(session, MailKind.TALK_AGAIN, make_talk(session, TalkState.HELD), Side.SCHOOL)


@pytest.mark.parametrize(
    "prepare", [_reconfirmed, _evaluated, _said_again, _published_again, _no_draft]
)
def test_what_was_answered_is_not_asked(
    session: Session, prepare: Callable[[Session], OutboxMail]
) -> None:
    assert not is_written(session, prepare(session))


def test_on_the_day_itself_nobody_is_asked_whether_it_goes_on(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    mail = post_about(session, MailKind.TALK_RECONFIRM, talk, Side.SCHOOL)
    assert talk.starts_at is not None
    assert talk.ends_at is not None
    assert not is_written(session, mail, talk.ends_at)

    talk.set_time(talk.starts_at, talk.ends_at, now=NOW)
    assert is_written(session, mail, talk.starts_at - timedelta(minutes=1))
    assert not is_written(session, mail, talk.starts_at)


@pytest.mark.parametrize("kind", [MailKind.TALK_PLANNED, MailKind.TALK_TIME_CHANGED])
def test_after_a_talk_nobody_is_told_when_it_is(session: Session, kind: MailKind) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    mail = post_about(session, kind, talk, Side.PARTNER)
    assert talk.ends_at is not None

    assert is_written(session, mail, talk.ends_at - timedelta(minutes=1))
    assert not is_written(session, mail, talk.ends_at)


def test_before_a_talk_nobody_is_asked_how_it_ended(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    assert talk.starts_at is not None

    mail = post_about(session, MailKind.TALK_OUTCOME, talk, Side.SCHOOL)

    assert not is_written(session, mail, talk.starts_at - timedelta(minutes=1))
