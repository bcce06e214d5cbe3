"""The presentation evening of the demo that is past, as the steps of the clock leave it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from partnerlink.clock import AMSTERDAM
from partnerlink.domain.evening import InvitationState
from partnerlink.domain.evening_retention import Kept, erased_on
from partnerlink.models.evening import Evening
from partnerlink.models.household import Carer, Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.invitation_needs import InvitationNeeds
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.presentation import Presentation
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_clock, evening_erasure
from seed.calendar import SchoolCalendar
from seed.evenings import answer_all, fill_stage, set_stage
from seed.organisations import Cast

PEOPLE = (Household, Carer, Invitation, InvitationNeeds, OutboxMail, Pupil, Presentation)
PAST_SINCE = -30
NIGHT = time(3, 0)
AT_THE_DOOR = time(18, 50)
STAYED_HOME = 7
"""Every so many-th family that said it comes did not."""


def look_back(session: Session, cast: Cast, calendar: SchoolCalendar) -> None:
    """Make an evening that is past, with its pupils and the numbers that stay of it."""
    day = calendar.school_day(PAST_SINCE)
    stage = set_stage(session, cast, calendar, day=day, made=PAST_SINCE - 20)
    evening = stage.evening
    evening.change({"title": "Presentaties leerjaar 3, de eerste ronde"})
    answers = fill_stage(session, stage)
    evening.open(calendar.moment(PAST_SINCE - 15))
    for household in stage.families.values():
        household.record_invited(calendar.moment(PAST_SINCE - 14))
    answer_all(session, answers, calendar, since=PAST_SINCE - 13)
    _come(evening, [invitation for invitation, _ in answers])
    session.flush()
    for night in _nights(evening, calendar.now):
        _let_time_pass(session, evening.id, night)
    _let_go(session)


def _come(evening: Evening, invitations: list[Invitation]) -> None:
    at_the_door = datetime.combine(evening.day, AT_THE_DOOR, tzinfo=AMSTERDAM)
    seated = [one for one in invitations if one.state is InvitationState.COMING and one.seats]
    for place, invitation in enumerate(seated, 1):
        if place % STAYED_HOME:
            invitation.check_in(invitation.seats, now=at_the_door)


def _nights(evening: Evening, now: datetime) -> Iterator[datetime]:
    """Yield the nights since in which something is due."""
    kept = (Kept.NEEDS, Kept.CONTACT, Kept.PUPILS)
    days = [
        evening.held_until + timedelta(days=1),
        evening.answer_by + timedelta(days=1),
        evening.day + timedelta(days=1),
        *(erased_on(what, evening.day) for what in kept),
    ]
    nights = (datetime.combine(day, NIGHT, tzinfo=AMSTERDAM) for day in sorted(days))
    yield from (night for night in nights if night <= now)


def _let_time_pass(session: Session, number: int, night: datetime) -> None:
    for step in (*evening_clock.STEPS, *evening_erasure.STEPS):
        step.take(session, number, night)


def _let_go(session: Session) -> None:
    """Part with the records that are erased: a small database gives their numbers to others."""
    session.flush()
    for thing in list(session):
        if isinstance(thing, PEOPLE):
            session.expunge(thing)
