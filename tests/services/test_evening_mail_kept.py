"""Letters to carers: who sees that they failed, and that none outlives its carer."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.services.evening_mail import (
    dead_letters_of,
    forget,
    readdress,
    tell_changed,
)
from partnerlink.services.letter_retention import LETTERS_ARE_KEPT, forget_old_letters
from tests.factories import NOW
from tests.factories_evening_mail import invited, letters, reread
from tests.factories_evenings import make_evening
from tests.mail.working import Moment, work

pytestmark = pytest.mark.both_databases


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def evening(session: Session) -> Evening:
    return make_evening(session, rooms={"A1": 6})


def households(session: Session) -> Iterable[Household]:
    return session.scalars(select(Household).options(selectinload(Household.carers))).all()


def test_letters_that_wait_follow_a_corrected_address_and_go_without_one(
    session: Session, evening: Evening
) -> None:
    invited(session, evening, "fout@familie.example")
    tell_changed(session, evening, now=NOW)
    session.flush()
    carer = session.scalars(select(Carer)).one()

    carer.email = "goed@familie.example"
    readdress(session, carer)
    assert letters(session, MailKind.EVENING_CHANGED) == ["goed@familie.example"]
    carer.email = None
    readdress(session, carer)
    assert letters(session, MailKind.EVENING_CHANGED) == []


def test_the_school_sees_its_own_letters_that_did_not_arrive(
    session: Session, evening: Evening
) -> None:
    other = make_evening(session)
    for place in (evening, other):
        invited(session, place, f"weg{place.id}@familie.example", f"ok{place.id}@familie.example")
        tell_changed(session, place, now=NOW)
    session.flush()
    for letter in session.scalars(select(OutboxMail).where(OutboxMail.recipient.like("weg%"))):
        letter.attempts = 99
        letter.fail(NOW, error="550 Unknown user")
    session.flush()

    (dead,) = dead_letters_of(session, evening)
    assert (dead.recipient, dead.state) == (f"weg{evening.id}@familie.example", MailState.DEAD)

    carer = session.get_one(Carer, dead.carer_id)
    carer.email = "goed@familie.example"
    session.flush()
    assert list(dead_letters_of(session, evening)) == []


def test_erased_carers_leave_no_address_in_the_outbox(session: Session, evening: Evening) -> None:
    invited(session, evening, "a@familie.example", "b@familie.example")
    invited(session, evening, "blijft@familie.example")
    tell_changed(session, evening, now=NOW)
    reread(session)
    first, _second = households(session)

    assert forget(session, (carer.id for carer in first.carers)) == 2
    assert letters(session, MailKind.EVENING_CHANGED) == ["blijft@familie.example"]


def test_with_a_household_its_letters_go_by_themselves(session: Session, evening: Evening) -> None:
    (invitation,) = invited(session, evening)
    tell_changed(session, evening, now=NOW)
    reread(session)
    session.delete(invitation)
    for household in households(session):
        session.delete(household)
    session.flush()

    assert letters(session, MailKind.EVENING_CHANGED) == []


def test_letters_to_parents_are_kept_no_longer_than_others(
    session: Session, evening: Evening, moment: Moment
) -> None:
    invited(session, evening)
    tell_changed(session, evening, now=NOW)
    work(session, KeptHere(), moment)
    session.commit()

    assert forget_old_letters(NOW + LETTERS_ARE_KEPT - timedelta(minutes=1)) == {}
    assert forget_old_letters(NOW + LETTERS_ARE_KEPT)["letters_forgotten"] == 1
