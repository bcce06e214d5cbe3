"""The demo's evenings: one that is alive in every language, a draft, and numbers of the past."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink import evening_links
from partnerlink.domain.evening import InvitationState, ParentLanguage
from partnerlink.domain.evening_retention import Kept
from partnerlink.domain.evening_steps import EveningStep, next_step
from partnerlink.domain.seats import taken
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_changes import lock_all
from partnerlink.services.evening_erasure import STEPS, erased_of
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
    _past, (coming, _), _draft = found
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


@pytest.mark.both_databases
def test_of_the_past_evening_of_the_demo_is_left_what_time_leaves(session: Session) -> None:
    load(session, now=NOW)
    past = session.scalars(select(Evening).order_by(Evening.day)).first()
    assert past is not None
    assert list(erased_of(session, past)) == [Kept.NEEDS, Kept.CONTACT]
    counts = count_of(session, past)
    assert 0 < counts.of("came") < counts.of("people_expected")
    assert counts.interpreters == {"Arabisch": 1, "Oekraïens": 1, "Turks": 1}
    mine = Household.evening_id == past.id
    assert session.scalars(select(Household).where(mine)).all() == []
    pupils = select(Pupil.id).where(Pupil.evening_id == past.id)
    assert len(session.scalars(pupils).all()) == counts.of("pupils")
    presented = select(Encounter.pupils).where(Encounter.evening_id == past.id)
    assert sum(session.scalars(presented)) == counts.of("pupils")


def test_a_night_later_there_is_nothing_to_erase_of_the_demo(session: Session) -> None:
    load(session, now=NOW)
    for step in STEPS:
        assert step.find(session, NOW) == [], step.name
