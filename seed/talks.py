"""Play a talk of the demo up to where its file says it is, through the verbs of its life."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.school_days import last_answer_day
from partnerlink.domain.talk import Side, TalkState
from partnerlink.domain.vocabulary import Leerjaar, Level
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post
from partnerlink.models.encounter import Encounter
from partnerlink.models.talk import Talk
from partnerlink.models.talk_request import TalkRequest
from partnerlink.services.talk_dates import part_times
from seed.calendar import SchoolCalendar
from seed.offers import Offers, find_offer

LESSON = timedelta(minutes=50)
AFTER_THE_TALK = timedelta(hours=3)
DATE_IS_FIXED = frozenset(
    {TalkState.PLANNED, TalkState.HELD, TalkState.NOT_HELD, TalkState.CANCELLED}
)
RECONFIRMED_BY = {"both": tuple(Side), "school": (Side.SCHOOL,), "partner": (Side.PARTNER,)}


def play_talk(
    session: Session,
    request: TalkRequest,
    offers: Offers,
    facts: dict[str, Any],
    calendar: SchoolCalendar,
) -> None:
    """Start a talk and take it to the state that `facts` name, or let it wait for an answer."""
    talk = _start(request, offers, facts, calendar)
    session.add(talk)
    session.flush()
    state = facts.get("state")
    if state in DATE_IS_FIXED:
        _accept(session, talk, facts, calendar)
        _go_on(session, talk, TalkState(state), facts, calendar)
    elif state is not None:
        _end(talk, TalkState(state), facts, calendar)
    else:
        kind = MailKind.TALK_INVITED if talk.first_step is Side.SCHOOL else MailKind.TALK_APPLIED
        _write(session, talk, talk.first_step.other, kind, day=facts["asked"], calendar=calendar)


def _start(
    request: TalkRequest, offers: Offers, facts: dict[str, Any], calendar: SchoolCalendar
) -> Talk:
    offer = find_offer(offers, facts["partner"], facts.get("offer"))
    asked_on = calendar.school_day(facts["asked"])
    dates = [each for each in request.dates.from_day(asked_on) if each.slot in offer.slots]
    answer_by = last_answer_day(asked_on, calendar.holidays)
    return Talk.start(
        request,
        offer,
        first_step=Side(facts.get("by", Side.SCHOOL)),
        dates=dates,
        message=facts.get("message", ""),
        answer_by=min(answer_by, dates[-1].day),
        now=calendar.moment(facts["asked"]),
    )


def _accept(session: Session, talk: Talk, facts: dict[str, Any], calendar: SchoolCalendar) -> None:
    chosen = talk.request.dates.options[facts["date"]]
    starts_at, ends_at = part_times(chosen)
    answered = calendar.moment(facts["answered"])
    talk.accept(chosen, starts_at=starts_at, ends_at=ends_at, now=answered)
    talk.request.fill()
    if "hour" in facts:
        begin = datetime.combine(chosen.day, time.fromisoformat(facts["hour"]), tzinfo=AMSTERDAM)
        talk.set_time(begin, begin + LESSON, now=answered)
    if "vog" in facts:
        talk.record_vog(seen_by=facts["vog"], seen_on=calendar.school_day(-1))
    if "reconfirm" in facts:
        talk.ask_reconfirmation(calendar.moment(-1))
        for side in RECONFIRMED_BY[facts["reconfirm"]]:
            talk.reconfirm(side, calendar.moment(-1))


def _go_on(
    session: Session,
    talk: Talk,
    state: TalkState,
    facts: dict[str, Any],
    calendar: SchoolCalendar,
) -> None:
    if state is TalkState.PLANNED:
        for side in Side:
            day = facts["answered"]
            _write(session, talk, side, MailKind.TALK_PLANNED, day=day, calendar=calendar)
    elif state is TalkState.CANCELLED:
        cancelled = calendar.moment(facts["answered"] + 1)
        talk.cancel(cancelled, by=Side(facts["by_side"]), reason=facts["reason"])
        talk.request.reopen()
    elif state is TalkState.NOT_HELD:
        talk.record_not_held(reason=facts["reason"])
        talk.request.reopen()
        talk.request.close()
    else:
        _hold(session, talk, facts)


def _hold(session: Session, talk: Talk, facts: dict[str, Any]) -> None:
    assert talk.day is not None and talk.ends_at is not None  # noqa: PT018
    talk.record_held()
    talk.request.complete()
    for side in Side:
        said = facts.get(f"{side}_says")
        if said:
            talk.evaluate(
                side,
                rating=said["rating"],
                remark=said["remark"],
                wants_again=said["again"],
                now=talk.ends_at + AFTER_THE_TALK,
            )
    session.add(
        Encounter(
            school_id=talk.school_id,
            partner_id=talk.partner_id,
            talk_id=talk.id,
            day=talk.day,
            leerjaar=Leerjaar(facts["leerjaar"]),
            level=Level(facts["level"]),
            pupils=facts["held_pupils"],
            competences=talk.request.competences,
        )
    )


def _end(talk: Talk, state: TalkState, facts: dict[str, Any], calendar: SchoolCalendar) -> None:
    if state is TalkState.EXPIRED:
        talk.expire(calendar.moment(facts["asked"] + 6))
        return
    answered = calendar.moment(facts["answered"])
    if state is TalkState.RESERVE:
        talk.keep_in_reserve(talk.request.dates.options[facts["date"]], answered)
    elif state is TalkState.DECLINED:
        talk.decline(answered, reason=facts["reason"])
    else:
        talk.withdraw(answered, by=Side(facts["by_side"]), reason=facts["reason"])


def _write(
    session: Session,
    talk: Talk,
    side: Side,
    kind: MailKind,
    *,
    day: int,
    calendar: SchoolCalendar,
) -> None:
    contact, now = talk.contact_at(side), calendar.moment(day)
    post(session, kind, to=contact, now=now, talk_id=talk.id, side=str(side))
