"""Somebody decides about an organisation while a talk of it is agreed on: both go through."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.account import Role
from partnerlink.domain.talk import TalkState
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import Talk
from partnerlink.services import colleagues, organisations, talk_answers
from partnerlink.services.talks import lock_talk
from tests.factories import NOW, make_account, make_offer, make_organisation, make_request, mornings
from tests.factories_talks import Cast, make_talk

Decision = Callable[[Session, Organisation], None]


def disable_the_speaker(session: Session, partner: Organisation) -> None:
    leaver, stays = session.scalars(Account.of_organisation(partner.id))
    colleagues.disable(session, leaver, successor=stays, now=NOW)


def refuse_the_partner(session: Session, partner: Organisation) -> None:
    coordinator = session.scalars(select(Account).where(Account.role == Role.COORDINATOR)).one()
    organisations.refuse(session, partner, by=coordinator, ground="Onbekend.", now=NOW)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("decide", "left"),
    [(disable_the_speaker, TalkState.PLANNED), (refuse_the_partner, TalkState.CANCELLED)],
)
def test_a_talk_is_agreed_on_while_somebody_decides_about_its_partner(
    app: Flask, session: Session, decide: Decision, left: TalkState
) -> None:
    partner = make_organisation(session, OrganisationKind.EMPLOYER)
    speaker = make_account(session, partner)
    make_account(session, partner, role=Role.MANAGER)
    make_account(session, None, role=Role.COORDINATOR)
    cast = Cast(make_request(session), make_offer(session, partner, contact=speaker))
    number, partner_id = make_talk(session, cast=cast).id, partner.id
    session.commit()

    with app.app_context(), db.database().open_writing() as agreeing:
        talk = lock_talk(agreeing, number)
        assert talk is not None
        with ThreadPoolExecutor(1) as pool:
            decided = pool.submit(_decide, app, decide, partner_id)
            wait([decided], timeout=0.5)
            talk_answers.accept(agreeing, talk, mornings(1)[0], now=NOW)
            agreeing.commit()
        decided.result(timeout=20)

    session.expire_all()
    assert session.get_one(Talk, number).state is left


def _decide(app: Flask, decide: Decision, partner_id: int) -> None:
    with app.app_context(), db.writing() as own:
        decide(own, own.get_one(Organisation, partner_id))
