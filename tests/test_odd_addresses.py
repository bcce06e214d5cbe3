"""Addresses that no page of ours links to are not there, and odd values in them are ignored."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import db
from partnerlink.app import create_app
from tests.app_fixtures import settings_for
from tests.factories import make_account, make_offer, make_organisation
from tests.pages import SignIn, Visitor
from tests.separate_visits import SeparateClient

pytestmark = pytest.mark.both_databases

ODD = ("%00", "a%00b", "%ED%A0%80", "%E2%80%AE", "%FF", "%EF%BF%BE", "'", "%5C", "9" * 40)
CODES = tuple(f"/aanmelden/{kind}/" for kind in ("school", "mbo", "bedrijf"))
PUBLIC = ("/postvak/?aan=", "/postvak/?blad=", "/aanmelden/school?q=", "/inloggen?next=")
OF_A_SCHOOL = (
    "/aanvragen/?zoek=",
    "/aanvragen/?staat=",
    "/aanvragen/?bladzijde=",
    "/afspraken/?lijst=",
    "/afspraken/?zoek=",
    "/gastlessen?zoek=",
)
OF_A_PARTNER = ("/aanbod/?zoek=", "/scholen?zoek=")
OF_A_COORDINATOR = ("/regio/organisaties?zoek=", "/regio/mail?bladzijde=")


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    made = create_app(settings_for(database_url, is_demo=True))
    made.test_client_class = SeparateClient
    yield made
    made.extensions[db.EXTENSION].engine.dispose()


@pytest.mark.parametrize("page", CODES)
def test_a_code_that_cannot_be_is_not_on_the_list(visitor: Visitor, page: str) -> None:
    for odd in ODD:
        visitor.get(page + odd, status=404)


@pytest.mark.parametrize("page", PUBLIC)
def test_an_odd_value_in_the_address_of_a_public_page_is_ignored(
    visitor: Visitor, page: str
) -> None:
    for odd in ODD:
        visitor.get(page + odd)


def test_an_odd_value_in_the_address_of_a_list_is_ignored(
    session: Session, sign_in: SignIn
) -> None:
    school = make_account(session, make_organisation(session))
    speaker, coordinator = make_offer(session).contact, make_account(session)
    session.commit()
    for account, pages in (
        (school, OF_A_SCHOOL),
        (speaker, OF_A_PARTNER),
        (coordinator, OF_A_COORDINATOR),
    ):
        visitor = sign_in(account)
        for page in pages:
            for odd in ODD:
                visitor.get(page + odd)
