"""The report counts the people there are, and the same numbers stay when they are erased."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from partnerlink.domain.evening_counts import Measure
from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import EveningCount
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.services import evening_seats
from partnerlink.services.evening_report import count_of, freeze
from partnerlink.services.evening_seats import get_for_answer
from partnerlink.services.evening_standing import Fill, rooms_standing
from tests.factories import NOW
from tests.factories_evenings import (
    make_evening,
    make_household,
    make_invitation,
    make_pupil,
)
from tests.whole_evenings import reload

pytestmark = pytest.mark.both_databases


def played(session: Session) -> Evening:
    evening = make_evening(session, rooms={"A1": 6})
    first = make_invitation(session, evening)
    second = make_invitation(session, evening, class_name="3B")
    make_invitation(session, evening, class_name="3B")
    for invitation, people in ((first, 4), (second, 2)):
        evening_seats.answer(session, get_for_answer(session, invitation.id), people, now=NOW)
    needs = InvitationNeeds(invitation_id=first.id, interpreter="Turks", needs_lift=True)
    session.add(needs)
    second.check_in(3, now=NOW)
    return reload(session, evening)


def test_the_report_counts_who_there_are(session: Session) -> None:
    counts = count_of(session, played(session))
    expected = {
        Measure.PUPILS: 3,
        Measure.INVITED: 3,
        Measure.ANSWERED: 2,
        Measure.COMING: 2,
        Measure.PEOPLE_EXPECTED: 4,
        Measure.WAITING: 2,
        Measure.CAME: 3,
        Measure.VISITED: 1,
        Measure.LIFT: 1,
    }
    assert {measure: counts.of(measure) for measure in expected} == expected
    assert counts.of(Measure.INVITED, "3B") == 2
    assert counts.interpreters == {"Turks": 1}


def test_frozen_numbers_stay_when_the_people_are_gone(session: Session) -> None:
    evening = played(session)
    before = count_of(session, evening).numbers
    freeze(session, evening)
    session.execute(delete(InvitationNeeds))
    session.execute(delete(Invitation))
    freeze(session, evening)
    assert count_of(session, evening).numbers == before
    assert len(session.scalars(select(EveningCount)).all()) == len(before)


def test_an_evening_of_nobody_has_no_numbers(session: Session) -> None:
    assert count_of(session, make_evening(session)).numbers == {}


def test_a_room_shows_what_is_given_kept_and_waited_for_as_the_lock_would_see_it(
    session: Session,
) -> None:
    evening = played(session)
    pupil = make_pupil(session, evening, round_=1)
    for _ in range(2):
        make_household(session, evening, pupil)
    (standing,) = rooms_standing(session, evening)
    fills = [fill for _, fill in standing.fills]
    assert fills == [Fill(given=4, kept=2, waiting=2), Fill(given=0, kept=2), Fill()]
    for round_, fill in standing.fills:
        sitting = evening_seats.lock_sitting(
            session, evening, room_id=standing.room.id, round_id=round_.id
        )
        assert sitting.free == standing.room.capacity - fill.given - fill.kept


def test_released_seats_are_kept_for_nobody(session: Session) -> None:
    evening = played(session)
    evening.release_seats(NOW)
    (standing,) = rooms_standing(session, reload(session, evening))
    assert standing.fills[0][1].kept == 0
