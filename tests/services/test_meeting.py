"""How two meet: at school or online, the lesson hour, the link, and what changes late."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.errors import (
    DatePast,
    Incomplete,
    NoMatch,
    NotAllowedNow,
    NotOpen,
    OutsidePart,
)
from partnerlink.domain.talk import RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate, TalkDates
from partnerlink.domain.vocabulary import DayPart, OrganisationKind, Slot, Venue
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.talk import Talk
from partnerlink.services import due_talks, requests, talk_answers, talk_changes
from partnerlink.services.talks import require_first_step
from tests.factories import (
    MAASTRICHT,
    NOW,
    TODAY,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)
from tests.factories_talks import Cast, letters, locked, make_talk

LINK = "https://bellen.example/klas-3b"


def cast_online(session: Session, *, is_near: bool) -> Cast:
    place = {} if is_near else {"at": MAASTRICHT}
    partner = make_organisation(session, OrganisationKind.EMPLOYER, **place)  # type: ignore[arg-type]
    request = make_request(session, venue=Venue.EITHER)
    return Cast(request, make_offer(session, partner, is_online_possible=True))


@pytest.mark.both_databases
@pytest.mark.parametrize("state", [TalkState.INVITED, TalkState.APPLIED])
@pytest.mark.parametrize(("is_near", "venue"), [(True, Venue.AT_SCHOOL), (False, Venue.ONLINE)])
def test_they_meet_at_school_when_the_speaker_can_travel_and_online_when_not(
    session: Session, state: TalkState, is_near: bool, venue: Venue
) -> None:
    talk = make_talk(session, state, cast=cast_online(session, is_near=is_near))
    talk_answers.accept(session, locked(session, talk), mornings(1)[0], now=NOW)
    assert talk.venue is venue
    assert talk.lacks_link is (venue is Venue.ONLINE)


def test_the_school_chooses_online_where_both_can_be(session: Session) -> None:
    talk = make_talk(session, TalkState.APPLIED, cast=cast_online(session, is_near=True))
    chosen = mornings(1)[0]
    talk_answers.accept(session, locked(session, talk), chosen, now=NOW, venue=Venue.ONLINE)
    assert talk.is_online
    talk_changes.set_venue(session, talk, Venue.AT_SCHOOL, now=NOW)
    assert not talk.is_online
    assert talk.calendar_sequence == 1


def test_nobody_is_made_to_travel_farther_than_they_would(session: Session) -> None:
    talk = make_talk(session, TalkState.APPLIED, cast=cast_online(session, is_near=False))
    chosen = mornings(1)[0]
    with pytest.raises(NoMatch):
        talk_answers.accept(session, locked(session, talk), chosen, now=NOW, venue=Venue.AT_SCHOOL)
    talk_answers.accept(session, locked(session, talk), chosen, now=NOW)
    with pytest.raises(NoMatch):
        talk_changes.set_venue(session, talk, Venue.AT_SCHOOL, now=NOW)


def test_a_link_is_told_to_both_and_only_for_a_talk_online(session: Session) -> None:
    online = make_talk(session, TalkState.PLANNED, cast=cast_online(session, is_near=False))
    talk_changes.set_link(session, online, LINK, now=NOW)
    assert (online.lacks_link, online.calendar_sequence) == (False, 1)
    told = letters(session, about=online)[-2:]
    assert told == [("talk_meeting_changed", "school"), ("talk_meeting_changed", "partner")]
    with pytest.raises(NotAllowedNow):
        talk_changes.set_link(session, make_talk(session, TalkState.PLANNED), LINK, now=NOW)


def test_a_yes_to_a_morning_is_no_yes_to_an_afternoon(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    with pytest.raises(OutsidePart):
        talk_changes.set_time(session, talk, begin=time(13), end=time(14), now=NOW)
    with pytest.raises(OutsidePart):
        talk_changes.set_time(session, talk, begin=time(11, 59), end=time(13, 1), now=NOW)
    talk_changes.set_time(session, talk, begin=time(11, 20), end=time(12, 10), now=NOW)
    assert not talk.lacks_time


@pytest.mark.both_databases
def test_without_an_hour_a_talk_has_begun_once_its_part_of_the_day_is_over(
    session: Session,
) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    noon = datetime.combine(mornings(1)[0].day, time(12), tzinfo=AMSTERDAM)

    def has_begun(moment: datetime) -> bool:
        found = session.scalar(select(Talk.id).where(Talk.id == talk.id, Talk.begun_by(moment)))
        assert (found is not None) is talk.has_begun(moment)
        return talk.has_begun(moment)

    assert not has_begun(noon - timedelta(seconds=1))
    assert has_begun(noon)
    talk_changes.set_time(session, talk, begin=time(10), end=time(11), now=NOW)
    session.flush()
    assert not has_begun(noon - timedelta(hours=2, seconds=1))
    assert has_begun(noon - timedelta(hours=2))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("part", "last"),
    [
        (DayPart.MORNING, time(12)),
        (DayPart.AFTERNOON, time(17)),
        (DayPart.EVENING, time(22)),
    ],
)
def test_a_date_of_today_is_past_once_its_part_of_the_day_is(
    session: Session, part: DayPart, last: time
) -> None:
    dates = TalkDates(options=(TalkDate(TODAY, part),))
    draft = make_request(session, dates=dates, state=RequestState.DRAFT)
    request = make_request(session, dates=dates)
    offer = make_offer(session, slots=frozenset(Slot))
    over = datetime.combine(TODAY, last, tzinfo=AMSTERDAM)
    before = over - timedelta(seconds=1)

    def due(moment: datetime) -> bool:
        return request in session.scalars(due_talks.past_requests(moment)).all()

    require_first_step(session, request, offer, first_step=Side.PARTNER, now=before)
    assert not due(before)
    assert due(over)
    with pytest.raises(NotOpen):
        require_first_step(session, request, offer, first_step=Side.PARTNER, now=over)
    with pytest.raises(DatePast):
        requests.take_step(session, draft, "publish", now=over)


@pytest.mark.both_databases
def test_what_changes_late_is_told_to_the_speaker_once(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    request = talk.request
    content = {"host_teacher": "Meneer Bos", "pupils": 31, "room": "", "subject": "Iets anders"}
    requests.write_practical(session, request, content, now=NOW)
    assert (request.host_teacher, request.pupils) == ("Meneer Bos", 31)
    assert request.subject == "Werken in de bakkerij"
    assert talk.calendar_sequence == 1
    told = session.scalars(
        select(OutboxMail).where(OutboxMail.kind == "talk_details_changed")
    ).all()
    assert [letter.facts["changed"] for letter in told] == ["host_teacher pupils"]
    requests.write_practical(session, request, content, now=NOW)
    assert talk.calendar_sequence == 1


@pytest.mark.parametrize("state", sorted(set(RequestState) - {RequestState.PLANNED}))
def test_only_while_a_speaker_comes_the_practical_part_changes_alone(
    session: Session, state: RequestState
) -> None:
    request = make_request(session, state=state)
    with pytest.raises(NotAllowedNow):
        requests.write_practical(session, request, {"pupils": 3}, now=NOW)


def test_somebody_of_the_school_always_receives_the_speaker(session: Session) -> None:
    talk = make_talk(session, TalkState.PLANNED)
    with pytest.raises(Incomplete):
        requests.write_practical(session, talk.request, {"host_teacher": ""}, now=NOW)
