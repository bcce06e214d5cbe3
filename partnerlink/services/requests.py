"""A school's requests: changing them keeps the index of the matching in line, always."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import DatePast
from partnerlink.domain.folding import search_terms
from partnerlink.domain.school_days import Holiday, is_school_day, public_holidays
from partnerlink.domain.talk import WAITING_FOR_ANSWER, RequestState, Side, TalkState
from partnerlink.domain.talk_dates import TalkDate, TalkDates, TalkPeriod
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.occasion import WITH_BOTH_ENDS
from partnerlink.mail.outbox import post
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.models.talk import ProposedDate, Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services import match_index, own_lists
from partnerlink.services.closing import count_waiting_in, end_waiting
from partnerlink.services.holidays import holidays_of
from partnerlink.services.talk_dates import has_dates_left, today_of

Step = Callable[[TalkRequest, datetime, date], None]

STEPS: dict[str, Step] = {
    "publish": lambda request, now, today: request.publish(now, today=today),
    "pause": lambda request, _now, _today: request.pause(),
    "resume": lambda request, _now, today: request.resume(today=today),
    "close": lambda request, _now, _today: request.close(),
}
"""The steps of a request's life that its school takes; the others follow from its talks."""


def write_request(
    session: Session,
    request: TalkRequest,
    content: Mapping[str, object],
    dates: TalkDates,
    *,
    today: date,
) -> None:
    """Write a request, new or known, from the names and values of `content`.

    Raises NotAllowedNow once no speaker is sought and Incomplete for an open one that gets too
    thin.
    """
    request.change(content, dates)
    session.add(request)
    session.flush()
    match_index.refresh_request(session, request, today=today)


def start_request(
    session: Session,
    organisation: Organisation,
    content: Mapping[str, object],
    dates: TalkDates,
    *,
    contact: Account,
    now: datetime,
) -> TalkRequest:
    """Make a draft that says `content`."""
    request = TalkRequest.draft(organisation, contact=contact, now=now)
    write_request(session, request, content, dates, today=today_of(now))
    return request


def take_step(session: Session, request: TalkRequest, action: str, *, now: datetime) -> None:
    """Let a request take one of STEPS; closing ends what still waits for an answer.

    Raises NotAllowedNow, NotVerified, Incomplete or DatePast.
    """
    STEPS[action](request, now, today_of(now))
    if request.state is RequestState.OPEN and not has_dates_left(request, now=now):
        raise DatePast
    session.flush()
    if request.state is RequestState.CLOSED:
        waiting = select(Talk).where(Talk.request_id == request.id)
        end_waiting(session, waiting, by=Side.SCHOOL, now=now)
    match_index.refresh_request(session, request, today=today_of(now))


def write_practical(
    session: Session, request: TalkRequest, content: Mapping[str, object], *, now: datetime
) -> None:
    """Write what may still change while a speaker comes, and tell that speaker what changed.

    Nothing is told once the talk has begun. Raises NotAllowedNow and Incomplete.
    """
    changed = request.change_practical(content)
    session.flush()
    planned = select(Talk).where(Talk.request_id == request.id, Talk.state == TalkState.PLANNED)
    talk = session.scalar(planned.options(*WITH_BOTH_ENDS))
    if talk is None or not changed or talk.has_begun(now):
        return
    talk.change_practical(now)
    session.flush()
    post(
        session,
        MailKind.TALK_DETAILS_CHANGED,
        to=talk.contact_at(Side.PARTNER),
        now=now,
        talk_id=talk.id,
        side=str(Side.PARTNER),
        changed=" ".join(changed),
    )


def count_waiting(session: Session, request: TalkRequest) -> int:
    """Count the talks that would end if `request` were closed now."""
    return count_waiting_in(session, select(Talk).where(Talk.request_id == request.id))


def copy_request(
    session: Session, request: TalkRequest, *, contact: Account, now: datetime
) -> TalkRequest:
    """Make a draft that says what `request` says, without its dates."""
    draft = request.copy(contact=contact, now=now)
    session.add(draft)
    session.flush()
    return draft


def own_requests(
    session: Session, organisation_id: int, *, words: str = "", state: RequestState | None = None
) -> "Select[TalkRequest]":
    """Select a school's requests in `state` (or any) that hold every one of `words`.

    Unlike the search in what is open this also finds drafts; a word counts from its beginning.
    """
    chosen = TalkRequest.of_organisation(organisation_id)
    if state is not None:
        chosen = chosen.where(TalkRequest.state == state)
    if not search_terms(words):
        return chosen
    written = select(TalkRequest.id, TalkRequest.subject, TalkRequest.takeaway).where(
        TalkRequest.organisation_id == organisation_id
    )
    return chosen.where(TalkRequest.id.in_(own_lists.keys_with_words(session, written, words)))


def count_states(session: Session, organisation_id: int) -> Counter[RequestState]:
    """Count a school's requests by their state."""
    return own_lists.count_states(
        session, TalkRequest.state, TalkRequest.organisation_id == organisation_id
    )


def count_talks(session: Session, request: TalkRequest) -> Counter[TalkState]:
    """Count the talks of a request by their state."""
    return own_lists.count_states(session, Talk.state, Talk.request_id == request.id)


def asked_dates(session: Session, request: TalkRequest) -> frozenset[TalkDate]:
    """Return the dates on which somebody was asked or offered to come, and waits for an answer.

    Source of the rule: a date that a speaker may still say yes to cannot be taken away.
    """
    asked = session.execute(
        select(ProposedDate.day, ProposedDate.part)
        .join(Talk)
        .where(Talk.request_id == request.id, Talk.state.in_(WAITING_FOR_ANSWER))
    )
    return frozenset(TalkDate(day, part) for day, part in asked)


def is_all_holiday(session: Session, organisation: Organisation, period: TalkPeriod) -> bool:
    """Tell whether the school is closed on every date of `period`."""
    kept = holidays_of(session, organisation)
    dates = period.dates_from(period.first_day)
    return not any(is_school_day(chosen.day, kept) for chosen in dates)


def has_only_holidays(session: Session, request: TalkRequest) -> bool:
    """Tell whether a request has dates in a period only, on each of which its school is closed."""
    given = request.dates
    if given.options or given.period is None or not given.period.slots:
        return False
    return is_all_holiday(session, request.organisation, given.period)


def days_off(
    session: Session, organisation: Organisation, days: Collection[date]
) -> tuple[tuple[date, str], ...]:
    """Return those of `days` on which the school is closed, in order, each with why.

    A public holiday goes before a holiday of the region or of the school itself.
    """
    kept = holidays_of(session, organisation) if days else ()
    named = ((day, _holiday_on(day, kept)) for day in sorted(set(days)))
    return tuple((day, name) for day, name in named if name)


def _holiday_on(day: date, kept: Collection[Holiday]) -> str:
    every = (*public_holidays(day.year), *kept)
    return next((holiday.name for holiday in every if holiday.covers(day)), "")
