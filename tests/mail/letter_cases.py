"""Every kind of letter in a situation in which it is written, as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role, StaffLanguage
from partnerlink.domain.organisation import OrganisationState
from partnerlink.domain.talk import AskedAs, Ending, Side, TalkState
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post, post_to_address
from partnerlink.models.outbox import OutboxMail
from tests.factories import NOW, make_account, make_organisation
from tests.factories_mail import make_talk, post_about
from tests.mail.changed_talks import details_changed, online

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


def _to_gone(ground: str) -> Callable[[Session], OutboxMail]:
    def prepare(session: Session) -> OutboxMail:
        return post_to_address(
            session,
            MailKind.ORGANISATION_LOST,
            email="weg@veencollege.example",
            name="Anna de Vries",
            language=StaffLanguage.NL,
            now=NOW,
            organisation="Veencollege",
            ground=ground,
        )

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


def _to_appointed(role: Role) -> Callable[[Session], OutboxMail]:
    def prepare(session: Session) -> OutboxMail:
        account = make_account(session, role=role, email_confirmed_at=None, password_hash=None)
        facts = {"invited_by": "Joke Smit", "region": "Veen en Vecht"}
        return post(session, MailKind.APPOINTED, to=account, now=NOW, **facts)

    return prepare


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


def _reserve_wanted(session: Session) -> OutboxMail:
    talk = make_talk(session)
    talk.asked_as = AskedAs.RESERVE
    return post_about(session, MailKind.TALK_RESERVE_WANTED, talk, Side.PARTNER)


def _step_in(session: Session, kind: MailKind) -> OutboxMail:
    talk = make_talk(session, TalkState.RESERVE)
    talk.ask_reserve(talk.proposed_dates[:1], answer_by=talk.answer_by, now=NOW)
    return post_about(session, kind, talk, Side.PARTNER)


def _reserve_asked(session: Session) -> OutboxMail:
    return _step_in(session, MailKind.TALK_RESERVE_ASKED)


def _reserve_reminded(session: Session) -> OutboxMail:
    return _step_in(session, MailKind.TALK_REMINDER)


def _ended(kind: MailKind, side: Side, ending: Ending) -> Callable[[Session], OutboxMail]:
    def prepare(session: Session) -> OutboxMail:
        talk = make_talk(session)
        talk.withdraw(NOW, by=side, reason=ending)
        return post_about(session, kind, talk, side)

    return prepare


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
    Case("appointed", MailKind.APPOINTED, _to_appointed(Role.COORDINATOR)),
    Case("appointed_everywhere", MailKind.APPOINTED, _to_appointed(Role.ADMINISTRATOR)),
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
    Case("lost", MailKind.ORGANISATION_LOST, _to_gone("")),
    Case("lost_to_coordinator", MailKind.ORGANISATION_LOST, _to_gone("Dit is een grap.")),
    Case("move", MailKind.MOVE_EMAIL, _to_new_account(MailKind.MOVE_EMAIL)),
    Case(
        "moved",
        MailKind.EMAIL_MOVED,
        _to_new_account(MailKind.EMAIL_MOVED, email="nieuw@veencollege.example"),
    ),
    Case(
        "in_use_by_mover",
        MailKind.EMAIL_IN_USE,
        _to_new_account(MailKind.EMAIL_IN_USE, moving="yes"),
    ),
    *_of_talk(MailKind.TALK_INVITED, TalkState.INVITED, Side.PARTNER),
    *_of_talk(MailKind.TALK_APPLIED, TalkState.APPLIED, Side.SCHOOL),
    *_of_talk(MailKind.TALK_REMINDER, TalkState.INVITED, Side.PARTNER),
    *_of_talk(MailKind.TALK_REMINDER, TalkState.APPLIED, Side.SCHOOL),
    *_of_talk(MailKind.TALK_PLANNED, TalkState.PLANNED, *Side),
    *_of_talk(MailKind.TALK_TIME_CHANGED, TalkState.PLANNED, *Side),
    *_of_talk(MailKind.TALK_MEETING_CHANGED, TalkState.PLANNED, *Side),
    *(
        Case(
            f"{MailKind.TALK_MEETING_CHANGED}-{link or 'without_link'}-{side}",
            MailKind.TALK_MEETING_CHANGED,
            online(side, link),
        )
        for link in ("", "https://bellen.example/1")
        for side in Side
    ),
    Case("talk_details_changed", MailKind.TALK_DETAILS_CHANGED, details_changed),
    Case("talk_reserve_wanted", MailKind.TALK_RESERVE_WANTED, _reserve_wanted),
    *_of_talk(MailKind.TALK_IN_RESERVE, TalkState.RESERVE, *Side),
    Case("talk_reserve_asked", MailKind.TALK_RESERVE_ASKED, _reserve_asked),
    Case("talk_reserve_reminded", MailKind.TALK_REMINDER, _reserve_reminded),
    *(
        Case(
            f"talk_reserve_released-{ending}",
            MailKind.TALK_RESERVE_RELEASED,
            _ended(MailKind.TALK_RESERVE_RELEASED, Side.PARTNER, ending),
        )
        for ending in (Ending.CALLED_OFF, Ending.NOT_NEEDED, Ending.NO_DATE)
    ),
    *(
        Case(
            f"talk_speaker_full-{side}",
            MailKind.TALK_SPEAKER_FULL,
            _ended(MailKind.TALK_SPEAKER_FULL, side, Ending.FULL),
        )
        for side in Side
    ),
    *_of_talk(MailKind.TALK_FILLED, TalkState.DECLINED, Side.PARTNER),
    *_of_talk(MailKind.TALK_DECLINED, TalkState.DECLINED, *Side),
    *_of_talk(MailKind.TALK_EXPIRED, TalkState.EXPIRED, *Side),
    *_of_talk(MailKind.TALK_WITHDRAWN, TalkState.WITHDRAWN, Side.PARTNER),
    *_of_talk(MailKind.TALK_WITHDRAWN, TalkState.WITHDRAWN, Side.SCHOOL, first_step=Side.PARTNER),
    *_of_talk(MailKind.TALK_RECONFIRM, TalkState.PLANNED, *Side),
    *_of_talk(MailKind.TALK_CANCELLED, TalkState.CANCELLED, *Side),
    *_of_talk(MailKind.TALK_OUTCOME, TalkState.PLANNED, Side.SCHOOL, now=AFTER_THE_TALK),
    *_of_talk(MailKind.TALK_NOT_HELD, TalkState.NOT_HELD, Side.PARTNER, now=AFTER_THE_TALK),
    *_of_talk(MailKind.TALK_EVALUATE, TalkState.HELD, *Side, now=AFTER_THE_TALK),
    *_of_talk(MailKind.TALK_AGAIN, TalkState.HELD, Side.PARTNER, now=AFTER_THE_TALK),
    Case("talk_again-school", MailKind.TALK_AGAIN, _both_want_it_again, AFTER_THE_TALK),
]


def _each(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


every_letter = _each(CASES)
every_letter_about_a_talk = _each([case for case in CASES if case.kind.startswith("talk_")])
