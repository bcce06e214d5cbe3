"""A school leaves or is put out: its evenings are off, and the families hear it."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotVerified
from partnerlink.domain.evening import EveningState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.organisation import Organisation
from partnerlink.services import (
    erasure,
    evening_changes,
    number_claims,
    organisations,
)
from partnerlink.services.ending_evenings import count_to_come
from tests.factories import NOW, make_account, make_organisation
from tests.factories_evening_mail import letters
from tests.factories_evenings import DAY, make_evening
from tests.factories_families import family
from tests.overlapping import halted_after, overlap
from tests.ticking import on

pytestmark = pytest.mark.both_databases
CANCELLED = MailKind.EVENING_CANCELLED


@pytest.mark.parametrize("way", ["refuse", "leave", "let_go"])
def test_the_families_of_who_no_longer_takes_part_hear_that_the_evening_is_off(
    session: Session, way: str
) -> None:
    school = make_organisation(session)
    evening = make_evening(session, school)
    for name, people in (("ja", 2), ("stil", None), ("nee", 0)):
        family(session, evening, name, people)
    draft = make_evening(session, school, state=EveningState.DRAFT)
    assert count_to_come(session, school, now=NOW) == 1
    ways = {
        "refuse": lambda: organisations.refuse(
            session, school, by=make_account(session), ground="", now=NOW
        ),
        "leave": lambda: erasure.leave(session, school, now=NOW),
        "let_go": lambda: organisations.let_go(
            session, school, by=make_account(session), ground="", now=NOW
        ),
    }
    ways[way]()
    assert (evening.state, draft.state) == (EveningState.CANCELLED, EveningState.DRAFT)
    assert letters(session, CANCELLED) == ["ja@familie.example", "stil@familie.example"]
    assert count_to_come(session, school, now=NOW) == 0

    erasure.leave(session, school, now=NOW)
    assert len(letters(session, CANCELLED)) == 2


def test_a_school_that_had_an_evening_is_not_erased_without_telling_the_families(
    session: Session,
) -> None:
    school = make_organisation(session)
    evening = make_evening(session, school, state=EveningState.DRAFT)
    assert not number_claims.has_history(session, school)
    evening.state = EveningState.OPEN
    session.flush()
    assert number_claims.has_history(session, school)


@pytest.mark.parametrize(("clock", "is_off"), [("18:59", True), ("19:00", False)])
def test_an_evening_that_has_begun_goes_on(session: Session, clock: str, is_off: bool) -> None:
    school = make_organisation(session)
    evening = make_evening(session, school)
    gone = make_evening(session, school, day=DAY - timedelta(days=1))
    session.commit()
    erasure.leave(session, school, now=on(DAY, clock))
    assert (evening.state is EveningState.CANCELLED) is is_off
    assert gone.state is EveningState.OPEN


def test_a_school_that_is_put_out_meanwhile_opens_no_evening(app: Flask, session: Session) -> None:
    school = make_organisation(session)
    evening = make_evening(session, school, state=EveningState.DRAFT)
    kees = make_account(session)
    number, school_id, kees_id = evening.id, school.id, kees.id
    session.commit()

    def put_out(own: Session) -> None:
        home = own.get_one(Organisation, school_id)
        organisations.refuse(own, home, by=own.get_one(type(kees), kees_id), ground="", now=NOW)

    def opens(own: Session) -> str:
        found = own.get_one(Evening, number)
        try:
            evening_changes.open_evening(own, found, now=NOW)
        except NotVerified:
            return "refused"
        return "open"

    assert overlap(app, halted_after(put_out), opens) == "refused"
    session.expire_all()
    assert session.get_one(Evening, number).state is EveningState.DRAFT
