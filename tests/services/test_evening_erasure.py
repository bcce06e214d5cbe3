"""What people told for an evening goes on its day, by itself; the report reads the same after."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from partnerlink.domain.evening import EveningState
from partnerlink.domain.evening_counts import Measure
from partnerlink.domain.evening_retention import Kept
from partnerlink.models.encounter import Encounter
from partnerlink.models.evening_count import Erasure, EveningCount
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.models.pupil_upload import PupilUpload
from partnerlink.services import evening_erasure, evening_report
from tests.factories import NOW, make_account, make_organisation
from tests.factories_evenings import DAY, make_evening, make_pupil
from tests.factories_families import erased, rows, written_family
from tests.ticking import on, ticked
from tests.whole_evenings import reload

ONE = timedelta(days=1)
NEEDS_GO, CONTACT_GOES, PUPILS_GO = DAY + 7 * ONE, DAY + 28 * ONE, date(2027, 8, 1)
STAGES = (NEEDS_GO, CONTACT_GOES, PUPILS_GO)


@pytest.mark.both_databases
def test_needs_go_after_7_days_contact_after_28_and_pupils_with_the_school_year(
    session: Session,
) -> None:
    evening = make_evening(session)
    written_family(session, evening, came=2)
    written_family(session, evening, None)
    ticked(session, on(DAY + ONE))
    before = evening_report.count_of(session, evening).numbers
    people = (InvitationNeeds, Household, Carer, Invitation, OutboxMail, Pupil, Presentation)
    left = [
        (NEEDS_GO - ONE, [1, 2, 2, 2, 3, 2, 2]),
        (NEEDS_GO, [0, 2, 2, 2, 3, 2, 2]),
        (CONTACT_GOES - ONE, [0, 2, 2, 2, 3, 2, 2]),
        (CONTACT_GOES, [0, 0, 0, 0, 0, 2, 2]),
        (PUPILS_GO - ONE, [0, 0, 0, 0, 0, 2, 2]),
        (PUPILS_GO, [0, 0, 0, 0, 0, 0, 0]),
    ]
    for day, expected in left:
        ticked(session, on(day, "00:01"))
        assert rows(session, *people) == expected, day
        assert evening_report.count_of(session, evening).numbers == before
    assert erased(session) == [("needs", 1), ("contact", 9), ("pupils", 2)]
    assert session.scalars(select(Encounter.pupils)).one() == 2
    assert evening_erasure.erased_of(session, evening) == {
        Kept.NEEDS: on(NEEDS_GO, "00:01"),
        Kept.CONTACT: on(CONTACT_GOES, "00:01"),
        Kept.PUPILS: on(PUPILS_GO, "00:01"),
    }
    assert ticked(session, on(PUPILS_GO + ONE)) == Counter()


ANSWERS = st.lists(
    st.tuples(
        st.sampled_from((None, 0, 1, 2, 4)), st.sampled_from((None, 1, 3)), st.sampled_from("ABC")
    ),
    max_size=6,
)


@pytest.mark.both_databases
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=ANSWERS, state=st.sampled_from((EveningState.OPEN, EveningState.CANCELLED)))
def test_whatever_was_answered_the_numbers_are_the_same_after_every_erasure(
    session: Session,
    drawn: list[tuple[int | None, int | None, str]],
    state: EveningState,
) -> None:
    evening = make_evening(session, rooms={"A1": 9})
    for people, came, name in drawn:
        written_family(session, evening, people, came=came, class_name=f"3{name}")
    evening.state = state
    session.flush()
    before = evening_report.count_of(session, evening).numbers
    for day in STAGES:
        ticked(session, on(day))
        assert evening_report.count_of(session, evening).numbers == before
    assert rows(session, Household, Pupil) == [0, 0]


def test_what_is_erased_is_logged_without_saying_whose_it_was(session: Session) -> None:
    evening = make_evening(session)
    written_family(session, evening)
    number = evening.id
    with capture_logs() as logs:
        ticked(session, on(NEEDS_GO))
        ticked(session, on(CONTACT_GOES))
    told = [line for line in logs if line["event"].startswith("erased ")]
    assert [(line["event"], line["evening"], line["day"], line["rows"]) for line in told] == [
        ("erased what families need", number, "2026-12-08", 1),
        ("erased addresses, links, answers and mails of families", number, "2026-12-08", 5),
    ]
    moments = session.scalars(select(Erasure.erased_at).order_by(Erasure.id)).all()
    assert moments == [on(NEEDS_GO), on(CONTACT_GOES)]


def test_a_clock_that_stood_still_for_a_year_erases_everything_at_once(session: Session) -> None:
    evening = make_evening(session)
    written_family(session, evening, came=2)
    before = evening_report.count_of(session, evening).numbers
    done = ticked(session, on(PUPILS_GO + 200 * ONE))
    erasures = {name: number for name, number in done.items() if name.endswith("erased")}
    assert erasures == {"needs_erased": 1, "contact_erased": 1, "pupils_erased": 1}
    assert evening_report.count_of(session, evening).numbers == before
    assert session.scalars(select(Encounter.pupils)).one() == 1


def test_other_evenings_keep_what_they_have(session: Session) -> None:
    school = make_organisation(session)
    written_family(session, make_evening(session, school))
    later = make_evening(session, school, day=DAY + 30 * ONE)
    kept = written_family(session, later).id
    ticked(session, on(CONTACT_GOES))
    assert session.scalars(select(Household.id)).all() == [kept]
    assert rows(session, InvitationNeeds, OutboxMail)[0] == 1
    assert evening_report.count_of(session, later).of(Measure.COMING) == 1
    assert set(session.scalars(select(EveningCount.evening_id))) != {later.id}


@pytest.mark.both_databases
def test_a_draft_that_was_never_opened_goes_too_and_keeps_no_numbers(session: Session) -> None:
    evening = make_evening(session)
    written_family(session, evening)
    evening.state = EveningState.DRAFT
    for day in STAGES:
        ticked(session, on(day))
    assert rows(session, Household, Pupil, EveningCount) == [0, 0, 0]
    assert [what for what, _ in erased(session)] == ["needs", "contact", "pupils"]
    assert evening_erasure.erased_of(session, evening) == {}
    # It may still become an evening on another day, with other people.
    evening.day = PUPILS_GO + 60 * ONE
    make_pupil(session, reload(session, evening))
    assert evening_report.count_of(session, evening).of(Measure.PUPILS) == 1


@pytest.mark.both_databases
def test_a_list_that_nobody_imported_is_gone_a_day_later(session: Session) -> None:
    school = make_organisation(session)
    account = make_account(session, school)
    evenings = [make_evening(session, school) for _ in range(2)]
    for evening, uploaded in zip(evenings, (NOW, NOW + timedelta(hours=1)), strict=True):
        session.add(
            PupilUpload(
                evening_id=evening.id,
                account_id=account.id,
                name="leerlingen.csv",
                rows=[["Sami"], ["Noor"]],
                lines=[2, 3],
                columns={},
                uploaded_at=uploaded,
            )
        )
    assert ticked(session, NOW + ONE - timedelta(minutes=1)) == Counter()
    assert ticked(session, NOW + ONE) == Counter(lists_erased=1)
    assert session.scalars(select(PupilUpload.evening_id)).all() == [evenings[1].id]
    assert erased(session) == [("list", 2)]
