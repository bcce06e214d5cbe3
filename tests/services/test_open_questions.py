"""Whoever takes a colleague's place gets the letters about what waits for an answer."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import NotPermitted
from partnerlink.domain.talk import Side, TalkState
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.services import colleagues
from partnerlink.services.account_erasure import erase_account
from tests.factories import NOW, make_account, make_organisation
from tests.factories_talks import make_talk

pytestmark = pytest.mark.both_databases


def leave(session: Session, talk: Talk, side: Side) -> Account:
    """Close the account of a contact; return who takes over, once all earlier mail is gone."""
    session.execute(delete(OutboxMail))
    heir = make_account(session, talk.organisation_at(side), role=Role.MEMBER)
    make_account(session, talk.organisation_at(side), role=Role.MANAGER)
    colleagues.disable(session, talk.contact_at(side), successor=heir, now=NOW)
    session.commit()
    return heir


def letters(session: Session) -> list[OutboxMail]:
    return list(session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


@pytest.mark.parametrize(
    ("state", "side", "kind"),
    [
        (TalkState.INVITED, Side.PARTNER, MailKind.TALK_INVITED),
        (TalkState.APPLIED, Side.SCHOOL, MailKind.TALK_APPLIED),
    ],
)
def test_an_open_question_is_asked_again_with_links_of_their_own(
    session: Session, state: TalkState, side: Side, kind: MailKind
) -> None:
    talk = make_talk(session, state)
    heir = leave(session, talk, side)
    (letter,) = letters(session)
    assert (letter.kind, letter.recipient, letter.facts["side"]) == (kind, heir.email, side)
    composed = compose(session, letter, now=NOW)
    assert composed is not None
    assert "/antwoord/" in composed.text


@pytest.mark.parametrize(
    ("state", "side"),
    [
        (TalkState.INVITED, Side.SCHOOL),
        (TalkState.APPLIED, Side.PARTNER),
        (TalkState.PLANNED, Side.SCHOOL),
        (TalkState.DECLINED, Side.PARTNER),
    ],
)
def test_what_waits_for_nobody_here_is_not_written_about(
    session: Session, state: TalkState, side: Side
) -> None:
    leave(session, make_talk(session, state), side)
    assert letters(session) == []


@pytest.mark.parametrize("side", Side)
def test_whether_it_goes_on_is_asked_again_of_who_did_not_say(session: Session, side: Side) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk.ask_reconfirmation(NOW)
    heir = leave(session, talk, side)
    assert [(one.kind, one.account_id) for one in letters(session)] == [
        (MailKind.TALK_RECONFIRM, heir.id)
    ]
    talk.reconfirm(side, NOW)
    leave(session, talk, side)
    assert letters(session) == []


def test_how_it_went_is_asked_again_of_the_school(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    talk.starts_at, talk.ends_at = NOW - timedelta(hours=2), NOW - timedelta(hours=1)
    talk.ask_outcome(NOW)
    leave(session, talk, Side.PARTNER)
    assert letters(session) == []
    leave(session, talk, Side.SCHOOL)
    assert [one.kind for one in letters(session)] == [MailKind.TALK_OUTCOME]


def test_a_letter_that_still_waits_is_not_written_twice(session: Session) -> None:
    talk = make_talk(session, TalkState.INVITED)
    heir = make_account(session, talk.partner, role=Role.MANAGER)
    session.execute(delete(OutboxMail))
    leaver = talk.offer.contact
    post(session, MailKind.TALK_INVITED, to=leaver, now=NOW, talk_id=talk.id, side="partner")
    session.flush()
    colleagues.disable(session, leaver, successor=heir, now=NOW)
    session.commit()
    assert [one.recipient for one in letters(session)] == [heir.email]


def test_who_is_erased_leaves_open_questions_to_a_manager(session: Session) -> None:
    talk = make_talk(session, TalkState.INVITED)
    heir = make_account(session, talk.partner, role=Role.MANAGER)
    session.execute(delete(OutboxMail))
    erase_account(session, talk.offer.contact, now=NOW)
    session.commit()
    assert [one.recipient for one in letters(session)] == [heir.email]


def test_nobody_of_elsewhere_takes_over(session: Session) -> None:
    home = make_organisation(session)
    make_account(session, home)
    bram, stranger = make_account(session, home), make_account(session, make_organisation(session))
    with pytest.raises(NotPermitted):
        colleagues.disable(session, bram, successor=stranger, now=NOW)
