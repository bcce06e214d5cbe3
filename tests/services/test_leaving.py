"""An organisation leaves: whoever counted on it is told, and nobody finds it any more."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.talk import OfferState, RequestState, Side, TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.match_point import OfferPoint, RequestPoint
from partnerlink.models.organisation import Organisation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.services import erasure, talk_answers
from partnerlink.services.match_index import refresh_offer, refresh_request
from tests.factories import (
    NOW,
    TODAY,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)
from tests.factories_erasure import count, send_everything
from tests.factories_talks import Cast, locked, make_talk
from tests.overlapping import halted_after, overlap

pytestmark = pytest.mark.both_databases


def told(session: Session, talk: Talk) -> list[tuple[str, str]]:
    """Return which letters about a talk wait for somebody who may read them."""
    session.flush()
    able = select(Account.id).where(Account.is_enabled)
    found = session.scalars(
        select(OutboxMail)
        .where(OutboxMail.account_id.in_(able), OutboxMail.state == "waiting")
        .order_by(OutboxMail.id)
    )
    return [(m.kind, str(m.facts["side"])) for m in found if m.facts.get("talk_id") == talk.id]


@pytest.mark.parametrize("leaver", Side)
@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (TalkState.INVITED, {MailKind.TALK_DECLINED, MailKind.TALK_WITHDRAWN}),
        (TalkState.APPLIED, {MailKind.TALK_DECLINED, MailKind.TALK_WITHDRAWN}),
        (TalkState.PLANNED, {MailKind.TALK_CANCELLED}),
        (TalkState.RESERVE, {MailKind.TALK_WITHDRAWN, MailKind.TALK_RESERVE_RELEASED}),
    ],
)
def test_the_other_side_of_what_goes_on_is_told(
    session: Session, state: TalkState, kinds: set[MailKind], leaver: Side
) -> None:
    talk = make_talk(session, state)
    send_everything(session)
    gone = talk.organisation_at(leaver)
    assert erasure.count_going_on(session, gone, now=NOW) == (
        2 if state is TalkState.RESERVE and leaver is Side.SCHOOL else 1
    )

    erasure.leave(session, gone, now=NOW)

    found = told(session, talk)
    assert {kind for kind, _ in found} <= kinds
    assert [side for _, side in found] == [leaver.other]
    assert erasure.count_going_on(session, gone, now=NOW) == 0


def test_the_letter_that_tells_it_takes_the_talk_out_of_the_calendar(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    send_everything(session)
    erasure.leave(session, talk.partner, now=NOW)
    session.flush()
    letter = session.scalars(
        select(OutboxMail).where(
            OutboxMail.kind == MailKind.TALK_CANCELLED,
            OutboxMail.account_id == talk.request.contact_id,
        )
    ).one()
    composed = compose(session, letter, now=NOW)
    assert composed is not None
    assert composed.calendar is not None
    assert b"METHOD:CANCEL" in composed.calendar.content


def test_who_leaves_is_out_of_sight_and_cannot_sign_in(session: Session) -> None:
    offer, request = make_offer(session), make_request(session)
    refresh_offer(session, offer, today=TODAY)
    refresh_request(session, request, today=TODAY)
    for organisation in (offer.organisation, request.organisation):
        erasure.leave(session, organisation, now=NOW)
    assert (offer.state, request.state) == (OfferState.CLOSED, RequestState.CLOSED)
    assert count(session, OfferPoint) == count(session, RequestPoint) == 0
    assert not any(account.is_active for account in session.scalars(select(Account)))


def test_leaving_twice_tells_nobody_twice(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    send_everything(session)
    for _ in range(2):
        erasure.leave(session, talk.partner, now=NOW)
    assert [kind for kind, _ in told(session, talk)] == [MailKind.TALK_CANCELLED]


def test_leaving_twice_changes_nothing(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    account, bakery = talk.offer.contact, talk.partner

    def standing() -> tuple[object, ...]:
        session.flush()
        ends = talk.state, talk.offer.state, talk.calendar_sequence
        return account.session_key, account.feed_version, *ends, count(session, OutboxMail)

    erasure.leave(session, bakery, now=NOW)
    once = standing()
    erasure.leave(session, bakery, now=NOW)
    assert standing() == once


def test_somebody_says_yes_while_the_partner_is_erased(app: Flask, session: Session) -> None:
    partner = make_organisation(session, OrganisationKind.EMPLOYER)
    cast = Cast(make_request(session), make_offer(session, partner))
    talk = make_talk(session, TalkState.APPLIED, cast=cast)
    send_everything(session)
    number, partner_id = talk.id, partner.id
    session.commit()

    def accept(own: Session) -> None:
        found = locked(own, own.get_one(Talk, number))
        talk_answers.accept(own, found, mornings(1)[0], now=NOW)

    def leave(own: Session) -> None:
        erasure.leave(own, own.get_one(Organisation, partner_id), now=NOW)

    assert overlap(app, halted_after(accept), leave) is None
    session.expire_all()
    assert session.get_one(Talk, number).state is TalkState.CANCELLED
