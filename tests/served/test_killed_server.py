"""A server that is killed in the middle of answers: what it confirmed stands, the rest is whole."""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import product
from threading import Lock

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import household_answers
from partnerlink.services.evening_seats import get_for_answer, lock_sitting
from tests.blueprints.parents.family import link
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_invitation
from tests.served.phones import all_at_once
from tests.served.processes import Server, serving
from tests.whole_evenings import reload

pytestmark = pytest.mark.both_databases

ROOMS, ROUNDS = 4, 3
FAMILY = 4
ANSWERS = (FAMILY, FAMILY, 0, 1, 2, 0, 1, 2)
"""What the families of one room in one round say; two seats are kept for each, sixteen in all."""
HEARD_BEFORE_THE_KILL = 20


class Killer:
    """Kills a server when so many answers were confirmed."""

    def __init__(self, server: Server) -> None:
        self.server, self.confirmed, self._lock = server, set[str](), Lock()

    def hears(self, link: str, status: int | None) -> None:
        """Note an answer that was confirmed, and do it when it is time."""
        with self._lock:
            self.confirmed |= {link} if status == 303 else set()
            if len(self.confirmed) == HEARD_BEFORE_THE_KILL and self.server.process.poll() is None:
                self.server.kill()


def make_families(session: Session) -> tuple[Evening, dict[str, int]]:
    """Let large families wait in every room; return what all others are going to say, by link."""
    capacity = 2 * len(ANSWERS)
    rooms = {f"A{number}": capacity for number in range(ROOMS)}
    evening = make_evening(session, rooms=rooms, rounds=ROUNDS)
    places = list(product(range(ROOMS), range(ROUNDS)))
    made = [
        (make_invitation(session, evening, room=room, round_=round_), people)
        for people in ANSWERS
        for room, round_ in places
    ]
    others = {link(one): people for one, people in made if people != FAMILY}
    session.commit()
    for one in [one.id for one, people in made if people == FAMILY]:
        household_answers.answer(session, get_for_answer(session, one), FAMILY, now=NOW)
    session.commit()
    return evening, others


def stored(session: Session) -> dict[str, tuple[int | None, int]]:
    """Return by link with how many they come, and how many seats they have."""
    session.rollback()
    session.expire_all()
    found = session.scalars(select(Invitation)).all()
    return {link(one): (one.people, one.seats) for one in found}


def told(session: Session) -> Counter[str]:
    """Return by link how often a household was told that it has its seats."""
    of_carer = select(Invitation).join(Carer, Carer.household_id == Invitation.household_id)
    mails = of_carer.join(OutboxMail, OutboxMail.carer_id == Carer.id)
    return Counter(link(one) for one in session.scalars(mails))


def check(
    session: Session, evening: Evening, says: Mapping[str, int], *, confirmed: Collection[str]
) -> None:
    """Check that what was confirmed is there, the rest whole or not, and every room in order."""
    found = stored(session)
    assert {each: found[each][0] for each in confirmed} == {each: says[each] for each in confirmed}
    assert {each for each in says if found[each][0] not in (says[each], None)} == set()
    large = {each for each, (people, _seats) in found.items() if people == FAMILY}
    served = {each for each in large if found[each][1] == FAMILY}
    assert {found[each][1] for each in large - served} <= {2}
    # Whoever got the seats it waited for was told so, once, in the transaction that gave them.
    assert told(session) == dict.fromkeys(served, 1)
    reload(session, evening)
    for room, round_ in list(product(evening.rooms, evening.rounds)):
        sitting = lock_sitting(session, evening, room_id=room.id, round_id=round_.id)
        assert sitting.free >= 0
        assert sitting.settle() == [], "nothing that came free was left lying"
    session.rollback()


def test_what_was_confirmed_before_the_kill_stands_and_the_rest_can_be_said_again(
    app: Flask, session: Session, database_url: str
) -> None:
    evening, says = make_families(session)

    with serving(database_url) as server:
        killer = Killer(server)
        statuses = all_at_once(server.port, list(says.items()), told=killer.hears)
        assert server.process.poll() is not None
    assert set(statuses) == {303, None}, "it was killed in the middle"
    check(session, evening, says, confirmed=killer.confirmed)

    with serving(database_url) as server:
        again = [(each, people) for each, people in says.items() if each not in killer.confirmed]
        assert set(all_at_once(server.port, again)) == {303}
    check(session, evening, says, confirmed=says)
    assert sum(told(session).values()) == 2 * ROOMS * ROUNDS
