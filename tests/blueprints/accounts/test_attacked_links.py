"""Links that somebody changes, uses again or uses too late: one plain answer, nothing written."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink.answer_links import mark_of
from partnerlink.domain.account import Role
from partnerlink.domain.talk import Side, TalkState
from partnerlink.links import Purpose
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk
from partnerlink.services import colleagues, invitations
from partnerlink.services.account_erasure import erase_account
from tests.factories import NOW, make_account, make_organisation
from tests.factories_accounts import NEW, Sign, anna
from tests.factories_sign_up import sign_up_bakery
from tests.factories_talks import make_talk, state_of
from tests.pages import Visitor, statements

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
PATHS = {
    Purpose.CONFIRM_EMAIL: "/bevestigen/{}",
    Purpose.RESET_PASSWORD: "/wachtwoord/{}",
    Purpose.JOIN: "/uitnodiging/{}",
    Purpose.ANSWER: "/antwoord/{}",
    Purpose.FEED: "/agenda/{}.ics",
}
ANSWERS = {purpose: 404 if purpose is Purpose.FEED else 410 for purpose in PATHS}


def facts_for(purpose: Purpose, account: Account, talk: Talk) -> tuple[int | str, ...]:
    """Return what a good link holds."""
    return {
        Purpose.CONFIRM_EMAIL: (account.id, account.email, account.session_key),
        Purpose.ANSWER: (talk.id, account.id, "partner", "accept", mark_of(talk, account)),
        Purpose.FEED: (account.id, account.feed_version),
    }.get(purpose, (account.id, account.session_key))


def changed(token: str) -> list[str]:
    """Return a token once for each of its letters, with that one letter changed.

    The letter moves half the alphabet on: of the last one only the first bits count.
    """
    places = [(LETTERS.find(letter) + 32) % 64 for letter in token]
    return [f"{token[:at]}{LETTERS[to]}{token[at + 1 :]}" for at, to in enumerate(places)]


def is_write(statement: str) -> bool:
    return statement.split()[0] in {"INSERT", "UPDATE", "DELETE"}


def said(page: str) -> str:
    """Return what a page says, without the menu, which holds the address it came from."""
    main = BeautifulSoup(page, "html.parser").find("main")
    assert main is not None
    return main.get_text(" ", strip=True)


def check_refused(app: Flask, visitor: Visitor, paths: list[str], *, status: int) -> None:
    """Open and post each of `paths`: the same answer every time, and nothing is written."""
    pages = set()
    with statements(app) as seen:
        for path in paths:
            visitor.get("/inloggen")
            token = visitor.token
            opened = visitor.client.get(path)
            posted = visitor.client.post(
                path, data={"csrf_token": token, "name": "Piet", "new_password": NEW}
            )
            assert opened.status_code == status, path
            assert posted.status_code in {status, 405}, path
            pages.add(said(opened.text))
    assert len(pages) == 1
    assert not list(filter(is_write, seen))


@pytest.mark.parametrize("purpose", PATHS)
def test_a_link_with_one_letter_changed_does_not_work(
    app: Flask, visitor: Visitor, session: Session, sign: Sign, purpose: Purpose
) -> None:
    talk = make_talk(session)
    good = sign(purpose, *facts_for(purpose, talk.offer.contact, talk))
    session.commit()
    assert visitor.client.get(PATHS[purpose].format(good)).status_code == 200
    paths = [PATHS[purpose].format(token) for token in changed(good)]
    check_refused(app, visitor, paths, status=ANSWERS[purpose])


@pytest.mark.parametrize("purpose", PATHS)
def test_a_link_of_another_purpose_does_not_work(
    app: Flask, visitor: Visitor, session: Session, sign: Sign, purpose: Purpose
) -> None:
    talk = make_talk(session)
    facts = facts_for(purpose, talk.offer.contact, talk)
    session.commit()
    others = [PATHS[purpose].format(sign(p, *facts)) for p in Purpose if p is not purpose]
    check_refused(app, visitor, others, status=ANSWERS[purpose])


@pytest.mark.parametrize("purpose", PATHS)
@pytest.mark.parametrize("facts", [(), (1,), ("1", 1), (1, None), (1, "a", 2), ([], {}), (None,)])
def test_a_link_that_holds_something_else_does_not_work(
    app: Flask, visitor: Visitor, sign: Sign, purpose: Purpose, facts: tuple[object, ...]
) -> None:
    check_refused(
        app, visitor, [PATHS[purpose].format(sign(purpose, *facts))], status=ANSWERS[purpose]
    )


@pytest.mark.parametrize("asks_again", [True, False])
def test_an_invitation_that_was_taken_back_or_replaced_lets_nobody_in(
    app: Flask, visitor: Visitor, session: Session, sign: Sign, asks_again: bool
) -> None:
    manager = anna(session)
    assert manager.organisation is not None
    asked = {"name": "Piet", "email": "piet@example.nl", "by": manager, "now": NOW}
    invitations.invite(session, manager.organisation, **asked)  # type: ignore[arg-type]
    session.flush()
    piet = session.scalars(Account.by_email("piet@example.nl")).one()
    link = f"/uitnodiging/{sign(Purpose.JOIN, piet.id, piet.session_key)}"
    session.commit()
    visitor.get(link)

    if asks_again:
        invitations.invite(session, manager.organisation, **asked)  # type: ignore[arg-type]
    else:
        invitations.withdraw_invitation(session, manager.organisation, "piet@example.nl", now=NOW)
    session.commit()

    check_refused(app, visitor, [link], status=410)


def test_a_reset_link_that_was_used_is_void_and_so_are_the_others_of_before(
    app: Flask, visitor: Visitor, session: Session, sign: Sign
) -> None:
    account = anna(session)
    facts = account.id, account.session_key
    links = [PATHS[p].format(sign(p, *facts)) for p in (Purpose.RESET_PASSWORD, Purpose.JOIN)]
    visitor.get(links[0])
    visitor.submit({"new_password": NEW})
    check_refused(app, visitor, links, status=410)


@pytest.mark.parametrize("becomes", ["closed", "somewhere else", "erased"])
@pytest.mark.parametrize("side", Side)
def test_the_answer_link_of_a_contact_who_left_does_not_work(
    app: Flask, visitor: Visitor, session: Session, sign: Sign, side: Side, becomes: str
) -> None:
    state = TalkState.INVITED if side is Side.PARTNER else TalkState.APPLIED
    talk = make_talk(session, state)
    leaver = talk.contact_at(side)
    stays = make_account(session, talk.organisation_at(side), role=Role.MANAGER)
    number, email, mark = talk.id, leaver.email, mark_of(talk, leaver)
    links = [
        f"/antwoord/{sign(Purpose.ANSWER, number, leaver.id, str(side), action, mark)}"
        for action in ("accept", "decline")
    ]
    session.commit()
    visitor.get(links[0])

    if becomes == "erased":
        erase_account(session, leaver, now=NOW)
    else:
        colleagues.disable(session, leaver, successor=stays, now=NOW)
    if becomes == "somewhere else":
        session.flush()
        sign_up_bakery(session, email=email, code="01234567")
        leaver.confirm_email(NOW)
    session.commit()

    check_refused(app, visitor, [*links, f"{links[0]}/klaar"], status=410)
    assert state_of(session, number) is state


def test_the_answer_link_of_somebody_at_the_other_end_does_not_work(
    app: Flask, visitor: Visitor, session: Session, sign: Sign
) -> None:
    talk = make_talk(session)
    teacher, stranger = talk.request.contact, make_account(session, make_organisation(session))
    facts = [
        (talk.id, who.id, "partner", "accept", mark_of(talk, who)) for who in (teacher, stranger)
    ]
    links = [f"/antwoord/{sign(Purpose.ANSWER, *each)}" for each in facts]
    session.commit()
    check_refused(app, visitor, links, status=410)


@pytest.mark.both_databases
@pytest.mark.parametrize("side", Side)
def test_the_answer_link_of_records_that_are_gone_does_not_meet_those_that_have_their_numbers(
    app: Flask, visitor: Visitor, session: Session, sign: Sign, side: Side
) -> None:
    state = TalkState.INVITED if side is Side.PARTNER else TalkState.APPLIED
    talk = make_talk(session, state)
    contact = talk.contact_at(side)
    good = (talk.id, contact.id, str(side), "accept", mark_of(talk, contact))
    link = f"/antwoord/{sign(Purpose.ANSWER, *good)}"
    session.commit()
    visitor.get(link)

    talk.calendar_uid = "that-of-a-later-talk@partnerlink"
    session.commit()
    check_refused(app, visitor, [link], status=410)

    good = (talk.id, contact.id, str(side), "accept", mark_of(talk, contact))
    link = f"/antwoord/{sign(Purpose.ANSWER, *good)}"
    visitor.get(link)
    contact.created_at = NOW + timedelta(days=1)
    session.commit()
    check_refused(app, visitor, [link], status=410)
