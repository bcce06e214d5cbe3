"""Carers who live apart: nothing that one of them does changes a sign of what the other reads."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnerlink.domain.evening import ParentLanguage
from partnerlink.mail.compose import compose
from partnerlink.mail.kinds import MailKind
from partnerlink.mail.outbox import post_to_household
from partnerlink.models.household import Household
from partnerlink.models.invitation import Invitation
from tests.blueprints.parents.family import Family, link
from tests.factories import NOW
from tests.factories_evenings import make_household
from tests.pages import Visitor

PAGES = ("", "/mensen", "/mensen?eerst=1", "/hulp", "/afzeggen", "/agenda.ics")
NEEDS = {"other_language": "Fries-xq", "needs_lift": "y", "children": "3", "children_ages": "xq"}

MAILS = (
    MailKind.EVENING_INVITED,
    MailKind.EVENING_HOLD,
    MailKind.EVENING_CHANGED,
    MailKind.EVENING_REMIND_WEEK,
)

Does = Callable[[Visitor, Invitation], object]


def comes_with_five(visitor: Visitor, father: Invitation) -> object:
    return visitor.post(link(father), {"people": "5"})


def says_no(visitor: Visitor, father: Invitation) -> object:
    return visitor.post(link(father), {"answer": "no"})


def comes_and_needs_much(visitor: Visitor, father: Invitation) -> object:
    visitor.post(link(father), {"people": "1"})
    return visitor.post(link(father, "/hulp"), NEEDS)


def answers_in_polish(visitor: Visitor, father: Invitation) -> object:
    return visitor.post(f"{link(father)}?taal=pl", {"people": "1"})


DOES: tuple[Does, ...] = (comes_with_five, says_no, comes_and_needs_much, answers_in_polish)


@pytest.fixture
def father(session: Session, family: Family) -> Invitation:
    emails = ("vader-xq@elders.example",)
    (invitation,) = make_household(
        session, family.evening, family.sami.pupil, emails=emails, language=ParentLanguage.TR
    ).invitations
    invitation.household.carers[0].label = "vader"
    session.commit()
    return invitation


def everything_she_reads(app: Flask, session: Session, family: Family) -> list[str]:
    """Return every page, calendar and mail of the mother, for both of her children."""
    client = app.test_client()
    session.rollback()
    session.expire_all()
    read = [
        client.get(link(one, page)).text for one in (family.sami, family.nour) for page in PAGES
    ]
    household = get_household(session, family.sami.household_id)
    for kind in MAILS:
        (mail,) = post_to_household(session, kind, household, now=NOW, evening_id=family.evening.id)
        session.flush()
        letter = compose(session, mail, now=NOW)
        read += [letter.text, letter.html] if letter else ["nothing"]
    session.rollback()
    return read


def get_household(session: Session, number: int) -> Household:
    chosen = select(Household).where(Household.id == number)
    return session.scalars(chosen.options(selectinload(Household.carers))).one()


@pytest.mark.parametrize("mother_says", [None, "1"])
def test_nothing_that_one_of_them_does_is_seen_by_the_other(
    app: Flask,
    session: Session,
    visitor: Visitor,
    family: Family,
    father: Invitation,
    mother_says: str | None,
) -> None:
    if mother_says is not None:
        visitor.post(link(family.sami), {"people": mother_says})
    before = everything_she_reads(app, session, family)
    assert [words for words in before if "vader" in words or link(father) in words] == []

    for does in DOES:
        saw = visitor.get(link(father)).get_text()
        does(visitor, father)
        assert visitor.get(link(father)).get_text() != saw
        assert everything_she_reads(app, session, family) == before, does
