"""What needs doing now, for each kind of user."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.talk import OfferState, RequestState, Side
from partnerlink.domain.talk_dates import TalkDates
from partnerlink.domain.vocabulary import Competence, Leerjaar, Level, OrganisationKind
from partnerlink.models.encounter import Encounter
from partnerlink.models.outbox import MailState, OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.services.dashboard import (
    TodoKind,
    overview_of_partner,
    overview_of_region,
    overview_of_school,
)
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    make_question,
    make_request,
    mornings,
)

pytestmark = pytest.mark.both_databases


def make_talk(session: Session, *, first_step: Side = Side.SCHOOL) -> Talk:
    return make_question(session, first_step=first_step, dates=mornings(2))


def plan(talk: Talk) -> datetime:
    """Accept the first proposed date and return when the talk ends."""
    chosen = talk.proposed_dates[0]
    starts = datetime.combine(chosen.day, datetime.min.time(), UTC).replace(hour=8)
    ends = starts + timedelta(hours=1)
    talk.accept(chosen, starts_at=starts, ends_at=ends, now=NOW)
    talk.set_time(starts, ends, now=NOW)
    talk.request.fill()
    return ends


def kinds(overview_todos: tuple[object, ...]) -> list[TodoKind]:
    return [todo.kind for todo in overview_todos]  # type: ignore[attr-defined]


def test_a_request_without_a_question_asks_to_find_a_speaker(session: Session) -> None:
    request = make_request(session)

    overview = overview_of_school(session, request.organisation, now=NOW)

    assert kinds(overview.todos) == [TodoKind.FIND]
    assert overview.todos[0].number == request.id
    assert overview.todos[0].day == mornings(3)[-1].day


def test_a_draft_asks_to_be_finished_also_without_a_date(session: Session) -> None:
    request = make_request(session, dates=TalkDates(), state=RequestState.DRAFT)

    overview = overview_of_school(session, request.organisation, now=NOW)

    assert kinds(overview.todos) == [TodoKind.FINISH_REQUEST]


@pytest.mark.parametrize("first_step", list(Side))
def test_a_question_waits_for_the_side_that_did_not_ask(session: Session, first_step: Side) -> None:
    talk = make_talk(session, first_step=first_step)

    school = overview_of_school(session, talk.school, now=NOW)
    partner = overview_of_partner(session, talk.partner, now=NOW)

    asked, asking = (partner, school) if first_step is Side.SCHOOL else (school, partner)
    assert kinds(asked.todos) == [TodoKind.ANSWER]
    assert asked.todos[0].day == talk.answer_by
    assert asked.waiting == 0
    assert kinds(asking.todos) == []
    assert asking.waiting == 1


def test_a_planned_talk_is_coming_until_it_ends(session: Session) -> None:
    talk = make_talk(session)
    ends = plan(talk)

    before = overview_of_partner(session, talk.partner, now=ends - timedelta(minutes=1))
    after = overview_of_partner(session, talk.partner, now=ends)

    assert before.coming == (talk,)
    assert after.coming == ()


def test_a_talk_that_ended_is_to_be_recorded_by_the_school_alone(session: Session) -> None:
    talk = make_talk(session)
    ends = plan(talk)

    school = overview_of_school(session, talk.school, now=ends)
    partner = overview_of_partner(session, talk.partner, now=ends)

    assert kinds(school.todos) == [TodoKind.RECORD]
    assert kinds(partner.todos) == []


def test_each_side_is_asked_whether_it_goes_on_until_it_said_so(session: Session) -> None:
    talk = make_talk(session)
    plan(talk)
    talk.reconfirm_asked_at = NOW
    talk.reconfirm(Side.SCHOOL, NOW)

    school = overview_of_school(session, talk.school, now=NOW)
    partner = overview_of_partner(session, talk.partner, now=NOW)

    assert kinds(school.todos) == []
    assert kinds(partner.todos) == [TodoKind.RECONFIRM]


def test_a_held_talk_is_to_be_evaluated_for_sixty_days(session: Session) -> None:
    talk = make_talk(session)
    ends = plan(talk)
    talk.record_held()
    talk.request.complete()

    soon = overview_of_partner(session, talk.partner, now=ends + timedelta(days=59))
    late = overview_of_partner(session, talk.partner, now=ends + timedelta(days=62))

    assert kinds(soon.todos) == [TodoKind.EVALUATE]
    assert kinds(late.todos) == []


def test_the_most_urgent_stands_first(session: Session) -> None:
    talk = make_talk(session, first_step=Side.PARTNER)
    make_request(session, talk.school, state=RequestState.DRAFT)
    make_request(session, talk.school)

    overview = overview_of_school(session, talk.school, now=NOW)

    assert kinds(overview.todos) == [TodoKind.ANSWER, TodoKind.FIND, TodoKind.FINISH_REQUEST]


def test_encounters_of_this_school_year_are_counted(session: Session) -> None:
    school = make_organisation(session)
    for day in (TODAY, TODAY - timedelta(days=400)):
        session.add(
            Encounter(
                school_id=school.id,
                day=day,
                leerjaar=Leerjaar.L3,
                level=Level.VMBO_KB,
                pupils=24,
                competences=frozenset({Competence.WERK}),
            )
        )
    session.flush()

    overview = overview_of_school(session, school, now=NOW)

    assert (overview.held_this_year, overview.pupils_this_year) == (1, 24)


def test_the_school_year_begins_at_midnight_in_the_netherlands(session: Session) -> None:
    school = make_organisation(session)
    last_year = date(2027, 7, 31)
    session.add(
        Encounter(
            school_id=school.id,
            day=last_year,
            leerjaar=Leerjaar.L3,
            level=Level.VMBO_KB,
            pupils=24,
            competences=frozenset({Competence.WERK}),
        )
    )
    session.flush()
    midnight = datetime(2027, 7, 31, 22, tzinfo=UTC)

    before = overview_of_school(session, school, now=midnight - timedelta(seconds=1))
    after = overview_of_school(session, school, now=midnight)

    assert (before.held_this_year, after.held_this_year) == (1, 0)


def test_a_draft_offer_asks_its_partner_to_be_finished(session: Session) -> None:
    offer = make_offer(session, state=OfferState.DRAFT)

    overview = overview_of_partner(session, offer.organisation, now=NOW)

    assert kinds(overview.todos) == [TodoKind.FINISH_OFFER]


def test_a_coordinator_sees_only_the_own_region(session: Session) -> None:
    here = make_organisation(session, is_verified=False, region_code="7")
    other = make_organisation(
        session, OrganisationKind.EMPLOYER, is_verified=False, region_code="8"
    )
    for organisation in (here, other):
        make_account(session, organisation)
    session.add(
        OutboxMail(
            state=MailState.DEAD,
            kind="talk_invited",
            facts={},
            recipient="x@example.nl",
            language="nl",
            organisation_id=other.id,
            posted_at=NOW,
            due_at=NOW,
        )
    )
    session.flush()

    mine = overview_of_region(session, make_account(session))
    everybody = overview_of_region(session, make_account(session, role=Role.ADMINISTRATOR))

    assert [(t.kind, t.count) for t in mine.todos] == [(TodoKind.VERIFY, 1)]
    assert [(t.kind, t.count) for t in everybody.todos] == [
        (TodoKind.VERIFY, 2),
        (TodoKind.DEAD_MAIL, 1),
    ]
