"""A family that waits is served as a whole, and is not passed over for ever."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.models.evening import Evening
from partnerlink.models.invitation import Invitation
from partnerlink.services import evening_seats
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_invitation
from tests.whole_evenings import reload

pytestmark = pytest.mark.both_databases


class Answers:
    """People who answer one after the other, a minute apart."""

    def __init__(self, session: Session, evening: Evening) -> None:
        self.session, self.evening = session, evening
        self.now: datetime = NOW

    def come(self, people: int) -> Invitation:
        """Let another family say with how many it comes."""
        reload(self.session, self.evening)
        return self.say(make_invitation(self.session, self.evening), people)[0]

    def say(self, invitation: Invitation, people: int) -> list[Invitation]:
        """Let a family answer; return it, and then whoever has all its seats by it."""
        self.now += timedelta(minutes=1)
        found = evening_seats.get_for_answer(self.session, invitation.id)
        told = evening_seats.answer(self.session, found, people, now=self.now)
        self.session.flush()
        return [found, *told]


@pytest.fixture
def people(session: Session) -> Answers:
    evening = make_evening(session, rooms={"A1": 7}, seats_per_family=1)
    evening.release_seats(NOW)
    session.flush()
    return Answers(session, evening)


def test_a_family_of_four_with_three_seats_free_is_passed_over_three_times_and_then_served(
    people: Answers,
) -> None:
    full = people.come(4)
    family = people.come(4)
    singles = [people.come(1) for _ in range(3)]
    assert [one.seats for one in (full, family, *singles)] == [4, 0, 1, 1, 1]
    assert family.passed_over == 3

    later = people.come(1)
    assert people.say(singles[0], 0) == [singles[0]]
    assert people.say(singles[1], 0) == [singles[1]]
    assert people.say(singles[2], 0) == [singles[2]]
    assert (family.seats, later.seats) == (0, 0), "three seats are kept for the family"

    assert people.say(full, 3) == [full, family]
    assert (full.seats, family.seats, later.seats) == (3, 4, 0)
    assert family.waiting_since is None


def test_a_family_that_waits_never_gets_a_part_of_what_it_asks_for(people: Answers) -> None:
    full = people.come(6)
    family = people.come(3)
    assert people.say(full, 5) == [full]
    assert family.seats == 0
    assert people.say(full, 4) == [full, family]
    assert family.seats == 3
