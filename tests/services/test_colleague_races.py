"""A colleague leaves while a talk of theirs goes on: both happen, whichever comes first."""

from threading import Thread

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.account import Role
from partnerlink.domain.talk import TalkState
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk
from partnerlink.services import colleagues, talk_answers
from partnerlink.services.talks import lock_talk
from tests.factories import NOW, make_account, make_offer, make_organisation, make_request, mornings
from tests.factories_talks import Cast, make_talk


@pytest.mark.both_databases
def test_a_colleague_can_be_disabled_while_their_talk_is_agreed_on(
    app: Flask, session: Session
) -> None:
    partner = make_organisation(session)
    leaver = make_account(session, partner)
    stays = make_account(session, partner, role=Role.MANAGER)
    cast = Cast(make_request(session), make_offer(session, partner, contact=leaver))
    numbers = make_talk(session, cast=cast).id, leaver.id, stays.id
    session.commit()

    with app.app_context(), db.database().open_writing() as agreeing:
        talk = lock_talk(agreeing, numbers[0])
        assert talk is not None
        leaving = Thread(target=_disable, args=(app, *numbers[1:]))
        leaving.start()
        leaving.join(timeout=0.5)
        talk_answers.accept(agreeing, talk, mornings(1)[0], now=NOW)
        agreeing.commit()
    leaving.join(timeout=20)

    session.expire_all()
    assert session.get_one(Talk, numbers[0]).state is TalkState.PLANNED
    assert not session.get_one(Account, numbers[1]).is_enabled


def _disable(app: Flask, leaver: int, stays: int) -> None:
    with app.app_context(), db.writing() as own:
        colleagues.disable(
            own, own.get_one(Account, leaver), successor=own.get_one(Account, stays)
        )
