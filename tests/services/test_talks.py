"""The first step: who may ask whom, with which dates, and what is written to the other."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import (
    AlreadyLinked,
    AtCapacity,
    DateNotOffered,
    DatePast,
    NoMatch,
    NotOpen,
    NotVerified,
    Refusal,
    SpeakerBusy,
)
from partnerlink.domain.talk import OfferState, RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate, TalkDates
from partnerlink.domain.vocabulary import DayPart, HolidayRegion, OrganisationKind, Sector
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.school_holiday import SchoolHoliday
from partnerlink.models.talk import Talk
from partnerlink.services.talk_dates import possible_dates
from partnerlink.services.talks import find_link, find_talk, start_talk
from tests.factories import (
    MAASTRICHT,
    NOW,
    TODAY,
    make_offer,
    make_organisation,
    make_request,
    mornings,
)
from tests.factories_talks import Cast, letters, make_cast, make_talk
from tests.races import race


def start(session: Session, cast: Cast, side: Side = Side.SCHOOL, **changes: object) -> Talk:
    values: dict[str, object] = {"dates": mornings(2), "message": "Graag!", "now": NOW}
    return start_talk(session, cast.request, cast.offer, first_step=side, **(values | changes))  # type: ignore[arg-type]


@pytest.mark.both_databases
def test_an_invitation_asks_the_speaker_in_one_letter(session: Session) -> None:
    cast = make_cast(session)
    talk = start(session, cast)
    assert (talk.state, talk.first_step) == (TalkState.INVITED, Side.SCHOOL)
    assert talk.proposed_dates == mornings(2)
    assert letters(session) == [("talk_invited", "partner")]
    letter = session.scalars(select(OutboxMail)).one()
    assert (letter.account_id, letter.facts["talk_id"]) == (cast.speaker.id, talk.id)


@pytest.mark.both_databases
def test_an_application_asks_the_school_in_one_letter(session: Session) -> None:
    cast = make_cast(session)
    talk = start(session, cast, Side.PARTNER)
    assert (talk.state, talk.first_step) == (TalkState.APPLIED, Side.PARTNER)
    assert letters(session) == [("talk_applied", "school")]
    assert session.scalars(select(OutboxMail)).one().account_id == cast.teacher.id


def test_there_are_five_school_days_to_answer(session: Session) -> None:
    # NOW is Tuesday 10 November 2026.
    assert start(session, make_cast(session)).answer_by == date(2026, 11, 17)


def test_a_holiday_of_the_school_gives_more_days_to_answer(session: Session) -> None:
    cast = make_cast(session)
    session.add(
        SchoolHoliday(
            region=HolidayRegion.NOORD,
            school_year="2026-2027",
            name="Herfstvakantie",
            first_day=date(2026, 11, 14),
            last_day=date(2026, 11, 22),
        )
    )
    session.flush()
    assert start(session, cast).answer_by == date(2026, 11, 24)


def test_a_question_does_not_outlive_its_last_date(session: Session) -> None:
    soon = TalkDate(date(2026, 11, 12), DayPart.MORNING)
    request = make_request(session, dates=TalkDates(options=(soon,)))
    talk = start(session, Cast(request, make_offer(session)), dates=(soon,))
    assert talk.answer_by == soon.day


Change = Callable[[Cast], None]


def unverify_school(cast: Cast) -> None:
    cast.request.organisation.refuse()


def unverify_partner(cast: Cast) -> None:
    cast.offer.organisation.refuse()


def change_sector(cast: Cast) -> None:
    cast.offer.sectors = frozenset({Sector.ICT})


def lose_place(cast: Cast) -> None:
    cast.offer.organisation.x = None


@pytest.mark.parametrize(
    ("change", "side", "refusal"),
    [
        (unverify_school, Side.SCHOOL, NotVerified),
        (unverify_school, Side.PARTNER, NotOpen),
        (unverify_partner, Side.PARTNER, NotVerified),
        (unverify_partner, Side.SCHOOL, NotOpen),
        (lambda cast: cast.request.pause(), Side.PARTNER, NotOpen),
        (lambda cast: cast.request.close(), Side.SCHOOL, NotOpen),
        (lambda cast: cast.offer.pause(), Side.SCHOOL, NotOpen),
        (lambda cast: cast.offer.close(), Side.PARTNER, NotOpen),
        (change_sector, Side.SCHOOL, NoMatch),
        (lose_place, Side.SCHOOL, NoMatch),
    ],
)
def test_two_who_cannot_meet_are_not_brought_together(
    session: Session, change: Change, side: Side, refusal: type[Refusal]
) -> None:
    cast = make_cast(session)
    change(cast)
    session.flush()
    with pytest.raises(refusal):
        start(session, cast, side)
    assert letters(session) == []


def test_too_far_is_no_match(session: Session) -> None:
    far = make_organisation(session, OrganisationKind.EMPLOYER, at=MAASTRICHT)
    with pytest.raises(NoMatch) as refused:
        start(session, Cast(make_request(session), make_offer(session, far)))
    assert refused.value.filter_name == "distance"


def test_a_question_is_not_asked_twice(session: Session) -> None:
    cast = make_cast(session)
    talk = start(session, cast)
    assert find_link(session, cast.request, cast.offer) == talk.id
    for side in Side:
        with pytest.raises(AlreadyLinked):
            start(session, cast, side)


def test_after_a_no_the_question_may_be_asked_again(session: Session) -> None:
    cast = make_cast(session)
    make_talk(session, TalkState.DECLINED, cast=cast)
    assert start(session, cast, Side.PARTNER).state is TalkState.APPLIED


AFTERNOON = TalkDate(mornings(1)[0].day, DayPart.AFTERNOON)
OTHER_WEEK = TalkDate(mornings(1)[0].day + timedelta(weeks=1), DayPart.MORNING)


@pytest.mark.parametrize("dates", [(), (OTHER_WEEK,), (AFTERNOON,), (mornings(1)[0], OTHER_WEEK)])
def test_only_dates_that_both_have_are_proposed(
    session: Session, dates: tuple[TalkDate, ...]
) -> None:
    options = TalkDates(options=(*mornings(2), AFTERNOON))
    cast = Cast(make_request(session, dates=options), make_offer(session))
    with pytest.raises(DateNotOffered):
        start(session, cast, dates=dates)


def test_a_date_that_is_past_is_refused(session: Session) -> None:
    gone, ahead = TalkDate(TODAY - timedelta(days=1), DayPart.MORNING), mornings(1)[0]
    request = make_request(session, dates=TalkDates(options=(gone, ahead)))
    with pytest.raises(DatePast):
        start(session, Cast(request, make_offer(session)), dates=(gone, ahead))


def test_a_date_on_which_the_speaker_is_elsewhere_is_refused(session: Session) -> None:
    offer = make_offer(session)
    make_talk(session, TalkState.PLANNED, cast=Cast(make_request(session), offer))
    cast = Cast(make_request(session), offer)
    with pytest.raises(SpeakerBusy):
        start(session, cast, dates=mornings(2))
    assert possible_dates(session, cast.request, offer, now=NOW) == mornings(3)[1:]


def test_an_offer_that_is_full_is_not_asked_for_this_year(session: Session) -> None:
    offer = make_offer(session, talks_per_year=1)
    make_talk(session, TalkState.PLANNED, cast=Cast(make_request(session), offer))
    next_year = mornings(2, after=date(2027, 9, 7))
    dates = TalkDates(options=(*mornings(3)[1:], *next_year))
    cast = Cast(make_request(session, dates=dates), offer)
    with pytest.raises(AtCapacity):
        start(session, cast, dates=mornings(3)[1:])
    assert possible_dates(session, cast.request, offer, now=NOW) == next_year
    assert start(session, cast, dates=next_year).state is TalkState.INVITED


def test_a_talk_is_found_by_its_two_ends_only(session: Session) -> None:
    talk, stranger = make_talk(session), make_organisation(session)
    for mine in (talk.school_id, talk.partner_id):
        assert find_talk(session, talk.id, organisation_id=mine) is talk
    assert find_talk(session, talk.id, organisation_id=stranger.id) is None
    assert find_talk(session, talk.id, organisation_id=None) is None
    assert find_talk(session, talk.id + 1, organisation_id=talk.school_id) is None


@pytest.mark.both_databases
def test_a_school_and_a_speaker_who_ask_at_once_make_one_talk(app: Flask, session: Session) -> None:
    cast = make_cast(session)
    request_id, offer_id = cast.request.id, cast.offer.id
    session.commit()

    def ask(side: Side) -> Callable[[Session], TalkState]:
        def act(own: Session) -> TalkState:
            pair = Cast(
                own.get_one(type(cast.request), request_id), own.get_one(type(cast.offer), offer_id)
            )
            return start(own, pair, side).state

        return act

    outcomes = race(app, ask(Side.SCHOOL), ask(Side.PARTNER))
    assert AlreadyLinked in outcomes
    assert len(session.scalars(select(Talk)).all()) == 1
    assert len(letters(session)) == 1


def test_a_draft_takes_no_first_step(session: Session) -> None:
    cast = Cast(make_request(session, state=RequestState.DRAFT), make_offer(session))
    with pytest.raises(NotOpen):
        start(session, cast)
    cast = Cast(make_request(session), make_offer(session, state=OfferState.DRAFT))
    with pytest.raises(NotOpen):
        start(session, cast, Side.PARTNER)
