"""Every kind of letter in a situation in which it is written, as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.talk import Side, TalkState
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW, make_account, make_organisation
from tests.factories_mail import make_talk, post_about

AFTER_THE_TALK = NOW + timedelta(weeks=5)


@dataclass(frozen=True)
class Case:
    """A letter that is due: how it comes about, and when it is written."""

    name: str
    kind: MailKind
    prepare: Callable[[Session], OutboxMail]
    now: datetime = NOW


def _to_new_account(kind: MailKind, **facts: str) -> Callable[[Session], OutboxMail]:
    def prepare(session: Session) -> OutboxMail:
        account = make_account(
            session, make_organisation(session), email_confirmed_at=None, password_hash=None
        )
        return post(session, kind, to=account, now=NOW, **facts)

    return prepare


def _to_organisation(
    kind: MailKind, state: OrganisationState, **facts: str
) -> Callable[[Session], OutboxMail]:
    def prepare(session: Session) -> OutboxMail:
        school = make_organisation(session, state=state, code="14RC00", website="veencollege.nl")
        return post(session, kind, to=make_account(session, school), now=NOW, **facts)

    return prepare


def _to_coordinator(session: Session) -> OutboxMail:
    school = make_organisation(session, is_verified=False, code="14RC00", website="veencollege.nl")
    return post(
        session,
        MailKind.ORGANISATION_WAITING,
        to=make_account(session),
        now=NOW,
        organisation_id=school.id,
    )


def _about(
    kind: MailKind, state: TalkState, side: Side, **changes: object
) -> Callable[[Session], OutboxMail]:
    def prepare(session: Session) -> OutboxMail:
        talk = make_talk(session, state, **changes)  # type: ignore[arg-type]
        return post_about(session, kind, talk, side)

    return prepare


def _both_want_it_again(session: Session) -> OutboxMail:
    talk = make_talk(session, TalkState.HELD)
    session.add(talk.request.copy(contact=talk.request.contact, now=AFTER_THE_TALK))
    session.flush()
    return post_about(session, MailKind.TALK_AGAIN, talk, Side.SCHOOL)


def _of_talk(
    kind: MailKind, state: TalkState, *sides: Side, now: datetime = NOW, **changes: object
) -> list[Case]:
    return [
        Case(f"{kind}-{side}", kind, _about(kind, state, side, **changes), now) for side in sides
    ]


CASES: list[Case] = [
    Case("confirm", MailKind.CONFIRM_EMAIL, _to_new_account(MailKind.CONFIRM_EMAIL)),
    Case("in_use", MailKind.EMAIL_IN_USE, _to_new_account(MailKind.EMAIL_IN_USE)),
    Case(
        "in_use_by_colleague",
        MailKind.EMAIL_IN_USE,
        _to_new_account(MailKind.EMAIL_IN_USE, invited_by="Joke Smit"),
    ),
    Case("reset", MailKind.RESET_PASSWORD, _to_new_account(MailKind.RESET_PASSWORD)),
    Case("join", MailKind.JOIN, _to_new_account(MailKind.JOIN, invited_by="Joke Smit")),
    Case("waiting", MailKind.ORGANISATION_WAITING, _to_coordinator),
    Case(
        "verified",
        MailKind.ORGANISATION_VERIFIED,
        _to_organisation(MailKind.ORGANISATION_VERIFIED, OrganisationState.VERIFIED),
    ),
    Case(
        "refused",
        MailKind.ORGANISATION_REFUSED,
        _to_organisation(
            MailKind.ORGANISATION_REFUSED, OrganisationState.REFUSED, ground="Geen school."
        ),
    ),
    *_of_talk(MailKind.TALK_INVITED, TalkState.INVITED, Side.PARTNER),
    *_of_talk(MailKind.TALK_APPLIED, TalkState.APPLIED, Side.SCHOOL),
    *_of_talk(MailKind.TALK_REMINDER, TalkState.INVITED, Side.PARTNER),
    *_of_talk(MailKind.TALK_REMINDER, TalkState.APPLIED, Side.SCHOOL),
    *_of_talk(MailKind.TALK_PLANNED, TalkState.PLANNED, *Side),
    *_of_talk(MailKind.TALK_TIME_CHANGED, TalkState.PLANNED, *Side),
    *_of_talk(MailKind.TALK_IN_RESERVE, TalkState.RESERVE, *Side),
    *_of_talk(MailKind.TALK_FILLED, TalkState.DECLINED, Side.PARTNER),
    *_of_talk(MailKind.TALK_DECLINED, TalkState.DECLINED, *Side),
    *_of_talk(MailKind.TALK_EXPIRED, TalkState.EXPIRED, *Side),
    *_of_talk(MailKind.TALK_WITHDRAWN, TalkState.WITHDRAWN, Side.PARTNER),
    *_of_talk(MailKind.TALK_WITHDRAWN, TalkState.WITHDRAWN, Side.SCHOOL, first_step=Side.PARTNER),
    *_of_talk(MailKind.TALK_RECONFIRM, TalkState.PLANNED, *Side),
    *_of_talk(MailKind.TALK_CANCELLED, TalkState.CANCELLED, *Side),
    *_of_talk(MailKind.TALK_OUTCOME, TalkState.PLANNED, Side.SCHOOL, now=AFTER_THE_TALK),
    *_of_talk(MailKind.TALK_EVALUATE, TalkState.HELD, *Side, now=AFTER_THE_TALK),
    *_of_talk(MailKind.TALK_AGAIN, TalkState.HELD, Side.PARTNER, now=AFTER_THE_TALK),
    Case("talk_again-school", MailKind.TALK_AGAIN, _both_want_it_again, AFTER_THE_TALK),
]


def _each(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


every_letter = _each(CASES)
every_letter_about_a_talk = _each([case for case in CASES if case.kind.startswith("talk_")])
