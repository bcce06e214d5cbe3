"""Everybody presses at one moment, and the server that answers is the one of `make run`."""

from collections import Counter
from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.evening import InvitationState
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from tests.blueprints.parents.family import link
from tests.factories_evenings import make_evening, make_household, make_invitation, make_pupil
from tests.served.phones import all_at_once
from tests.served.processes import serving

pytestmark = pytest.mark.both_databases

FAMILIES = 200
CHILDREN = 30
YES, NO = InvitationState.COMING, InvitationState.NOT_COMING


def claims(session: Session, numbers: Sequence[int]) -> list[tuple[InvitationState, int, bool]]:
    """Return of each invitation its answer, its seats, and whether it waits for more."""
    session.rollback()
    session.expire_all()
    found = [session.get_one(Invitation, number) for number in numbers]
    seen = [(one.state, one.seats, one.waiting_since is not None) for one in found]
    session.rollback()
    return seen


def test_of_200_phones_on_the_last_seat_exactly_one_gets_it(
    app: Flask, session: Session, database_url: str
) -> None:
    evening = make_evening(session, rooms={"A1": FAMILIES + 1}, seats_per_family=1)
    families = [make_invitation(session, evening) for _ in range(FAMILIES)]
    numbers, links = [one.id for one in families], [link(one) for one in families]
    session.commit()

    with serving(database_url) as server:
        statuses = all_at_once(server.port, [(each, 2) for each in links])

    assert Counter(statuses) == {303: FAMILIES}
    assert Counter(claims(session, numbers)) == {
        (YES, 2, False): 1,
        (YES, 1, True): FAMILIES - 1,
    }


def test_carers_who_live_apart_and_differ_at_one_moment_each_pressing_twice_have_their_own_answer(
    app: Flask, session: Session, database_url: str
) -> None:
    evening = make_evening(session, rooms={"A1": 2 * CHILDREN})
    pupils = [make_pupil(session, evening) for _ in range(CHILDREN)]
    homes = [
        make_household(session, evening, pupil).invitations[0] for pupil in pupils for _ in range(2)
    ]
    numbers, links = [one.id for one in homes], [link(one) for one in homes]
    session.commit()

    with serving(database_url) as server:
        said = [(each, 2 if place % 2 == 0 else 0) for place, each in enumerate(links)]
        statuses = all_at_once(server.port, said * 2)

    assert Counter(statuses) == {303: 4 * CHILDREN}
    # One of the two seats of a child was kept for each of them: who comes has both in the end.
    assert claims(session, numbers) == [(YES, 2, False), (NO, 0, False)] * CHILDREN
    told = Counter(session.scalars(select(OutboxMail.carer_id)))
    assert set(told.values()) <= {1}, "a second press tells nobody twice"
