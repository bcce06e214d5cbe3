"""The letters that time brings a household before an evening: about its seats, and reminders.

Nobody is asked anything twice within two days, whatever the letter, and who said no is not
written to. An evening that is moved far enough is a new one, and begins again. The worker writes
what is true when it sends, by day, and drops what an answer has made pointless meanwhile.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_

from partnerlink.domain.evening import InvitationState
from partnerlink.mail.kinds import MailKind
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.services.evening_letters import (
    LetterStep,
    has_seats,
    households_of,
    is_before,
    midnight,
    open_evenings,
)
from partnerlink.services.talk_dates import today_of

PEACE = timedelta(days=2)
"""So long after an invitation, a reminder or an answer a household is not asked again."""
BEFORE_RELEASE = timedelta(days=3)
WEEK = timedelta(days=7)
WEEK_ENDS = timedelta(days=3)
"""Later than this before the evening the reminder of a week would come with that of the day."""
DAY = timedelta(days=1)


def _held_shortly(today: date) -> Select[Evening]:
    return open_evenings(Evening.held_until, today, today + BEFORE_RELEASE).where(
        Evening.seats_released_at.is_(None)
    )


def _without_more_answers(today: date) -> Select[Evening]:
    return open_evenings(Evening.day, today, date.max).where(
        Evening.answering_ended_at.is_not(None)
    )


def _in_a_week(today: date) -> Select[Evening]:
    return open_evenings(Evening.day, today + WEEK_ENDS, today + WEEK)


def _tomorrow(today: date) -> Select[Evening]:
    return open_evenings(Evening.day, today, today + DAY)


def _who_may_lose_seats(evening: Evening, now: datetime) -> Select[Household]:
    told_before = midnight(evening.held_until - BEFORE_RELEASE)
    return households_of(evening).where(
        _was_asked(), _is_in_peace(now), is_before(Household.hold_told_at, told_before)
    )


def _who_got_no_seat(evening: Evening, now: datetime) -> Select[Household]:
    """Select who waits in vain; answering that ended again, on a later day, is told anew."""
    ended = evening.answering_ended_at or now
    waits = and_(Invitation.state == InvitationState.COMING, Invitation.people > Invitation.seats)
    return households_of(evening).where(
        Household.invitations.any(waits), is_before(Household.no_seat_told_at, ended)
    )


def _whom_to_remind(evening: Evening, now: datetime) -> Select[Household]:
    # A reminder for another day counts when that was not more than a week before this one.
    told_before = midnight(evening.day - 2 * WEEK)
    is_concerned = (
        or_(_was_asked(), has_seats()) if evening.takes_answers(today_of(now)) else has_seats()
    )
    return households_of(evening).where(
        is_concerned, _is_in_peace(now), is_before(Household.reminded_week_at, told_before)
    )


def _who_may_have_forgotten(evening: Evening, now: datetime) -> Select[Household]:
    since = midnight(evening.day - DAY)
    # Who answered today or yesterday has not forgotten, nor who just heard for how many there is
    # a seat: that letter asks to call too.
    return households_of(evening).where(
        has_seats(),
        ~Household.invitations.any(Invitation.answered_at >= since),
        is_before(Household.no_seat_told_at, since),
        is_before(Household.reminded_day_at, since),
    )


def _was_asked() -> ColumnElement[bool]:
    owes_answer = and_(
        Invitation.state == InvitationState.ASKED, Invitation.is_link_revoked.is_(False)
    )
    return and_(Household.was_invited(), Household.invitations.any(owes_answer))


def _is_in_peace(now: datetime) -> ColumnElement[bool]:
    since = now - PEACE
    moments = (
        Household.invited_at,
        Household.letter_printed_at,
        Household.hold_told_at,
        Household.reminded_week_at,
    )
    return and_(
        *(or_(moment.is_(None), moment <= since) for moment in moments),
        ~Household.invitations.any(Invitation.answered_at > since),
    )


STEPS = (
    LetterStep(
        "hold_told",
        MailKind.EVENING_HOLD,
        _held_shortly,
        _who_may_lose_seats,
        Household.record_hold_told,
    ),
    LetterStep(
        "no_seat_told",
        MailKind.EVENING_NO_SEAT,
        _without_more_answers,
        _who_got_no_seat,
        Household.record_no_seat_told,
    ),
    LetterStep(
        "reminded_week",
        MailKind.EVENING_REMIND_WEEK,
        _in_a_week,
        _whom_to_remind,
        Household.record_reminded_week,
    ),
    LetterStep(
        "reminded_day",
        MailKind.EVENING_REMIND_DAY,
        _tomorrow,
        _who_may_have_forgotten,
        Household.record_reminded_day,
    ),
)
