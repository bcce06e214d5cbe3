"""What a page costs: bytes and requests for an old phone, statements for the database."""

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from partnerlink.config import ROOT
from tests.blueprints.parents.family import Family, link
from tests.factories_evenings import make_invitation
from tests.pages import statements

SHEET = (ROOT / "partnerlink" / "static" / "parents.css").read_text("utf-8")
MOST_BYTES = 15 * 1024
MOST_BYTES_OF_SHEET = 3 * 1024
MOST_REQUESTS = 3
MOST_STATEMENTS = 8
PAGES = ("", "/mensen", "/hulp", "/afzeggen")


def zipped(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def fetched(client: FlaskClient, url: str) -> bytes:
    with client.get(url) as answer:
        assert answer.status_code == 200
        return answer.data


@pytest.mark.parametrize("language", ["nl", "ar", "uk"])
def test_a_page_with_all_that_it_loads_is_small(app: Flask, family: Family, language: str) -> None:
    client = app.test_client()
    client.post(link(family.sami), data={"people": "2"})
    for page in PAGES:
        html = client.get(link(family.sami, f"{page}?taal={language}")).text
        loaded = re.findall(r'(?:<link rel="(?:icon|stylesheet)" href|src)="([^"]+)"', html)
        assert 1 + len(loaded) <= MOST_REQUESTS
        whole = zipped(html.encode()) + sum(zipped(fetched(client, url)) for url in loaded)
        assert whole <= MOST_BYTES
        assert "<script" not in html


def test_the_sheet_is_tiny_logical_and_loads_nothing() -> None:
    assert zipped(SHEET.encode()) <= MOST_BYTES_OF_SHEET
    assert re.findall(r"(?<![\w-])(?:left|right|top|bottom|width|height):", SHEET) == []
    assert "url(" not in SHEET
    assert "@import" not in SHEET


def test_its_colours_are_those_of_the_house() -> None:
    house = (ROOT / "partnerlink" / "static" / "partnerlink.css").read_text("utf-8")
    own = re.findall(r"--([\w-]+): (#\w+)", SHEET)
    known = set(re.findall(r"--([\w-]+): (#\w+)", house))
    names = {"tint": "brand-tint"}
    assert {(names.get(name, name), colour) for name, colour in own} <= known


@pytest.mark.both_databases
def test_an_answer_takes_few_statements_however_many_families_come(
    app: Flask, session: Session, family: Family
) -> None:
    client, counts = app.test_client(), []
    for people in (2, 1, 3):
        with statements(app) as seen:
            assert client.post(link(family.sami), data={"people": str(people)}).status_code == 303
        counts.append(len(seen))
        for _ in range(3):
            make_invitation(session, family.evening)
        session.commit()

    assert max(counts) <= MOST_STATEMENTS
    assert len(set(counts)) == 1


@pytest.mark.both_databases
def test_an_answer_in_another_language_with_somebody_waiting_stays_within_it(
    app: Flask, session: Session, family: Family
) -> None:
    others = [make_invitation(session, family.evening) for _ in range(14)]
    session.commit()
    client = app.test_client()
    client.post(link(others[0]), data={"people": "4"})

    with statements(app) as seen:
        client.post(link(family.sami, "?taal=pl"), data={"people": "1"})

    assert len(seen) <= MOST_STATEMENTS


@pytest.mark.both_databases
def test_looking_takes_three_statements_at_most(app: Flask, family: Family) -> None:
    client = app.test_client()
    found = {}
    for people in ("", "2"):
        if people:
            client.post(link(family.sami), data={"people": people})
        for page in PAGES:
            with statements(app) as seen:
                client.get(link(family.sami, page))
            found[people + page] = len(seen)
    assert max(found.values()) <= 3, found
