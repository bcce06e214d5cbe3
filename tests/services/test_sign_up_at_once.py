"""Sign-ups of one address, or of one number, at the same moment."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import EmailTaken, OrganisationTaken
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.services import accounts, sign_up
from tests.factories import NOW
from tests.factories_sign_up import sign_up_bakery
from tests.overlapping import Pause, overlap
from tests.races import race

pytestmark = pytest.mark.both_databases

EMAIL = "bram@bakker.example"
OTHER = "other@bakker.example"


def confirm(session: Session, email: str) -> None:
    account = session.scalars(Account.by_email(email)).one()
    accounts.confirm_email(session, account, now=NOW)


def test_an_account_is_not_taken_away_while_another_sign_up_looks_at_it(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up_bakery(session, email=EMAIL, code="01234567")
    session.commit()
    gives_way, looked = sign_up.gives_way, []

    def first(own: Session, pause: Pause) -> None:
        def look(looking: Session, account: Account) -> bool:
            looked.append(looking)
            if len(looked) == 1:
                pause()
            return gives_way(looking, account)

        monkeypatch.setattr(sign_up, "gives_way", look)
        sign_up_bakery(own, email=EMAIL, code="01234568")

    found = overlap(app, first, lambda own: sign_up_bakery(own, email=EMAIL, code="01234569"))

    assert found in {None, EmailTaken}
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Account)) == 1
    assert session.scalar(select(func.count()).select_from(Organisation)) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_sign_ups_of_one_number_that_are_confirmed_at_once_one_has_it(
    app: Flask, session: Session, attempt: int
) -> None:
    for email in (EMAIL, OTHER):
        sign_up_bakery(session, email=email, code="01234567")
    session.commit()
    outcomes = race(app, lambda own: confirm(own, EMAIL), lambda own: confirm(own, OTHER))
    assert set(outcomes) == {None, OrganisationTaken}
    session.expire_all()
    numbers = select(Organisation.code).where(Organisation.code.is_not(None))
    assert session.scalars(numbers).all() == ["01234567"]


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_sign_ups_with_one_address_at_once_one_remains(
    app: Flask, session: Session, attempt: int
) -> None:
    session.rollback()
    outcomes = race(
        app,
        lambda own: sign_up_bakery(own, email=EMAIL, code="01234567"),
        lambda own: sign_up_bakery(own, email=EMAIL, code="01234568"),
    )
    assert set(outcomes) <= {None, EmailTaken}
    assert session.scalar(select(func.count()).select_from(Account)) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_who_confirms_while_another_signs_up_with_the_number_has_it(
    app: Flask, session: Session, attempt: int
) -> None:
    sign_up_bakery(session, email=EMAIL, code="01234567")
    session.commit()
    outcomes = race(
        app,
        lambda own: confirm(own, EMAIL),
        lambda own: sign_up_bakery(own, email=OTHER, code="01234567"),
    )
    assert set(outcomes) <= {None, OrganisationTaken}
    session.expire_all()
    holder = session.scalars(select(Organisation).where(Organisation.code.is_not(None))).one()
    assert session.scalars(Account.by_email(EMAIL)).one().organisation_id == holder.id
