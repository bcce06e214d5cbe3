"""What the pages of an evening cost: as many statements with many pupils as with few."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.models.account import Account
from tests.factories_evenings import make_evening, make_invitation
from tests.pages import SignIn, statements

pytestmark = pytest.mark.both_databases
MOST = {
    "/vandaag/": 12,
    "/presentatieavonden/": 5,
    "/presentatieavonden/{number}": 8,
    "/presentatieavonden/{number}/verslag/": 4,
    "/presentatieavonden/{number}/lokalen/": 4,
    "/presentatieavonden/{number}/afzeggen": 4,
}
"""Each page, and the most statements it may take, the one that finds who is signed in included."""


def counted(app: Flask, sign_in: SignIn, anna: Account, number: int) -> dict[str, int]:
    visitor = sign_in(anna)
    found = {}
    for address in MOST:
        visitor.get(address.format(number=number))
        with statements(app) as seen:
            visitor.get(address.format(number=number))
        found[address] = len(seen)
    return found


def test_a_page_never_takes_more_statements_with_more_pupils_and_evenings(
    app: Flask, session: Session, anna: Account, sign_in: SignIn
) -> None:
    evening = make_evening(session, anna.organisation)
    make_invitation(session, evening)
    session.commit()
    few = counted(app, sign_in, anna, evening.id)
    for number in range(12):
        make_invitation(session, evening, class_name=f"3{number}", round_=number % 3)
        make_evening(session, anna.organisation)
    session.commit()
    many = counted(app, sign_in, anna, evening.id)
    assert many == few
    assert {page: number for page, number in few.items() if number > MOST[page]} == {}
