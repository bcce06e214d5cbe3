"""A draft is thrown away with everybody in it; an evening that families know of is not."""

from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy.orm import Session, selectinload
from structlog.testing import capture_logs

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.evening import EveningState
from partnerlink.models.evening import Evening
from partnerlink.models.evening_room import EveningRoom
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services.evening_changes import open_evening
from partnerlink.services.evening_removal import remove_draft
from tests.factories import NOW
from tests.factories_evenings import make_evening, make_invitation
from tests.factories_families import rows
from tests.races import race

pytestmark = pytest.mark.both_databases

EVERYTHING = (Evening, EveningRoom, Presentation, Pupil, Household, Carer, Invitation)


def test_a_draft_goes_with_its_rooms_pupils_and_families_and_the_log_says_how_many(
    session: Session,
) -> None:
    other = make_evening(session)
    make_invitation(session, other)
    evening = make_evening(session, other.organisation, state=EveningState.DRAFT)
    make_invitation(session, evening)
    make_invitation(session, evening, room=None)
    number = evening.id
    with capture_logs() as logs:
        remove_draft(session, evening)
    session.commit()
    assert rows(session, *EVERYTHING) == [1, 2, 1, 1, 1, 1, 1]
    (told,) = logs
    assert told["event"] == "erased a draft with the pupils and families in it"
    assert (told["evening"], told["pupils"], told["households"]) == (number, 2, 2)
    assert "Sami" not in str(told)


@pytest.mark.parametrize("state", [EveningState.OPEN, EveningState.CANCELLED])
def test_what_families_know_of_stays(session: Session, state: EveningState) -> None:
    evening = make_evening(session, state=state)
    with pytest.raises(NotAllowedNow):
        remove_draft(session, evening)
    assert rows(session, Evening) == [1]


def test_a_draft_that_is_opened_and_removed_at_once_is_one_of_both(
    app: Flask, session: Session
) -> None:
    evening = make_evening(session, state=EveningState.DRAFT)
    make_invitation(session, evening)
    number = evening.id
    session.commit()

    def get(own: Session) -> Evening | None:
        return own.get(Evening, number, options=[selectinload(Evening.rooms)])

    def open_it(own: Session) -> None:
        if found := get(own):
            with suppress(NotAllowedNow):
                open_evening(own, found, now=NOW)

    def remove(own: Session) -> None:
        if found := get(own):
            with suppress(NotAllowedNow):
                remove_draft(own, found)

    race(app, open_it, remove)
    session.rollback()
    session.expire_all()
    left = rows(session, Evening, Pupil, Household)
    assert left in ([0, 0, 0], [1, 1, 1])
    if left[0]:
        assert session.get_one(Evening, number).is_open
