"""A sign-up that nobody confirmed gives way to two others at the same moment."""

from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.domain.account import StaffLanguage
from partnerlink.domain.errors import EmailTaken
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.services import locating, sign_up
from partnerlink.services.sign_up import Contact
from tests.factories import NOW

EMAIL = "bram@bakker.example"


def _sign_up(session: Session, code: str) -> None:
    contact = Contact(
        name="Bram Bakker", email=EMAIL, password_hash="$argon2id$", language=StaffLanguage.NL
    )
    bakery = sign_up.by_hand(
        OrganisationKind.EMPLOYER,
        name="Bakkerij De Molen",
        address=locating.locate_by_postcode(postcode="7811 AB", house_number="1"),
        now=NOW,
        code=code,
    )
    sign_up.sign_up(session, bakery, contact, now=NOW)


@pytest.mark.both_databases
def test_an_account_is_not_taken_away_while_another_sign_up_looks_at_it(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_up(session, "01234567")
    session.commit()
    is_left_over = sign_up._is_left_over
    others: list[Future[None]] = []

    def meanwhile() -> None:
        with app.app_context(), db.writing() as other:
            _sign_up(other, "01234569")

    def look(looking: Session, account: Account) -> bool:
        if not others:
            others.append(pool.submit(meanwhile))
            wait(others, timeout=0.5)
        return is_left_over(looking, account)

    monkeypatch.setattr(sign_up, "_is_left_over", look)
    with ThreadPoolExecutor(1) as pool:
        with db.writing() as own:
            _sign_up(own, "01234568")
        failed = others[0].exception(timeout=20)

    assert failed is None or isinstance(failed, EmailTaken)
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Account)) == 1
    assert session.scalar(select(func.count()).select_from(Organisation)) == 1
