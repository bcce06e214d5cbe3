"""A school's requests and the index of the matching."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import DatePast, Incomplete, NotAllowedNow
from partnerlink.domain.talk import RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDates, TalkPeriod
from partnerlink.domain.vocabulary import HolidayRegion, Slot
from partnerlink.mail.kinds import MailKind
from partnerlink.models.match_point import RequestPoint
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.search_words import RequestWords
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import requests
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_organisation,
    make_question,
    make_request,
    mornings,
)

pytestmark = pytest.mark.both_databases

CHRISTMAS = (date(2026, 12, 19), date(2027, 1, 3))
SLOTS = frozenset(Slot)


def is_found(session: Session, request: TalkRequest) -> bool:
    points = session.scalar(select(func.count()).where(RequestPoint.request_id == request.id))
    words = session.scalar(select(func.count()).where(RequestWords.request_id == request.id))
    assert bool(points) == bool(words)
    return bool(points)


def talk_for(session: Session, request: TalkRequest, *, first_step: Side = Side.SCHOOL) -> Talk:
    dates = request.dates.options[:2]
    return make_question(session, request, first_step=first_step, dates=dates)


def with_christmas_holiday(session: Session) -> None:
    session.add(
        SchoolHoliday(
            region=HolidayRegion.NOORD,
            school_year="2026-2027",
            name="Kerstvakantie",
            first_day=CHRISTMAS[0],
            last_day=CHRISTMAS[1],
        )
    )
    session.flush()


def test_each_step_keeps_the_index_in_line(session: Session) -> None:
    request = make_request(session, state=RequestState.DRAFT)
    seen = []
    for action in ("publish", "pause", "resume", "close"):
        requests.take_step(session, request, action, now=NOW)
        seen.append(is_found(session, request))
    assert seen == [True, False, True, False]


def test_a_new_request_is_a_draft_with_its_dates(session: Session) -> None:
    school = make_organisation(session)
    dates = TalkDates(options=mornings(2))
    content: dict[str, object] = {"subject": "Zorg"}
    request = requests.start_request(
        session, school, content, dates, contact=make_account(session, school), now=NOW
    )
    session.expire(request)
    assert (request.subject, request.state) == ("Zorg", RequestState.DRAFT)
    assert (request.dates, request.radius_km, request.pupils) == (dates, 25, 25)
    assert not is_found(session, request)


def test_new_dates_of_an_open_request_are_found_at_once(session: Session) -> None:
    request = make_request(session)
    period = TalkPeriod(TODAY, TODAY + timedelta(days=30), frozenset({Slot.FRI_EVENING}))
    requests.write_request(session, request, {}, TalkDates(period=period), today=TODAY)
    last_day = session.scalar(
        select(RequestPoint.last_day).where(RequestPoint.request_id == request.id)
    )
    assert last_day == period.last_day
    assert request.dates == TalkDates(period=period)


def test_a_request_that_is_past_or_thin_is_not_published(session: Session) -> None:
    past = make_request(session, state=RequestState.DRAFT, dates=TalkDates(mornings(1, weeks=-3)))
    thin = make_request(session, state=RequestState.DRAFT, host_teacher="")
    for request, refusal in ((past, DatePast), (thin, Incomplete)):
        with pytest.raises(refusal):
            requests.take_step(session, request, "publish", now=NOW)
        assert request.state is RequestState.DRAFT


def test_a_school_ends_no_request_for_which_a_speaker_is_found(session: Session) -> None:
    with pytest.raises(NotAllowedNow):
        requests.take_step(
            session, make_request(session, state=RequestState.PLANNED), "close", now=NOW
        )


def test_closing_ends_what_waits_and_tells_the_speakers(session: Session) -> None:
    request = make_request(session)
    invited, applied = (
        talk_for(session, request),
        talk_for(session, request, first_step=Side.PARTNER),
    )
    reserve = talk_for(session, request)
    reserve.keep_in_reserve(reserve.proposed_dates[0], NOW)
    session.flush()
    assert requests.count_waiting(session, request) == 3
    requests.take_step(session, request, "close", now=NOW)
    assert (invited.state, applied.state) == (TalkState.WITHDRAWN, TalkState.DECLINED)
    assert reserve.state is TalkState.WITHDRAWN
    assert sorted(session.scalars(select(OutboxMail.kind))) == [
        MailKind.TALK_DECLINED,
        MailKind.TALK_WITHDRAWN,
        MailKind.TALK_WITHDRAWN,
    ]


def test_a_copy_asks_the_same_on_no_date(session: Session) -> None:
    request = make_request(session, state=RequestState.COMPLETED)
    copy = requests.copy_request(session, request, contact=request.contact, now=NOW)
    assert (copy.state, copy.copied_from_id) == (RequestState.DRAFT, request.id)
    assert (copy.takeaway, copy.dates) == (request.takeaway, TalkDates())


def test_the_dates_that_somebody_may_still_say_yes_to_are_known(session: Session) -> None:
    request = make_request(session)
    talk, other = talk_for(session, request), talk_for(session, make_request(session))
    assert requests.asked_dates(session, request) == frozenset(request.dates.options[:2])
    talk.decline(NOW)
    session.flush()
    assert requests.asked_dates(session, request) == frozenset()
    assert other.proposed_dates


def test_own_requests_are_counted_and_found_by_words(session: Session) -> None:
    school = make_organisation(session)
    make_request(session, school, state=RequestState.PLANNED)
    make_request(session, school, subject="Techniek", takeaway="", state=RequestState.DRAFT)
    make_request(session)
    found = session.scalars(requests.own_requests(session, school.id, words="tech")).all()
    assert [request.subject for request in found] == ["Techniek"]
    counts = requests.count_states(session, school.id)
    assert counts == {RequestState.PLANNED: 1, RequestState.DRAFT: 1}


def test_days_off_are_named_and_others_are_not(session: Session) -> None:
    with_christmas_holiday(session)
    school = make_organisation(session)
    days = [date(2026, 12, 22), date(2026, 12, 25), TODAY, date(2027, 4, 27)]
    assert requests.days_off(session, school, days) == (
        (date(2026, 12, 22), "Kerstvakantie"),
        (date(2026, 12, 25), "Eerste Kerstdag"),
        (date(2027, 4, 27), "Koningsdag"),
    )


def test_a_school_of_another_region_is_open(session: Session) -> None:
    with_christmas_holiday(session)
    school = make_organisation(session, holiday_region=HolidayRegion.ZUID)
    assert requests.days_off(session, school, [date(2026, 12, 22)]) == ()


@pytest.mark.parametrize(("last", "is_all"), [(CHRISTMAS[1], True), (date(2027, 1, 4), False)])
def test_a_period_in_the_holidays_has_no_school_day(
    session: Session, last: date, is_all: bool
) -> None:
    with_christmas_holiday(session)
    period = TalkPeriod(CHRISTMAS[0], last, SLOTS)
    assert requests.is_all_holiday(session, make_organisation(session), period) is is_all
