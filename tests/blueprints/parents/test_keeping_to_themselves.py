"""A link is a key: no cookie, no traces, the same answer for every wrong one, nothing of others."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.domain.evening import EveningState, InvitationState
from tests.blueprints.parents.family import Family, code, link
from tests.factories_evenings import make_household
from tests.pages import Visitor, statements

WRITING = ("INSERT", "UPDATE", "DELETE")
PAGES = ("", "/mensen", "/hulp", "/afzeggen", "/agenda.ics")


def revoke(family: Family) -> None:
    family.sami.revoke_link()


def withdraw(family: Family) -> None:
    family.sami.withdraw()


def not_open_yet(family: Family) -> None:
    family.evening.state = EveningState.DRAFT


def renew(family: Family) -> None:
    family.sami.renew_link(nonce="0" * 32, token_hash="1" * 64, code_hash="2" * 64)


@pytest.mark.parametrize("end", [revoke, withdraw, not_open_yet, renew])
def test_a_void_link_is_answered_like_one_that_never_was(
    session: Session, visitor: Visitor, family: Family, end: Callable[[Family], None]
) -> None:
    address, typed = link(family.sami), code(family.sami)
    never = visitor.get("/u/abcdefghijklmnopqrstuv", status=404)
    end(family)
    session.commit()

    for page in PAGES:
        assert visitor.get(address + page, status=404) == never
    assert visitor.post(address, {"people": "2"}, status=404) == never
    assert visitor.post(f"{address}/hulp", {}, status=404) == never
    said = visitor.post("/k", {"code": typed}, status=422).find(id="code-error")
    assert visitor.post("/k", {"code": "wat"}, status=422).find(id="code-error") == said


def test_the_page_for_a_wrong_link_speaks_six_languages(visitor: Visitor) -> None:
    page = visitor.get("/u/x", status=404)

    spoken = [page.html, *page.select("section[lang]")]
    assert [tag["lang"] for tag in spoken if tag] == ["nl", "en", "ar", "tr", "pl", "uk"]


def test_looking_changes_nothing_and_leaves_no_trace(app: Flask, family: Family) -> None:
    client = app.test_client()
    with statements(app) as seen:
        answers = [
            fetch(link(family.sami, page)) for page in PAGES for fetch in (client.get, client.head)
        ]
    assert [text for text in seen if text.startswith(WRITING)] == []
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_an_answer_sets_no_cookie_either(app: Flask, family: Family) -> None:
    answer = app.test_client().post(link(family.sami), data={"people": "2"})

    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"Origin": "https://evil.example"}, 400),
        ({"Origin": "http://[bad"}, 400),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "null"}, 303),
        ({}, 303),
    ],
)
def test_a_form_of_another_site_is_refused(
    app: Flask, session: Session, family: Family, headers: dict[str, str], status: int
) -> None:
    answer = app.test_client().post(link(family.sami), data={"people": "2"}, headers=headers)

    session.expire_all()
    assert answer.status_code == status
    assert (family.sami.state is InvitationState.COMING) == (status == 303)


def test_separated_carers_never_see_each_other(
    session: Session, visitor: Visitor, family: Family
) -> None:
    father = make_household(
        session, family.evening, family.sami.pupil, emails=("vader@elders.example",)
    ).invitations[0]
    session.commit()
    visitor.post(link(father), {"people": "3"})
    visitor.post(link(father, "/hulp"), {"other_language": "Frans"})

    for one in (family.sami, family.nour):
        visitor.get(link(one))
        seen = str(visitor.page)
        assert link(father) not in seen
        assert "vader" not in seen
    visitor.get(link(father))
    assert link(family.nour) not in str(visitor.page)
