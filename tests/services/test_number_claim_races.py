"""A school takes its number back while others act on it at the same moment."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from partnerlink.domain.errors import NotAllowedNow, OrganisationTaken
from partnerlink.models.account import Account
from partnerlink.models.organisation import Organisation
from partnerlink.services import accounts, organisations
from tests.factories import NOW, make_account
from tests.factories_sign_up import (
    IMPOSTOR,
    OFFICIAL,
    come_first,
    confirm_school,
    sign_up_school,
)
from tests.overlapping import halted_after, overlap
from tests.races import race

pytestmark = pytest.mark.both_databases

RECTOR = "rector@veencollege.example"


def holders(session: Session) -> list[str]:
    """Return the addresses of whoever has the school's number now."""
    session.rollback()
    chosen = select(Account.email).join(Account.organisation).where(Organisation.code == "01AB00")
    return list(session.scalars(chosen.order_by(Account.id)))


def test_the_impostor_confirms_while_the_school_signs_up(app: Flask, session: Session) -> None:
    impostor = sign_up_school(session, IMPOSTOR)
    link = impostor.id, impostor.email, impostor.session_key
    session.commit()

    def begin(own: Session) -> None:
        sign_up_school(own, OFFICIAL)

    def confirm(own: Session) -> None:
        accounts.confirm_email(own, accounts.get_by_email_proof(own, *link), now=NOW)

    assert overlap(app, halted_after(begin), confirm) is None
    assert holders(session) == [IMPOSTOR]
    confirm_school(session, OFFICIAL)
    session.commit()
    assert holders(session) == [OFFICIAL]


def test_the_school_signs_up_while_the_impostor_confirms(app: Flask, session: Session) -> None:
    sign_up_school(session, IMPOSTOR)
    session.commit()

    def confirm(own: Session) -> None:
        confirm_school(own, IMPOSTOR)

    def begin(own: Session) -> None:
        sign_up_school(own, OFFICIAL)

    assert overlap(app, halted_after(confirm), begin) is None
    assert holders(session) == [IMPOSTOR]
    confirm_school(session, OFFICIAL)
    session.commit()
    assert holders(session) == [OFFICIAL]


def test_two_of_the_school_confirm_at_once_and_one_has_it(app: Flask, session: Session) -> None:
    come_first(session)
    for email in (OFFICIAL, RECTOR):
        sign_up_school(session, email)
    session.commit()

    def confirm(own: Session, email: str) -> None:
        confirm_school(own, email)

    outcomes = race(app, lambda own: confirm(own, OFFICIAL), lambda own: confirm(own, RECTOR))
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, OrganisationTaken]))
    assert len(holders(session)) == 1


def test_a_coordinator_decides_while_the_school_confirms(app: Flask, session: Session) -> None:
    impostor, kees = come_first(session), make_account(session)
    sign_up_school(session, OFFICIAL)
    waiting, number = impostor.organisation_id, kees.id
    session.commit()

    def confirm(own: Session) -> str:
        confirm_school(own, OFFICIAL)
        return "confirmed"

    def let_in(own: Session) -> str:
        organisation, by = own.get(Organisation, waiting), own.get_one(Account, number)
        if organisation is None:
            return "gone"
        organisations.verify(own, organisation, by=by, ground="Gebeld.", now=NOW)
        return "let in"

    outcomes = race(app, confirm, let_in)
    assert outcomes in (
        ["confirmed", "gone"],
        ["confirmed", NotAllowedNow],
        [OrganisationTaken, "let in"],
    )
    assert holders(session) == ([OFFICIAL] if outcomes[0] == "confirmed" else [IMPOSTOR])
