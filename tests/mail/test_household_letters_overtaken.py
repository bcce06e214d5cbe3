"""Letters to parents that are not sent any more, because of what happened meanwhile."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.models.household import Carer, Household
from tests.factories_evenings import DAY
from tests.mail.household_cases import (
    CASES,
    DAY_AFTER,
    DAY_BEFORE,
    NOON,
    WEEK_BEFORE,
    HouseholdCase,
    a_household,
    asked,
    called_off,
    came,
    comes,
    composed_of,
    evening_of,
    every_household_letter,
    letter_to,
    says_no,
    waits_in_vain,
)

OPEN_KINDS = [case for case in CASES if case.kind is not MailKind.EVENING_CANCELLED]


def withdrawn(session: Session, household: Household) -> None:
    for one in household.invitations:
        one.withdraw()


def revoked(session: Session, household: Household) -> None:
    for one in household.invitations:
        one.revoke_link()


def answering_over(session: Session, household: Household) -> None:
    evening = evening_of(session, household)
    evening.held_until = evening.answer_by = WEEK_BEFORE.date() - timedelta(days=30)


def released(session: Session, household: Household) -> None:
    evening_of(session, household).release_seats(NOON)


def waits_again(session: Session, household: Household) -> None:
    comes(session, household)
    household.invitations[0].seats = 1


def moved_on(session: Session, household: Household) -> None:
    comes(session, household)
    evening_of(session, household).day = DAY + timedelta(days=9)


def says_no_after_all(session: Session, household: Household) -> None:
    waits_in_vain(session, household)
    says_no(session, household)


def has_seats_after_all(session: Session, household: Household) -> None:
    waits_in_vain(session, household)
    household.invitations[0].seats = 2


def may_answer_longer(session: Session, household: Household) -> None:
    waits_in_vain(session, household)
    evening_of(session, household).answering_ended_at = None


@pytest.mark.parametrize(
    "case",
    [
        HouseholdCase(MailKind.EVENING_INVITED, comes),
        HouseholdCase(MailKind.EVENING_INVITED, says_no),
        HouseholdCase(MailKind.EVENING_INVITED, revoked),
        HouseholdCase(MailKind.EVENING_INVITED, answering_over),
        HouseholdCase(MailKind.EVENING_INVITED, asked, NOON),
        HouseholdCase(MailKind.EVENING_LINK, asked),
        HouseholdCase(MailKind.EVENING_LINK, says_no, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_HOLD, comes),
        HouseholdCase(MailKind.EVENING_HOLD, says_no),
        HouseholdCase(MailKind.EVENING_HOLD, released),
        HouseholdCase(MailKind.EVENING_HOLD, asked, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_REMIND_WEEK, says_no, WEEK_BEFORE),
        HouseholdCase(MailKind.EVENING_REMIND_WEEK, answering_over, WEEK_BEFORE),
        HouseholdCase(MailKind.EVENING_REMIND_WEEK, moved_on, WEEK_BEFORE),
        HouseholdCase(MailKind.EVENING_REMIND_DAY, says_no, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_REMIND_DAY, asked, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_REMIND_DAY, moved_on, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_SEATS_FOUND, says_no),
        HouseholdCase(MailKind.EVENING_SEATS_FOUND, waits_again),
        HouseholdCase(MailKind.EVENING_NO_SEAT, says_no_after_all, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_NO_SEAT, has_seats_after_all, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_NO_SEAT, may_answer_longer, DAY_BEFORE),
        HouseholdCase(MailKind.EVENING_CHANGED, says_no),
        HouseholdCase(MailKind.EVENING_CANCELLED, comes),
        HouseholdCase(MailKind.EVENING_CANCELLED, called_off, DAY_AFTER),
        HouseholdCase(MailKind.EVENING_THANKS, says_no, DAY_AFTER),
        HouseholdCase(MailKind.EVENING_MISSED, came, DAY_AFTER),
    ],
    ids=str,
)
def test_what_is_overtaken_is_not_told(session: Session, case: HouseholdCase) -> None:
    assert composed_of(session, case, a_household(session)) is None


@every_household_letter
def test_who_is_no_longer_invited_hears_nothing(session: Session, case: HouseholdCase) -> None:
    household = a_household(session)
    case.prepare(session, household)

    assert composed_of(session, HouseholdCase(case.kind, withdrawn, case.now), household) is None


@pytest.mark.parametrize("case", OPEN_KINDS, ids=str)
def test_of_an_evening_that_is_off_nothing_else_is_told(
    session: Session, case: HouseholdCase
) -> None:
    household = a_household(session)
    case.prepare(session, household)
    evening_of(session, household).cancel()

    assert composed_of(session, HouseholdCase(case.kind, asked, case.now), household) is None


@pytest.mark.parametrize("case", OPEN_KINDS, ids=str)
def test_after_the_evening_nothing_of_before_is_told_and_before_it_nothing_of_after(
    session: Session, case: HouseholdCase
) -> None:
    is_of_after = case.now == DAY_AFTER
    other = NOON if is_of_after else NOON + timedelta(hours=9)

    assert composed_of(session, case, a_household(session), now=other) is None


def _erased(session: Session, carer: Carer) -> None:
    carer.email = None


def _changed(session: Session, carer: Carer) -> None:
    carer.email = "nieuw@familie.example"


@pytest.mark.parametrize("happens", [_erased, _changed])
def test_an_address_that_is_no_longer_the_carers_gets_nothing(
    session: Session, happens: Callable[[Session, Carer], None]
) -> None:
    household = a_household(session)
    mail = letter_to(session, MailKind.EVENING_INVITED, household)
    happens(session, household.carers[0])
    session.flush()

    assert compose(session, mail, now=DAY_BEFORE - timedelta(days=14)) is None
