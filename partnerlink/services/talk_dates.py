"""On which dates a request and an offer can meet."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.errors import AtCapacity, DateNotOffered, DatePast, SpeakerBusy
from partnerlink.domain.school_days import last_answer_day
from partnerlink.domain.school_year import school_year_of
from partnerlink.domain.talk import PART_TIMES
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.holidays import holidays_of
from partnerlink.services.match_facts import Agenda, agendas, dates_of


def today_of(now: datetime) -> date:
    """Return the day in the Netherlands at the moment `now`."""
    return now.astimezone(AMSTERDAM).date()


def clock_in_the_netherlands(now: datetime) -> datetime:
    """Return the moment `now` as it stands on the clock in the Netherlands."""
    return now.astimezone(AMSTERDAM)


def part_times(chosen: TalkDate) -> tuple[datetime, datetime]:
    """Return when the part of the day begins and ends; the talk is in it, at an hour to be set."""
    begin, end = PART_TIMES[chosen.part]
    return (
        datetime.combine(chosen.day, begin, tzinfo=AMSTERDAM),
        datetime.combine(chosen.day, end, tzinfo=AMSTERDAM),
    )


def is_past(chosen: TalkDate, now: datetime) -> bool:
    """Tell whether this part of the day is over."""
    return chosen.is_over(clock_in_the_netherlands(now))


def has_dates_left(request: TalkRequest, *, now: datetime) -> bool:
    """Tell whether a talk for this request could still be given."""
    return request.dates.has_any_left_at(clock_in_the_netherlands(now))


def is_findable(request: TalkRequest, *, now: datetime) -> bool:
    """Tell whether partners can find this request: open, verified, and a date to come.

    What the index knows is a day behind at most: it holds days, and this also the parts of today.
    """
    return request.is_open_on(today_of(now)) and has_dates_left(request, now=now)


def day_to_answer_by(
    session: Session, school: Organisation, dates: Collection[TalkDate], *, now: datetime
) -> date:
    """Return the last day on which a question of `now` about `dates` can be answered.

    That is after five school days, but never later than the last of the dates. Raises
    NoSchoolDayError.
    """
    five_days_on = last_answer_day(today_of(now), holidays_of(session, school))
    return min(five_days_on, max(chosen.day for chosen in dates))


def shared_dates(
    session: Session, request: TalkRequest, offer: TalkOffer, *, now: datetime
) -> tuple[TalkDate, ...]:
    """Return the dates of `request` that suit `offer`, in order, busy or full ones included.

    Of a period only the school days count; a date option was chosen by the school itself.
    """
    dates = dates_of(session, [request], now=now)[request.id]
    return tuple(
        chosen
        for chosen in dates.from_day(today_of(now))
        if chosen.slot in offer.slots and not is_past(chosen, now)
    )


def possible_dates(
    session: Session, request: TalkRequest, offer: TalkOffer, *, now: datetime
) -> tuple[TalkDate, ...]:
    """Return the dates on which the speaker could really come, in order."""
    shared = shared_dates(session, request, offer, now=now)
    agenda = _agenda(session, offer, now=now)
    return tuple(chosen for chosen in shared if not agenda.is_taken(chosen))


def require_shared(
    session: Session,
    request: TalkRequest,
    offer: TalkOffer,
    dates: Collection[TalkDate],
    *,
    now: datetime,
) -> None:
    """Check the dates that somebody proposes.

    Raises DatePast, DateNotOffered, SpeakerBusy or AtCapacity.
    """
    if any(is_past(chosen, now) for chosen in dates):
        raise DatePast
    if not dates or not frozenset(dates) <= frozenset(
        shared_dates(session, request, offer, now=now)
    ):
        raise DateNotOffered
    agenda = _agenda(session, offer, now=now)
    for chosen in dates:
        _require_place(agenda, chosen)


def is_free(session: Session, offer: TalkOffer, chosen: TalkDate, *, now: datetime) -> bool:
    """Tell whether the speaker can still come on a date; the offer must be locked to be sure."""
    return not is_past(chosen, now) and not _agenda(session, offer, now=now).is_taken(chosen)


def require_free(session: Session, offer: TalkOffer, chosen: TalkDate, *, now: datetime) -> None:
    """Check that the speaker can still come on a date; the offer must be locked to be sure.

    Raises DatePast, SpeakerBusy or AtCapacity.
    """
    if is_past(chosen, now):
        raise DatePast
    _require_place(_agenda(session, offer, now=now), chosen)


def _require_place(agenda: Agenda, chosen: TalkDate) -> None:
    if chosen in agenda.taken:
        raise SpeakerBusy
    if school_year_of(chosen.day) in agenda.full:
        raise AtCapacity


def _agenda(session: Session, offer: TalkOffer, *, now: datetime) -> Agenda:
    return agendas(session, {offer.id: offer.talks_per_year}, today=today_of(now))[offer.id]
