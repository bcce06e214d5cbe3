"""How many statements a list costs: few, and as many for forty rows as for five."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import clock, db
from partnerlink.app import create_app
from partnerlink.domain.vocabulary import OrganisationKind
from partnerlink.mail.delivery import KeptHere
from partnerlink.mail.worker import Worker
from partnerlink.models.account import Account
from partnerlink.models.evening import Evening
from partnerlink.services import match_index
from tests.app_fixtures import settings_for
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_offer,
    make_organisation,
    make_request,
)
from tests.factories_evenings import make_evening, make_invitation
from tests.factories_region import make_dead_letter
from tests.factories_register import make_register_entry
from tests.matching_cast import ask, open_offer, open_request
from tests.pages import SignIn, statements

pytestmark = pytest.mark.both_databases
FEW, MANY = 5, 40
MOST = {
    "/vandaag/": 12,
    "/afspraken/": 7,
    "/aanvragen/": 6,
    "/aanvragen/{request}/sprekers": 12,
    "/gastlessen": 10,
    "/gastlessen/{offer}": 8,
    "/aanbod/": 6,
    "/aanbod/{offer}/aanvragen": 12,
    "/scholen": 10,
    "/scholen/{request}": 8,
    "/organisatie/": 4,
    "/organisatie/collegas/": 4,
    "/presentatieavonden/": 5,
    "/presentatieavonden/{evening}": 8,
    "/presentatieavonden/{evening}/verslag/": 4,
    "/presentatieavonden/{evening}/lokalen/": 4,
    "/presentatieavonden/{evening}/leerlingen/": 14,
    "/presentatieavonden/{evening}/programma/": 8,
    "/presentatieavonden/{evening}/programma/afdrukken/gezinnen": 6,
    "/presentatieavonden/{evening}/uitnodigingen/": 13,
    "/presentatieavonden/{evening}/uitnodigingen/versturen/": 7,
    "/presentatieavonden/{evening}/uitnodigingen/brieven/": 4,
    "/presentatieavonden/{evening}/uitnodigingen/brieven/afdrukken": 7,
    "/presentatieavonden/{evening}/uitnodigingen/wensen": 4,
    "/regio/organisaties": 5,
    "/regio/mail": 6,
    "/postvak/": 4,
    "/aanmelden/school?q=veen": 3,
}
"""Each list, and the most statements it may take, the one that finds who is signed in included."""
SEARCHED = (
    "/gastlessen",
    "/scholen",
    "/aanvragen/{request}/sprekers",
    "/aanbod/{offer}/aanvragen",
)
"""Lists that ask again with a larger radius while they found too few: bound, but not constant."""
BY_SCHOOL = (
    "/vandaag/",
    "/afspraken/",
    "/aanvragen/",
    "/aanvragen/{request}/sprekers",
    "/gastlessen",
    "/gastlessen/{offer}",
    "/organisatie/",
    "/organisatie/collegas/",
    "/postvak/",
    "/aanmelden/school?q=veen",
    *(page for page in MOST if page.startswith("/presentatieavonden/")),
)
BY_PARTNER = (
    "/vandaag/",
    "/afspraken/",
    "/aanbod/",
    "/aanbod/{offer}/aanvragen",
    "/scholen",
    "/scholen/{request}",
)
BY_COORDINATOR = ("/vandaag/", "/regio/organisaties", "/regio/mail")


@dataclass(frozen=True)
class Town:
    """Who looks, and at what."""

    teacher: Account
    speaker: Account
    coordinator: Account
    request: int
    offer: int
    evening: Evening


@pytest.fixture
def app(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Give the demo, where there is a Postvak."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = create_app(settings_for(database_url, is_demo=True))
    yield made
    made.extensions[db.EXTENSION].engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give a session outside any context: each request gets one of its own."""
    with app.extensions[db.EXTENSION].open_writing() as opened:
        opened.expire_on_commit = False
        yield opened


def make_town(session: Session) -> Town:
    teacher = make_account(session, make_organisation(session))
    speaker = make_account(session, make_organisation(session, OrganisationKind.EMPLOYER))
    request = make_request(session, teacher.organisation, contact=teacher)
    offer = make_offer(session, speaker.organisation, contact=speaker)
    match_index.refresh_request(session, request, today=TODAY)
    match_index.refresh_offer(session, offer, today=TODAY)
    evening = make_evening(session, teacher.organisation, rooms={"Aula": 200})
    return Town(teacher, speaker, make_account(session), request.id, offer.id, evening)


def add_a_row_to_every_list(session: Session, town: Town, number: int) -> None:
    school, partner = town.teacher.organisation, town.speaker.organisation
    assert school is not None
    assert partner is not None
    request = make_request(session, school, contact=town.teacher)
    offer = make_offer(session, partner, contact=town.speaker)
    match_index.refresh_request(session, request, today=TODAY)
    match_index.refresh_offer(session, offer, today=TODAY)
    ask(session, request, offer)
    open_offer(session, north=100 * number)
    open_request(session, north=100 * number)
    make_account(session, school)
    make_evening(session, school)
    make_invitation(session, town.evening, class_name=f"{number % 3}A", round_=number % 3)
    make_organisation(session, OrganisationKind.EMPLOYER, is_verified=False)
    make_dead_letter(session, town.teacher)
    make_register_entry(session, code=f"{number:02d}AB00")


def counted(app: Flask, sign_in: SignIn, town: Town) -> dict[tuple[str, str], int]:
    """Count the statements of each list, by the address of its reader and its own."""
    readers = ((town.teacher, BY_SCHOOL), (town.speaker, BY_PARTNER))
    found = {}
    for account, addresses in (*readers, (town.coordinator, BY_COORDINATOR)):
        visitor = sign_in(account)
        for address in addresses:
            page = address.format(request=town.request, offer=town.offer, evening=town.evening.id)
            visitor.get(page)
            with statements(app) as seen:
                visitor.get(page)
            found[account.email, address] = len(seen)
    return found


def test_no_list_takes_more_statements_when_it_is_longer(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    town = make_town(session)
    for number in range(FEW):
        add_a_row_to_every_list(session, town, number)
    session.commit()
    send_mail(app)
    few = counted(app, sign_in, town)
    for number in range(FEW, MANY):
        add_a_row_to_every_list(session, town, number)
    session.commit()
    many = counted(app, sign_in, town)
    too_many = {page: n for page, n in [*few.items(), *many.items()] if n > MOST[page[1]]}
    assert too_many == {}
    assert without_searches(many) == without_searches(few)


def without_searches(found: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    return {page: number for page, number in found.items() if page[1] not in SEARCHED}


def send_mail(app: Flask) -> None:
    with app.app_context():
        Worker(KeptHere(), now=lambda: NOW, keeps_bodies=True).send_due()
