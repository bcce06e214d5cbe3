"""On which dates a request and an offer can meet."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.errors import AtCapacity, DateNotOffered, DatePast, SpeakerBusy
from partnerlink.domain.school_days import is_school_day, last_answer_day
from partnerlink.domain.school_year import school_year_of
from partnerlink.domain.talk import USUAL_TIMES
from partnerlink.domain.talk_dates import TalkDate
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk_offer import TalkOffer
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.holidays import holidays_of
from partnerlink.services.match_facts import Agenda, agendas


def today_of(now: datetime) -> date:
    """Return the day in the Netherlands at the moment `now`."""
    return now.astimezone(AMSTERDAM).date()


def usual_time(chosen: TalkDate) -> tuple[datetime, datetime]:
    """Return when a talk on this date begins and ends, until the school sets its own times."""
    begin, end = USUAL_TIMES[chosen.part]
    return (
        datetime.combine(chosen.day, begin, tzinfo=AMSTERDAM),
        datetime.combine(chosen.day, end, tzinfo=AMSTERDAM),
    )


def is_past(chosen: TalkDate, now: datetime) -> bool:
    """Tell whether a talk on this date would have begun already."""
    return usual_time(chosen)[0] <= now


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
    today = today_of(now)
    options = frozenset(request.dates.options)
    holidays = holidays_of(session, request.organisation) if request.dates.period else ()
    return tuple(
        chosen
        for chosen in request.dates.from_day(today)
        if chosen.slot in offer.slots
        and not is_past(chosen, now)
        and (chosen in options or is_school_day(chosen.day, holidays))
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
    for chosen in dates:
        require_free(session, offer, chosen, now=now)


def require_free(session: Session, offer: TalkOffer, chosen: TalkDate, *, now: datetime) -> None:
    """Check that the speaker can still come on a date; the offer must be locked to be sure.

    Raises DatePast, SpeakerBusy or AtCapacity.
    """
    if is_past(chosen, now):
        raise DatePast
    agenda = _agenda(session, offer, now=now)
    if chosen in agenda.taken:
        raise SpeakerBusy
    if school_year_of(chosen.day) in agenda.full:
        raise AtCapacity


def _agenda(session: Session, offer: TalkOffer, *, now: datetime) -> Agenda:
    return agendas(session, {offer.id: offer.talks_per_year}, today=today_of(now))[offer.id]
