"""Who goes leaves no trace but the seats, which go to who waits."""

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow
from partnerlink.domain.evening import EveningState
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import pupil_import, pupil_removal
from partnerlink.services.pupil_removal import AlreadyUndone
from tests.factories import NOW
from tests.factories_evenings import make_evening
from tests.pupil_imports import bring_in, count, forget, look, pupils
from tests.pupil_lists import MAGISTER


@pytest.fixture
def evening(session: Session) -> Evening:
    return make_evening(session, rooms={"A1": 4})


@pytest.mark.both_databases
def test_an_import_is_undone_while_nobody_answered(session: Session, evening: Evening) -> None:
    bring_in(session, evening, "1;Sami;3A;;m@x.example;;;;\n")
    bring_in(
        session, evening, "1;Sami;3A;;m@x.example;;;;\n2;Lina;2A;;m@x.example;;;;\n3;Bo;3A;;;;;;\n"
    )
    assert pupil_removal.can_undo(session, evening)
    assert pupil_removal.undo(session, evening, 2, now=NOW) == 2
    assert [count(session, kind) for kind in (Pupil, Household, Invitation, Presentation)] == [
        1
    ] * 4
    pupils(session)["1"].invitations[0].answer(1, kept=2, now=NOW, by=None)
    session.flush()
    assert not pupil_removal.can_undo(session, evening)
    with pytest.raises(NotAllowedNow):
        pupil_removal.undo(session, evening, 1, now=NOW)
    assert count(session, Pupil) == 1


@pytest.mark.both_databases
def test_undoing_twice_leaves_the_import_before_and_the_one_after(
    session: Session, evening: Evening
) -> None:
    bring_in(session, evening, "1;Sami;3A;;m@x.example;;;;\n")
    bring_in(session, evening, "2;Lina;2A;;l@x.example;;;;\n")
    pupil_removal.undo(session, evening, 2, now=NOW)
    forget(session)
    bring_in(session, evening, "3;Bo;2A;;b@x.example;;;;\n")
    with pytest.raises(AlreadyUndone):
        pupil_removal.undo(session, evening, 2, now=NOW)
    assert sorted(pupils(session)) == ["1", "3"]


@pytest.mark.both_databases
def test_who_goes_leaves_the_seats_to_who_waits(session: Session, evening: Evening) -> None:
    bring_in(session, evening, "1;Sami;3A;;m@x.example;;;;\n2;Noor;3A;;b@x.example;;;;\n")
    for pupil in pupils(session).values():
        pupil.presentation.place(room_id=evening.rooms[0].id, round_id=evening.rounds[0].id)
    session.flush()
    pupils(session)["1"].invitations[0].answer(2, kept=2, now=NOW, by=None)
    waiting = pupils(session)["2"].invitations[0]
    waiting.answer(4, kept=2, now=NOW, by=None)
    session.flush()
    assert waiting.lacking == 2
    assert pupil_removal.remove(session, evening, ["1"], now=NOW) == 1
    assert pupils(session)["2"].invitations[0].seats == 4
    assert count(session, Household) == 1


def test_a_cancelled_evening_takes_no_pupils(session: Session, evening: Evening) -> None:
    run = look(session, evening, MAGISTER)
    evening.state = EveningState.CANCELLED
    with pytest.raises(NotAllowedNow):
        pupil_import.store(session, evening, run, now=NOW)
    with pytest.raises(NotAllowedNow):
        pupil_removal.remove(session, evening, ["1"], now=NOW)
