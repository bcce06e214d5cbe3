from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from partnerlink import clock, db, links
from partnerlink.app import create_app
from partnerlink.domain.talk import TalkState
from partnerlink.links import Purpose
from partnerlink.models.account import Account
from partnerlink.models.talk import Talk
from tests.app_fixtures import settings_for
from tests.calendar_program import Program, events
from tests.factories import NOW, make_account, make_organisation
from tests.factories_mail import make_talk
from tests.pages import statements

DAY_OF_THE_TALK = datetime(2026, 12, 7, 9, tzinfo=clock.AMSTERDAM)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def address(account: Account) -> str:
    return f"/agenda/{links.sign(Purpose.FEED, account.id, account.feed_version)}.ics"


@pytest.fixture
def client(app: Flask) -> Program:
    return Program(app.test_client())


def test_a_feed_shows_both_sides_their_talk(client: Program, talk: Talk) -> None:
    for contact, other in (
        (talk.offer.contact, "Anna de Vries, Veencollege"),
        (talk.request.contact, "Hassan Amrani, Bakkerij De Molen"),
    ):
        (event,) = events(client.get(address(contact)))
        assert event["UID"] == talk.calendar_uid
        assert event["SUMMARY"] == "Gastles: Werken in de bakkerij (tijd volgt)"
        assert other in event["DESCRIPTION"]
        assert event["URL"] == f"http://localhost/afspraken/{talk.id}"


def test_a_feed_that_leaks_gives_no_addresses_away(client: Program, talk: Talk) -> None:
    content = client.get(address(talk.offer.contact)).text.replace("\r\n ", "")

    assert "ATTENDEE" not in content
    assert "@example.nl" not in content


def test_a_colleague_has_the_talks_of_the_organisation_too(
    client: Program, session: Session, talk: Talk
) -> None:
    colleague = make_account(session, talk.school)
    session.commit()

    assert len(events(client.get(address(colleague)))) == 1


@pytest.mark.parametrize("state", TalkState)
def test_only_what_is_agreed_or_was_held_is_shown(
    client: Program, session: Session, state: TalkState
) -> None:
    talk = make_talk(session, state)
    session.commit()

    shown = events(client.get(address(talk.offer.contact)))

    assert len(shown) == (state in {TalkState.PLANNED, TalkState.HELD})


def test_a_feed_looks_thirty_days_back(
    client: Program, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert talk.ends_at is not None
    ends = talk.ends_at

    at(monkeypatch, ends + timedelta(days=30))
    assert len(events(client.get(address(talk.offer.contact)))) == 1
    at(monkeypatch, ends + timedelta(days=30, seconds=1))
    assert events(client.get(address(talk.offer.contact))) == []


def test_others_have_a_feed_without_this_talk(
    client: Program, session: Session, talk: Talk
) -> None:
    strangers = [make_account(session, make_organisation(session)), make_account(session)]
    session.commit()

    assert [events(client.get(address(s))) for s in strangers] == [[], []]


def test_a_feed_that_did_not_change_is_not_sent_again(
    client: Program, session: Session, talk: Talk
) -> None:
    first = client.get(address(talk.offer.contact))
    known = {"If-None-Match": first.headers["ETag"]}

    again = client.get(address(talk.offer.contact), **known)
    assert (again.status_code, again.data) == (304, b"")

    assert talk.starts_at is not None
    assert talk.ends_at is not None
    talk.set_time(talk.starts_at + timedelta(hours=1), talk.ends_at + timedelta(hours=1), now=NOW)
    session.commit()
    changed = client.get(address(talk.offer.contact), **known)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert events(changed)[0]["SEQUENCE"] == 1


@pytest.mark.parametrize("accept", ["text/html", "application/json", "image/png;q=0", "", "???"])
def test_odd_accept_headers_get_the_same_calendar(client: Program, talk: Talk, accept: str) -> None:
    answer = client.get(address(talk.offer.contact), Accept=accept)

    assert len(events(answer)) == 1
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "private" in answer.headers["Cache-Control"]


def test_a_head_request_is_answered(client: Program, talk: Talk) -> None:
    answer = client.head(address(talk.offer.contact))
    assert (answer.status_code, answer.data) == (200, b"")


def test_a_renewed_feed_is_not_found_at_its_old_address(
    client: Program, session: Session, talk: Talk
) -> None:
    old = address(talk.offer.contact)
    talk.offer.contact.renew_feed()
    session.commit()

    assert client.get(old).status_code == 404
    assert client.get(address(talk.offer.contact)).status_code == 200


def test_who_is_shut_out_has_no_feed(client: Program, session: Session, talk: Talk) -> None:
    talk.offer.contact.is_enabled = False
    session.commit()

    assert client.get(address(talk.offer.contact)).status_code == 404


def test_a_wrong_address_is_not_found(client: Program, session: Session, talk: Talk) -> None:
    account = talk.offer.contact
    tokens = [
        "geen",
        links.sign(Purpose.ANSWER, account.id, account.feed_version),
        links.sign(Purpose.FEED, account.id),
        links.sign(Purpose.FEED, str(account.id), account.feed_version),
        links.sign(Purpose.FEED, 987654, 1),
        links.sign(Purpose.FEED, account.id, account.feed_version)[:-1],
    ]

    assert {client.get(f"/agenda/{token}.ics").status_code for token in tokens} == {404}


def test_guessing_addresses_is_slowed_down_and_a_right_one_is_not(
    database_url: str, talk: Talk
) -> None:
    app = create_app(settings_for(database_url, is_testing=False))
    client = Program(app.test_client())
    right = address(talk.offer.contact)

    assert {client.get(right).status_code for _ in range(30)} == {200}
    answers = [client.get(f"/agenda/geraden{n}.ics").status_code for n in range(21)]
    assert answers == [404] * 20 + [429]
    app.extensions[db.EXTENSION].engine.dispose()


def test_a_feed_of_many_talks_takes_few_statements(
    app: Flask, client: Program, session: Session, talk: Talk
) -> None:
    contact = talk.offer.contact
    with statements(app) as few:
        client.get(address(contact))
    for _ in range(3):
        make_talk(session, TalkState.HELD, offer=talk.offer)
    session.commit()

    with statements(app) as many:
        assert len(events(client.get(address(contact)))) == 4
    assert len(many) == len(few)
