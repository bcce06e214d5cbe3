"""The demo's evenings: one that is alive in every language, a draft, and numbers of the past."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.evening import InvitationState, ParentLanguage
from partnerlink.domain.evening_steps import EveningStep, next_step
from partnerlink.domain.seats import taken
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.services.evening_changes import lock_all
from partnerlink.services.evening_preparation import with_preparation
from partnerlink.services.evening_report import count_of
from seed.load import load
from tests.factories import NOW, TODAY


@pytest.mark.both_databases
def test_the_evenings_of_the_demo_are_alive(session: Session) -> None:
    load(session, now=NOW)
    found = with_preparation(session, select(Evening).order_by(Evening.day))
    steps = [next_step(preparation, today=TODAY) for _, preparation in found]
    assert steps == [EveningStep.REPORT, EveningStep.WAIT, EveningStep.PUPILS]
    (past, _), (coming, _), _ = found
    assert count_of(session, past).of("came") == 55
    invitations = session.scalars(select(Invitation)).all()
    assert {one.state for one in invitations} == {
        InvitationState.ASKED,
        InvitationState.COMING,
        InvitationState.NOT_COMING,
    }
    assert any(one.lacking for one in invitations)
    languages = session.scalars(select(Household.language)).all()
    assert set(languages) == set(ParentLanguage)
    assert all(
        one.token_hash == evening_links.hash_of(evening_links.token(one)) for one in invitations
    )
    for sitting in lock_all(session, coming):
        assert taken(sitting.claims) <= sitting.room.capacity
