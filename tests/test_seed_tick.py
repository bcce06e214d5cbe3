"""The demonstration is alive: what time brings on its first day ends none of its questions."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.models.talk import Talk
from partnerlink.services.tick import FAILED, tick
from seed.load import load
from tests.factories import NOW


@pytest.mark.both_databases
def test_the_first_tick_leaves_every_talk_of_the_demo_as_it_is(
    app: Flask, session: Session
) -> None:
    load(session, now=NOW)
    session.commit()
    states = select(Talk.id, Talk.state).order_by(Talk.id)
    before = session.execute(states).all()
    session.commit()
    assert FAILED not in tick(NOW)
    assert session.execute(states).all() == before
    assert len(before) > 20
