"""A family that asks sees all that is stored, or is erased; the report's numbers stay."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.evening_count import Erasure
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_report, evening_seats
from partnerlink.services.evening_invitations import post_invitation
from partnerlink.services.household_erasure import NAMELESS, erasable_pupils, erase, stored_about
from partnerlink.services.households import lock_household
from tests.factories import NOW
from tests.factories_evenings import DAY, make_evening, make_household, make_pupil

pytestmark = pytest.mark.both_databases
AFTER = NOW.replace(year=DAY.year, month=DAY.month, day=DAY.day) + timedelta(days=1)


def family(
    session: Session, evening: Evening, pupil: Pupil | None = None, *, people: int = 2
) -> Household:
    household = make_household(session, evening, pupil or make_pupil(session, evening))
    invitation = household.invitations[0]
    post_invitation(session, evening, household, now=NOW)
    session.add(InvitationNeeds(invitation_id=invitation.id, interpreter="Turks", needs_lift=True))
    found = evening_seats.get_for_answer(session, invitation.id)
    evening_seats.answer(session, found, people, now=NOW)
    session.flush()
    locked = lock_household(session, evening.id, household.id)
    assert locked is not None
    return locked


def rows(session: Session, *tables: type) -> list[int]:
    session.expire_all()
    return [session.scalars(select(func.count()).select_from(table)).one() for table in tables]


def test_what_is_stored_is_told_whole_and_can_be_written_as_json(session: Session) -> None:
    evening = make_evening(session)
    stored = stored_about(session, evening, family(session, evening))
    told = json.dumps(stored)
    for word in ("Sami", "3A", "ouder@familie.example", "Turks", "evening_invited", "19:00"):
        assert word in told


def test_before_the_evening_everything_of_a_family_goes_and_its_seats_come_free(
    session: Session,
) -> None:
    evening = make_evening(session, rooms={"A1": 4})
    other = make_pupil(session, evening)
    household = family(session, evening)
    waits = make_household(session, evening, other, emails=("w@x.example",))
    found = evening_seats.get_for_answer(session, waits.invitations[0].id)
    evening_seats.answer(session, found, 4, now=NOW)
    session.flush()
    erase(session, evening, household, pupils=[], now=NOW)
    session.flush()
    assert rows(session, Household, Carer, Invitation, InvitationNeeds, Pupil) == [1, 1, 1, 0, 2]
    assert session.scalars(select(Invitation.seats)).one() == 4
    letters = session.scalars(select(OutboxMail)).all()
    assert [letter.kind for letter in letters] == [MailKind.EVENING_SEATS_FOUND]
    erasure = session.scalars(select(Erasure)).one()
    assert (erasure.what, erasure.evening_id) == ("family", evening.id)


def test_a_pupil_goes_with_the_family_only_when_that_was_chosen(session: Session) -> None:
    evening = make_evening(session)
    household = family(session, evening)
    erase(session, evening, household, pupils=[household.invitations[0].pupil_id], now=NOW)
    assert rows(session, Pupil, Presentation) == [0, 0]


def test_a_pupil_of_another_household_too_stays_whatever_was_chosen(session: Session) -> None:
    evening = make_evening(session)
    household = family(session, evening)
    pupil = household.invitations[0].pupil
    make_household(session, evening, pupil, emails=("vader@x.example",))
    assert erasable_pupils(session, household) == []
    erase(session, evening, household, pupils=[pupil.id], now=NOW)
    assert rows(session, Pupil, Household) == [1, 1]


def test_after_the_evening_the_numbers_of_the_report_are_the_same_as_before(
    session: Session,
) -> None:
    evening = make_evening(session)
    other = make_pupil(session, evening)
    household = family(session, evening)
    household.invitations[0].check_in(2, now=NOW)
    family(session, evening, other, people=0)
    session.flush()
    before = evening_report.count_of(session, evening)
    pupil = household.invitations[0].pupil_id
    erase(session, evening, household, pupils=[pupil], now=AFTER)
    session.flush()
    session.expire_all()
    assert evening_report.count_of(session, evening) == before
    assert rows(session, Household, Pupil) == [1, 2]
    nameless = session.get_one(Pupil, pupil)
    assert (nameless.name, nameless.class_name) == (NAMELESS, "3A")
    assert session.get_one(Presentation, nameless.presentation_id).title == ""
