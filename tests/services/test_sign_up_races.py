"""Somebody signs up while somebody else acts on the account that has the address."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.domain.errors import EmailTaken, OrganisationTaken
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.kinds import MailKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.services import accounts, sign_up
from tests.factories import NOW, make_account, make_organisation
from tests.factories_invitations import BRAM, inviting, kinds, managers
from tests.factories_sign_up import sign_up_bakery
from tests.overlapping import Pause, halted_after, overlap
from tests.races import race

pytestmark = pytest.mark.both_databases

BAKER = "bram@bakker.example"


@pytest.fixture
def replacing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Session, Pause], None]:
    """Give a sign-up with the address of BAKER that pauses when it looks at who has it."""
    gives_way = sign_up.gives_way

    def replace(session: Session, pause: Pause) -> None:
        def look(looking: Session, account: Account) -> bool:
            pause()
            return gives_way(looking, account)

        monkeypatch.setattr(sign_up, "gives_way", look)
        sign_up_bakery(session, email=BAKER, code="01234568")

    return replace


def test_an_address_is_confirmed_while_another_sign_up_takes_its_place(
    app: Flask, session: Session, replacing: Callable[[Session, Pause], None]
) -> None:
    sign_up_bakery(session, email=BAKER, code="01234567")
    number = session.scalars(Account.by_email(BAKER)).one().id
    session.commit()

    def confirm(own: Session) -> None:
        accounts.confirm_email(own, own.get_one(Account, number), now=NOW)

    overlap(app, replacing, confirm)
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Account)) == 1
    assert session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_a_letter_is_asked_for_while_another_sign_up_takes_the_place(
    app: Flask, session: Session, replacing: Callable[[Session, Pause], None]
) -> None:
    sign_up_bakery(session, email=BAKER, code="01234567")
    session.commit()

    found = overlap(app, replacing, lambda own: accounts.ask_for_reset(own, BAKER, now=NOW))

    assert found is None
    assert set(kinds(session)) == {MailKind.CONFIRM_EMAIL}


def test_two_sign_ups_that_replace_each_others_both_go_through(
    app: Flask, session: Session
) -> None:
    for email, code in ((BAKER, "01234567"), (BRAM, "01234568")):
        sign_up_bakery(session, email=email, code=code)
    session.commit()
    outcomes = race(
        app,
        lambda own: sign_up_bakery(own, email=BRAM, code="01234567"),
        lambda own: sign_up_bakery(own, email=BAKER, code="01234568"),
    )
    assert set(outcomes) <= {None, EmailTaken, OrganisationTaken}
    assert None in outcomes


def test_somebody_who_left_signs_up_while_a_school_invites_them(
    app: Flask, session: Session
) -> None:
    old = make_organisation(session, OrganisationKind.MBO)
    make_account(session, old)
    make_account(session, old, email=BAKER, role=Role.MEMBER, is_enabled=False)
    (manager,) = managers(session, number=1)

    def begin(own: Session) -> None:
        sign_up_bakery(own, email=BAKER, code="01234567")

    assert overlap(app, halted_after(begin), inviting(manager, BAKER)) is None
    assert kinds(session) == [MailKind.CONFIRM_EMAIL, MailKind.EMAIL_IN_USE]
