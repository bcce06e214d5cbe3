"""Who finds the pages of an organisation, how much they cost, and what they do with nonsense."""

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from partnerlink.domain.account import Role
from partnerlink.models.account import Account
from tests.blueprints.organisations.cast import add_colleague, add_official
from tests.factories import make_account, make_organisation
from tests.pages import SignIn, Visitor, statements

GETS = (
    "/organisatie/wijzigen",
    "/organisatie/collegas/uitnodigen",
    "/organisatie/collegas/{colleague}/overdragen",
    "/organisatie/collegas/{colleague}/uitschakelen",
    "/organisatie/vakanties/nieuw",
    "/organisatie/vakanties/{official}/eigen-dagen",
)


POSTS = (
    *GETS,
    "/organisatie/collegas/uitnodigen/opnieuw",
    "/organisatie/collegas/uitnodigen/intrekken",
    "/organisatie/collegas/{colleague}/beheerder",
    "/organisatie/collegas/{colleague}/geen-beheerder",
    "/organisatie/vakanties/{official}/weg",
)


Maker = Callable[[Session, Account], Account]


STRANGERS: dict[str, Maker] = {
    "a colleague who manages nothing": lambda session, anna: make_account(
        session, anna.organisation, role=Role.MEMBER
    ),
    "a coordinator": lambda session, _: make_account(session),
    "an administrator": lambda session, _: make_account(
        session, role=Role.ADMINISTRATOR, region_code=None
    ),
}


@pytest.mark.parametrize("maker", STRANGERS.values(), ids=STRANGERS)
def test_only_managers_find_what_changes_things(
    session: Session, anna: Account, sign_in: SignIn, maker: Maker
) -> None:
    bram, official = add_colleague(session, anna, role=Role.MEMBER), add_official(session)
    visitor = sign_in(maker(session, anna))
    session.commit()
    visitor.get("/agenda-bestaat-niet", status=404)
    for url in GETS:
        visitor.get(url.format(colleague=bram.id, official=official.id), status=404)
    for url in POSTS:
        visitor.post(url.format(colleague=bram.id, official=official.id), status=404)


def test_a_number_larger_than_any_key_is_not_there(anna: Account, sign_in: SignIn) -> None:
    visitor = sign_in(anna)
    for url in GETS[2:]:
        if "{" in url:
            visitor.get(url.format(colleague=10**30, official=2**63), status=404)


def test_who_is_not_signed_in_is_asked_to(visitor: Visitor) -> None:
    for url in ("/organisatie/", "/organisatie/collegas/", "/organisatie/vakanties/"):
        assert visitor.client.get(url).status_code == 302


@pytest.mark.both_databases
def test_the_pages_take_few_statements_however_many_colleagues(
    app: Flask, session: Session, sign_in: SignIn
) -> None:
    home = make_organisation(session)
    anna = make_account(session, home)
    for _ in range(30):
        make_account(session, home)
        make_account(session, home, email_confirmed_at=None)
    session.commit()
    add_official(session)
    visitor = sign_in(anna)
    for url, most in (
        ("/organisatie/", 5),
        ("/organisatie/collegas/", 4),
        ("/organisatie/vakanties/", 6),
    ):
        with statements(app) as seen:
            visitor.get(url)
        assert len(seen) <= most, seen


ANYTHING = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            "1",
            "-1",
            "NaN",
            "1e9",
            "\x00",
            "\u202e",
            "0000 AA",
            "1234 SS",
            "31-02-2027",
            "🙂" * 50,
        ]
    ),
)


FORMS = {
    "/organisatie/wijzigen": (
        "postcode",
        "house_number",
        "street",
        "city",
        "phone",
        "website",
        "pupils",
        "levels",
        "holiday_region",
        "is_new_postcode",
    ),
    "/organisatie/collegas/uitnodigen": ("name", "email"),
    "/organisatie/collegas/uitnodigen/opnieuw": ("email",),
    "/organisatie/collegas/uitnodigen/intrekken": ("email",),
    "/organisatie/vakanties/nieuw": ("name", "first_day", "last_day"),
}


@pytest.mark.parametrize("url", FORMS)
def test_nothing_that_is_typed_gives_an_error_of_ours(
    session: Session, anna: Account, sign_in: SignIn, url: str
) -> None:
    visitor = sign_in(anna)
    visitor.get("/organisatie/collegas/uitnodigen")
    token = visitor.page.find("input", {"name": "csrf_token"})["value"]  # type: ignore[index]

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.fixed_dictionaries({}, optional=dict.fromkeys(FORMS[url], ANYTHING)))
    def send(typed: dict[str, str]) -> None:
        answer = visitor.client.post(url, data={"csrf_token": token} | typed)
        assert answer.status_code in {302, 404, 422}, answer.text[:500]

    send()
