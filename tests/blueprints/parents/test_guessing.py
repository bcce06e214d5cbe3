"""Guessing pays nothing, and whoever has a right link is never slowed by those who guess."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from partnerlink.domain.invitation_codes import ALPHABET
from tests.blueprints.parents.family import Family, code, link
from tests.counting import counting_app

SCHOOL, HOME = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def limited(database_url: str, family: Family) -> Iterator[Flask]:
    """Give an app that counts, made after the one of other tests, which does not."""
    with counting_app(database_url) as app:
        yield app


def at(app: Flask, address: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def wrong_codes(number: int) -> list[str]:
    return ["CCCCC" + "".join(ALPHABET[n // 20**k % 20] for k in range(3)) for n in range(number)]


def guess(client: FlaskClient, number: int) -> list[int]:
    return [client.post("/k", data={"code": one}).status_code for one in wrong_codes(number)]


def test_wrong_links_are_slowed_and_a_right_one_from_the_same_address_never(
    limited: Flask, family: Family
) -> None:
    client = at(limited, SCHOOL)
    statuses = [client.get(f"/u/{number:022}").status_code for number in range(202)]

    assert statuses == [404] * 200 + [429] * 2
    for page in ("", "/mensen", "/hulp", "/afzeggen"):
        assert client.get(link(family.sami, page)).status_code in {200, 303}
    assert client.post(link(family.sami), data={"people": "2"}).status_code == 303
    assert client.get(link(family.sami, "/agenda.ics")).status_code == 200


def test_a_calendar_without_anything_in_it_leads_back_and_is_no_guess(
    limited: Flask, family: Family
) -> None:
    client = at(limited, SCHOOL)
    for _ in range(210):
        answer = client.get(link(family.sami, "/agenda.ics"))
        assert (answer.status_code, answer.location) == (303, link(family.sami))


def test_after_sixty_wrong_codes_a_right_one_is_not_told_from_a_wrong_one(
    limited: Flask, family: Family
) -> None:
    client = at(limited, SCHOOL)
    assert guess(client, 62) == [422] * 60 + [429] * 2

    right, wrong = code(family.sami), wrong_codes(1)[0]
    pages = [client.post("/k", data={"code": each}) for each in (right, wrong)]

    assert [page.status_code for page in pages] == [429, 429]
    assert pages[0].text.replace(right, "") == pages[1].text.replace(wrong, "")
    assert "Probeer het over 10 minuten" in pages[0].text
    assert at(limited, HOME).post("/k", data={"code": right}).status_code == 303
    assert client.get(link(family.sami)).status_code == 200


def test_only_what_could_be_a_code_counts_and_only_when_it_is_wrong(
    limited: Flask, family: Family
) -> None:
    client = at(limited, SCHOOL)
    for _ in range(70):
        assert client.post("/k", data={"code": "SAMI2026"}).status_code == 422
        assert client.post("/k", data={"code": code(family.sami)}).status_code == 303
    assert guess(client, 1) == [422]


def test_who_guesses_from_many_addresses_is_slowed_at_each_and_nobody_is_locked_out(
    limited: Flask, family: Family
) -> None:
    for number in range(10):
        assert set(guess(at(limited, f"203.0.113.{number}"), 30)) == {422}

    assert guess(at(limited, "203.0.113.99"), 7) == [422] * 5 + [429] * 2
    right = at(limited, HOME).post("/k", data={"code": code(family.sami)})
    assert right.status_code == 303


def test_a_code_that_does_not_work_stays_in_its_field_with_what_to_do(
    app: Flask, session: Session, family: Family
) -> None:
    client = app.test_client()
    family.nour.revoke_link()
    ended = code(family.nour)
    session.commit()
    found = []
    for typed in ("CCCC-2222", "abc", ended):
        answer = client.post("/k?taal=en", data={"code": typed})
        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.text
        assert 'aria-describedby="code-hint code-error"' in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert "This code does not work." in answer.text
        assert "Call the school." in answer.text
        found.append(answer.text.replace(typed, ""))
    assert len(set(found)) == 1


def test_what_cannot_be_shown_again_is_left_out(app: Flask, family: Family) -> None:
    answer = app.test_client().post("/k", data={"code": 'a\x00"<b>' + "c" * 99})

    assert answer.status_code == 422
    assert 'value="a&#34;&lt;b&gt;' in answer.text
