"""A sign-up that nobody confirmed gives way to two others at the same moment."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import EmailTaken
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.services import sign_up
from tests.factories_sign_up import sign_up_bakery
from tests.overlapping import Pause, overlap

EMAIL = "bram@bakker.example"


@pytest.mark.both_databases
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
