"""Every kind of letter to parents in a situation in which it is written, as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.evening import ParentLanguage
from partnerlink.mail.compose import Composed, compose
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.evening import Evening
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from partnerlink.models.outbox import OutboxMail
from partnerlink.models.pupil import Pupil
from partnerlink.services import evening_seats
from tests.factories import NOW, make_organisation
from tests.factories_evenings import DAY, make_evening, make_household, make_pupil

NOON = datetime(DAY.year, DAY.month, DAY.day, 11, tzinfo=UTC)
"""Noon in the Netherlands, on the day of the evening."""
WEEK_BEFORE = NOON - timedelta(days=7)
DAY_BEFORE = NOON - timedelta(days=1)
DAY_AFTER = NOON + timedelta(days=1)

Prepare = Callable[[Session, Household], None]


@dataclass(frozen=True)
class HouseholdCase:
    """A letter that is due: what came before it, and when it is written."""

    kind: MailKind
    prepare: Prepare
    now: datetime = NOW

    def __str__(self) -> str:
        return f"{self.kind}-{self.prepare.__name__.strip('_')}"


def a_household(
    session: Session,
    *names: str,
    language: ParentLanguage = ParentLanguage.NL,
    rooms: dict[str, int] | None = None,
) -> Household:
    """Make a household of Veencollege that is invited for each of the named children."""
    school = make_organisation(session, name="Veencollege")
    evening = make_evening(session, school, rooms=rooms)
    evening.entrance, evening.home_task = "Achter de school", "Maak samen een foto."
    pupils = [
        make_pupil(session, evening, first_name=name, room=place, round_=place)
        for place, name in enumerate(names or ("Sami",))
    ]
    return make_household(session, evening, *pupils, language=language)


def evening_of(session: Session, household: Household) -> Evening:
    return session.get_one(Evening, household.evening_id)


def asked(session: Session, household: Household) -> None:
    """Leave everything unanswered."""


def comes(session: Session, household: Household, people: int = 2) -> None:
    """Say yes for every child."""
    for one in household.invitations:
        say(session, one, people)


def says_no(session: Session, household: Household) -> None:
    """Say no for every child."""
    comes(session, household, 0)


def waits_in_vain(session: Session, household: Household) -> None:
    """Ask for seats that nobody gives back before answering ends."""
    comes(session, household)
    for one in household.invitations:
        one.seats = 0
    evening_of(session, household).end_answering(NOW)


def waits_for_some(session: Session, household: Household) -> None:
    """Get seats for some only, and wait in vain for the others."""
    comes(session, household, 5)
    for one in household.invitations:
        one.seats = 2
    evening_of(session, household).end_answering(NOW)


def came(session: Session, household: Household) -> None:
    """Come, and be seen at the door."""
    comes(session, household)
    for one in household.invitations:
        one.check_in(2, now=NOON)


def called_off(session: Session, household: Household) -> None:
    """Say yes, and hear that it does not go on."""
    comes(session, household)
    evening_of(session, household).cancel()


def called_off_unanswered(session: Session, household: Household) -> None:
    """Hear before any answer that it does not go on."""
    evening_of(session, household).cancel()


def say(session: Session, invitation: Invitation, people: int) -> None:
    """Answer for one child, the way the page does."""
    found = evening_seats.get_for_answer(session, invitation.id)
    evening_seats.answer(session, found, people, now=NOW)


def letter_to(session: Session, kind: MailKind, household: Household) -> OutboxMail:
    """Post a letter to a household with one carer."""
    about: dict[str, int] = {"evening_id": household.evening_id}
    if kind is MailKind.EVENING_SEATS_FOUND:
        about = {"invitation_id": household.invitations[0].id}
    (mail,) = post_to_household(session, kind, household, now=NOW, **about)
    session.flush()
    return mail


def composed_of(
    session: Session, case: HouseholdCase, household: Household, *, now: datetime | None = None
) -> Composed | None:
    """Prepare a case and write its letter; None when it is not written.

    The letter finds everything in the database only, and the household is loaded again after it.
    """
    case.prepare(session, load(session, household))
    mail = letter_to(session, case.kind, load(session, household))
    session.expire_all()
    composed = compose(session, mail, now=now or case.now)
    load(session, household)
    return composed


def written(session: Session, case: HouseholdCase, household: Household) -> Composed:
    """Prepare a case and write its letter, which is written."""
    composed = composed_of(session, case, household)
    assert composed is not None, "nothing was written"
    return composed


def load(session: Session, household: Household) -> Household:
    """Load a household anew, with all that the tests look at."""
    session.flush()
    presentation = (
        selectinload(Household.invitations)
        .joinedload(Invitation.pupil)
        .joinedload(Pupil.presentation)
    )
    return session.scalars(
        select(Household)
        .where(Household.id == household.id)
        .options(selectinload(Household.carers), presentation)
    ).one()


CASES: list[HouseholdCase] = [
    HouseholdCase(MailKind.EVENING_INVITED, asked),
    HouseholdCase(MailKind.EVENING_LINK, comes),
    HouseholdCase(MailKind.EVENING_LINK, says_no),
    HouseholdCase(MailKind.EVENING_HOLD, asked),
    HouseholdCase(MailKind.EVENING_REMIND_WEEK, asked, WEEK_BEFORE),
    HouseholdCase(MailKind.EVENING_REMIND_WEEK, comes, WEEK_BEFORE),
    HouseholdCase(MailKind.EVENING_REMIND_DAY, comes, DAY_BEFORE),
    HouseholdCase(MailKind.EVENING_SEATS_FOUND, comes),
    HouseholdCase(MailKind.EVENING_NO_SEAT, waits_in_vain, DAY_BEFORE),
    HouseholdCase(MailKind.EVENING_NO_SEAT, waits_for_some, DAY_BEFORE),
    HouseholdCase(MailKind.EVENING_CHANGED, asked),
    HouseholdCase(MailKind.EVENING_CHANGED, comes),
    HouseholdCase(MailKind.EVENING_CANCELLED, called_off),
    HouseholdCase(MailKind.EVENING_CANCELLED, called_off_unanswered),
    HouseholdCase(MailKind.EVENING_THANKS, came, DAY_AFTER),
    HouseholdCase(MailKind.EVENING_THANKS, comes, DAY_AFTER),
    HouseholdCase(MailKind.EVENING_MISSED, says_no, DAY_AFTER),
    HouseholdCase(MailKind.EVENING_MISSED, comes, DAY_AFTER),
]
every_household_letter = pytest.mark.parametrize("case", CASES, ids=str)


def case_of(kind: MailKind) -> HouseholdCase:
    """Return the first case of a kind."""
    return next(case for case in CASES if case.kind is kind)
