"""What two clocks, or a clock and a school, erase at the same moment is counted once."""

from collections import Counter
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.services import evening_erasure, evening_report
from partnerlink.services import household_erasure as on_request
from partnerlink.services.households import lock_household
from partnerlink.services.tick import tick
from tests.factories_evenings import DAY, make_evening
from tests.factories_families import erased, rows, written_family
from tests.overlapping import halted_after, overlap
from tests.races import race
from tests.ticking import on

CONTACT_GOES, PUPILS_GO = DAY + timedelta(days=28), date(2027, 8, 1)


@pytest.mark.both_databases
def test_two_clocks_that_tick_at_once_erase_once(app: Flask, session: Session) -> None:
    evening = make_evening(session)
    written_family(session, evening, came=1)
    before = evening_report.count_of(session, evening).numbers
    session.commit()
    now = on(PUPILS_GO)
    outcomes = race(app, *[lambda _own: tick(now)] * 2)
    together = sum((done for done in outcomes if isinstance(done, Counter)), Counter[str]())
    assert together == Counter(presented=1, needs_erased=1, contact_erased=1, pupils_erased=1)
    session.expire_all()
    assert erased(session) == [("needs", 1), ("contact", 4), ("pupils", 1)]
    assert evening_report.count_of(session, evening).numbers == before


@pytest.mark.both_databases
@pytest.mark.parametrize("is_clock_first", [True, False])
def test_a_family_that_is_erased_on_request_at_that_moment_is_counted_once(
    app: Flask, session: Session, is_clock_first: bool
) -> None:
    evening = make_evening(session)
    number = written_family(session, evening, came=2).id
    written_family(session, evening, 0)
    before = evening_report.count_of(session, evening).numbers
    evening_id, now = evening.id, on(CONTACT_GOES)
    session.commit()
    step = next(one for one in evening_erasure.STEPS if one.name == "contact_erased")

    def by_clock(own: Session) -> bool:
        return step.take(own, evening_id, now)

    def by_school(own: Session) -> bool:
        found = own.get_one(Evening, evening_id)
        household = lock_household(own, evening_id, number)
        if household is None:
            return False
        on_request.erase(own, found, household, pupils=[], now=now)
        return True

    acts = (by_clock, by_school) if is_clock_first else (by_school, by_clock)

    def first(own: Session) -> None:
        assert acts[0](own)

    assert overlap(app, halted_after(first), acts[1]) is not is_clock_first
    session.expire_all()
    assert rows(session, Household, Carer, Invitation, OutboxMail) == [0, 0, 0, 0]
    assert evening_report.count_of(session, session.get_one(Evening, evening_id)).numbers == before
